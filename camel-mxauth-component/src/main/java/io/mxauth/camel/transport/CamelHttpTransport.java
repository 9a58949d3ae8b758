/*
 * Copyright the camel-mxauth authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.mxauth.camel.transport;

import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.oauth.HttpTransport;
import io.mxauth.camel.oauth.TransportException;
import io.mxauth.camel.oauth.TransportException.Outcome;
import io.mxauth.camel.token.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token core's way to an issuer: camel-http on threads of its own, so many at a time for one
 * issuer, with a bound on the answer's size and on the time that the whole exchange takes.
 */
public final class CamelHttpTransport implements HttpTransport, AutoCloseable {

    /**
     * The most bytes of an answer's body that are read: many times the size of any token. What is
     * around the body has bounds of its own, see {@link BoundedConnections}.
     */
    static final int MOST_BYTES = 128 * 1024;

    /** The most requests that run at a time for one issuer. */
    static final int LANE_WIDTH = 4;

    /** The most requests that run at a time. */
    public static final int MOST_REQUESTS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(CamelHttpTransport.class);

    private final CamelContext context;
    private final @Nullable HttpComponent model;
    private final IssuerLanes lanes;
    private final Timer timer;
    private final Set<PendingRequest> pending = ConcurrentHashMap.newKeySet();
    private volatile TokenHttpClient client;
    private volatile boolean closed;

    /**
     * A transport with a client of its own.
     *
     * @param model a component whose TLS, proxy and time-outs are taken over, or null
     * @param tls the TLS settings that beat those of the model, or null
     * @param pool has at least {@link #MOST_REQUESTS} threads
     */
    public CamelHttpTransport(
            CamelContext context,
            @Nullable HttpComponent model,
            @Nullable SSLContextParameters tls,
            Executor pool,
            Timer timer)
            throws Exception {
        this.context = context;
        this.model = model;
        this.client = new TokenHttpClient(context, model, tls, LANE_WIDTH, MOST_REQUESTS);
        this.lanes = new IssuerLanes(pool, LANE_WIDTH);
        this.timer = timer;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call, Duration timeout) {
        PendingRequest request = new PendingRequest();
        pending.add(request);
        Runnable cancel = timer.after(timeout, request::timeOut);
        CompletableFuture<HttpAnswer> answer = request.answer();
        answer.whenComplete(
                (done, thrown) -> {
                    cancel.run();
                    pending.remove(request);
                });
        if (closed) {
            request.stop();
            return answer;
        }
        try {
            lanes.run(
                    call.uri().getScheme() + "://" + call.uri().getAuthority(),
                    () -> run(call, request));
        } catch (RejectedExecutionException e) {
            request.stop();
        } catch (Error e) {
            // Such as that no thread can be made.
            answer.completeExceptionally(
                    new TransportException(
                            Outcome.NOT_SENT,
                            "this JVM has a fault (" + e.getClass().getSimpleName() + ")"));
        }
        return answer;
    }

    /**
     * Lets requests from now on go through another client, which reads the TLS settings anew. The one
     * in use is closed when the requests under way have ended.
     *
     * @param tls as for the constructor
     * @throws Exception if such a client cannot be made; the one in use then stays
     */
    public synchronized void reloadTls(@Nullable SSLContextParameters tls) throws Exception {
        if (closed) {
            return;
        }
        TokenHttpClient former = client;
        client = new TokenHttpClient(context, model, tls, LANE_WIDTH, MOST_REQUESTS);
        CompletableFuture<?>[] underWay =
                pending.stream().map(PendingRequest::answer).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(underWay).whenComplete((done, thrown) -> former.close());
    }

    private void run(HttpCall call, PendingRequest request) {
        if (!request.begin()) {
            return;
        }
        HttpAnswer received;
        try {
            received = exchange(call, request.abort());
        } catch (TransportException e) {
            request.answer().completeExceptionally(e);
            return;
        } catch (Exception e) {
            request.answer().completeExceptionally(TransportFaults.read(e));
            return;
        } catch (Error e) {
            // Whoever waits is told; the thread ends by it and another takes its place.
            request.answer().completeExceptionally(TransportFaults.read(e));
            throw e;
        }
        request.answer().complete(received);
    }

    private HttpAnswer exchange(HttpCall call, RequestAbort abort) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        Message in = exchange.getIn();
        call.headers().forEach(in::setHeader);
        in.setHeader(Exchange.HTTP_URI, call.uri().toString());
        in.setHeader(Exchange.HTTP_METHOD, call.method());
        if (call.body() != null) {
            in.setBody(call.body().getBytes(StandardCharsets.UTF_8));
        }
        try {
            client.process(exchange, abort);
            Message out = exchange.getMessage();
            Integer status = out.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            byte[] body = read(out.getBody(), abort);
            LOG.debug("{} answered HTTP {}", call, status);
            return new HttpAnswer(
                    status == null ? 0 : status,
                    out.getHeader("Retry-After", String.class),
                    out.getHeader("Date", String.class),
                    out.getHeader("Location", String.class),
                    body);
        } finally {
            // camel-http lets go of the connection when the exchange ends
            UnitOfWorkHelper.doneSynchronizations(
                    exchange, exchange.getExchangeExtension().handoverCompletions());
        }
    }

    private byte[] read(@Nullable Object body, RequestAbort abort)
            throws IOException, TransportException {
        if (!(body instanceof InputStream stream)) {
            return new byte[0];
        }
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            // Closing the stream would first read it to its end.
            abort.abort();
            throw new TransportException(Outcome.TOO_LARGE, "the answer is too large");
        }
        return bytes;
    }

    /** Ends what is under way, then the client. */
    @Override
    public synchronized void close() {
        closed = true;
        pending.forEach(PendingRequest::stop);
        client.close();
    }
}
