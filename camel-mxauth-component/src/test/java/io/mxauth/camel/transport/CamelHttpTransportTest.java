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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.oauth.RealTransport;
import io.mxauth.camel.oauth.TransportException;
import io.mxauth.camel.oauth.TransportException.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to an issuer over real connections. */
class CamelHttpTransportTest {

    private static final RealTransport TRANSPORT = new RealTransport();
    private static final Duration LONG = Duration.ofSeconds(10);

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    @AfterEach
    void closeIssuer() {
        end.countDown();
        issuer.close();
    }

    @Test
    void answer_ofAnyStatus_isHandedOverWithItsBodyAndRetryAfter() throws Exception {
        issuer.then(418, "tea", "Retry-After: 7");

        HttpAnswer answer = result(send(LONG));

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.retryAfter()).isEqualTo("7");
        assertThat(answer.body()).asString().isEqualTo("tea");
        assertThat(answer).hasToString("HTTP 418");
    }

    @Test
    void answer_withoutABody_isEmpty() throws Exception {
        issuer.then(204, "");

        assertThat(result(send(LONG)).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {CamelHttpTransport.MOST_BYTES - 1, CamelHttpTransport.MOST_BYTES})
    void answer_upToTheBound_isTaken(int bytes) throws Exception {
        issuer.then(200, "x".repeat(bytes));

        assertThat(result(send(LONG)).body()).hasSize(bytes);
    }

    @Test
    void answer_beyondTheBound_isTooLarge() {
        issuer.then(200, "x".repeat(CamelHttpTransport.MOST_BYTES + 1));

        assertThat(outcome(send(LONG))).isEqualTo(Outcome.TOO_LARGE);
    }

    @Test
    void answer_thatUnpacksBeyondTheBound_isTooLarge() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 32; i++) {
                gzip.write(zeros);
            }
        }
        issuer.then(
                (request, out) -> {
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                            + packed.size()
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    packed.writeTo(out);
                    out.flush();
                });

        assertThat(outcome(send(LONG))).isEqualTo(Outcome.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_ofAnyKind_isHandedOverAndNotFollowed(int status) throws Exception {
        issuer.then(status, "", "Location: " + issuer.url("/elsewhere"));

        assertThat(result(send(LONG)).status()).isEqualTo(status);
        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void cookie_ofAnAnswer_isNotSentBack() throws Exception {
        issuer.then(200, "", "Set-Cookie: session=1; Path=/");

        result(send(LONG));
        result(send(LONG));

        assertThat(issuer.requests()).allSatisfy(r -> assertThat(r.header("Cookie")).isEmpty());
    }

    @Test
    void connection_thatBreaks_leavesTheOutcomeUnknown() {
        issuer.then(LoopbackIssuer.drop());

        assertThat(outcome(send(LONG))).isEqualTo(Outcome.UNKNOWN);
        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void connection_thatIsRefused_wasProvablyNotUsed() {
        issuer.close();

        assertThat(outcome(send(LONG))).isEqualTo(Outcome.NOT_SENT);
    }

    /** A read time-out begins anew with each byte and would never end this. */
    @Test
    void dribble_isEndedAtTheTimeOut() {
        issuer.then(
                (request, out) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
                    while (!LoopbackIssuer.await(end, Duration.ofMillis(10))) {
                        out.write('x');
                        out.flush();
                    }
                });
        long start = System.nanoTime();

        assertThat(outcome(send(Duration.ofMillis(300)))).isEqualTo(Outcome.TIMED_OUT);
        assertThat(since(start)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(2));
    }

    @Test
    void headers_thatDribble_areEndedAtTheTimeOut() {
        issuer.then(
                (request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.UTF_8));
                    while (!LoopbackIssuer.await(end, Duration.ofMillis(10))) {
                        out.write('x');
                        out.flush();
                    }
                });

        assertThat(outcome(send(Duration.ofMillis(300)))).isEqualTo(Outcome.TIMED_OUT);
    }

    /** Where the backlog is full a connection is never made: the time-out covers that as well. */
    @Test
    void connection_thatIsNeverMade_endsAtTheTimeOut() throws Exception {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                try {
                    socket.connect(deaf.getLocalSocketAddress(), 200);
                } catch (IOException e) {
                    break;
                }
            }
            long start = System.nanoTime();

            outcome(send("http://127.0.0.1:" + deaf.getLocalPort() + "/", Duration.ofMillis(300)));

            assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    @Test
    void request_thatWaitsBehindOthersPastItsTimeOut_failsThenAndIsNeverSent() {
        issuer.on("/token", (request, out) -> LoopbackIssuer.await(end));
        List<CompletableFuture<HttpAnswer>> holding =
                Stream.generate(() -> send(LONG)).limit(CamelHttpTransport.LANE_WIDTH).toList();
        await().until(() -> issuer.requests().size() == CamelHttpTransport.LANE_WIDTH);
        long start = System.nanoTime();

        Outcome outcome = outcome(send(Duration.ofMillis(300)));

        assertThat(outcome).isEqualTo(Outcome.NOT_SENT);
        assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
        end.countDown();
        holding.forEach(CamelHttpTransportTest::outcome);
        assertThat(issuer.requests()).hasSize(CamelHttpTransport.LANE_WIDTH);
    }

    @Test
    void issuer_thatHangs_delaysNoOtherIssuer() throws Exception {
        issuer.on("/token", (request, out) -> LoopbackIssuer.await(end));
        List<CompletableFuture<HttpAnswer>> hanging =
                Stream.generate(() -> send(LONG)).limit(100).toList();
        await().until(() -> issuer.requests().size() == CamelHttpTransport.LANE_WIDTH);

        try (LoopbackIssuer other = new LoopbackIssuer()) {
            long start = System.nanoTime();
            assertThat(result(send(other.url("/token"), LONG)).status()).isEqualTo(200);
            assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(issuer.requests()).hasSize(CamelHttpTransport.LANE_WIDTH);
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void requests_beyondTheLane_areSentWhenItIsFree() {
        List<CompletableFuture<HttpAnswer>> many =
                Stream.generate(() -> send(LONG)).limit(50).toList();

        assertThat(many).allSatisfy(f -> assertThat(result(f).status()).isEqualTo(200));
        assertThat(issuer.requests()).hasSize(50);
    }

    @Test
    void requests_underWayWhenTheTransportCloses_end() {
        RealTransport closing = new RealTransport();
        issuer.on("/token", (request, out) -> LoopbackIssuer.await(end));
        List<CompletableFuture<HttpAnswer>> pending =
                Stream.generate(() -> closing.send(call(issuer.url("/token")), LONG))
                        .limit(CamelHttpTransport.LANE_WIDTH + 3)
                        .toList();
        await().until(() -> issuer.requests().size() == CamelHttpTransport.LANE_WIDTH);

        closing.close();

        assertThat(pending).allSatisfy(CamelHttpTransportTest::outcome);
    }

    /** As where this JVM can make no thread any more. */
    @Test
    void request_thatNoThreadCanBeMadeFor_wasProvablyNotSent_andTheLaneStaysOpen()
            throws Exception {
        AtomicInteger refusals = new AtomicInteger(CamelHttpTransport.LANE_WIDTH);
        ExecutorService threads = Executors.newCachedThreadPool();
        Executor failing =
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("as planned");
                    }
                    threads.execute(task);
                };
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            try (CamelHttpTransport transport =
                    new CamelHttpTransport(context, null, null, failing, TRANSPORT.timer())) {
                for (int i = 0; i < CamelHttpTransport.LANE_WIDTH; i++) {
                    assertThat(outcome(transport.send(call(issuer.url("/token")), LONG)))
                            .isEqualTo(Outcome.NOT_SENT);
                }
                assertThat(result(transport.send(call(issuer.url("/token")), LONG)).status())
                        .isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private CompletableFuture<HttpAnswer> send(Duration timeout) {
        return send(issuer.url("/token"), timeout);
    }

    private static CompletableFuture<HttpAnswer> send(String url, Duration timeout) {
        return TRANSPORT.send(call(url), timeout);
    }

    private static HttpCall call(String url) {
        return new HttpCall(
                "POST",
                URI.create(url),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "a=b");
    }

    private static HttpAnswer result(CompletableFuture<HttpAnswer> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static Outcome outcome(CompletableFuture<HttpAnswer> future) {
        try {
            throw new AssertionError("a failure was expected: " + future.get(8, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failure) {
                return failure.outcome();
            }
            throw new AssertionError("another failure was expected", e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a failure was expected", e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
