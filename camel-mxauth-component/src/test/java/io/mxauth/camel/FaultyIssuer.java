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
package io.mxauth.camel;

import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.oauth.LoopbackIssuer.Reply;
import io.mxauth.camel.token.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** An issuer on loopback that faults come over and go from. Its tokens live for 299 s. */
final class FaultyIssuer implements AutoCloseable {

    private static final String PATH = "/token";
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(20);

    private final ManualClock clock;
    private final Duration patience;
    private final AtomicInteger tokens = new AtomicInteger();
    private final int port;
    private final @Nullable SelfSigned trusted;
    private final @Nullable SelfSigned untrusted;
    private LoopbackIssuer server;
    private boolean gone;
    private int askedBefore;
    private volatile CountDownLatch mended = new CountDownLatch(1);

    /**
     * An issuer without a fault.
     *
     * @param patience how long its client waits for a token: this much time passes while it is slow
     * @param certificates where those of an issuer behind TLS are made, or null for plain HTTP
     */
    FaultyIssuer(ManualClock clock, Duration patience, @Nullable Path certificates)
            throws Exception {
        this.clock = clock;
        this.patience = patience;
        this.server = new LoopbackIssuer();
        this.port = server.port();
        this.trusted = made(certificates, "trusted.p12");
        this.untrusted = made(certificates, "untrusted.p12");
        mend();
    }

    private static @Nullable SelfSigned made(@Nullable Path folder, String name) throws Exception {
        return folder == null ? null : SelfSigned.in(folder.resolve(name));
    }

    String url() {
        return (trusted == null ? "http" : "https") + "://127.0.0.1:" + port + PATH;
    }

    @Nullable SSLContextParameters trust() {
        return trusted == null ? null : trusted.trust();
    }

    /** How often a client connected to it, which it does once a request. */
    int asked() {
        return gone ? askedBefore : askedBefore + server.connections();
    }

    /** How many requests came through. */
    int requests() {
        return server.requests().size();
    }

    /** Ends every fault. */
    void mend() throws Exception {
        mended.countDown();
        mended = new CountDownLatch(1);
        if (gone) {
            server = new LoopbackIssuer(port);
            gone = false;
        }
        if (trusted != null) {
            show(trusted);
        }
        answer(
                (request, out) ->
                        LoopbackIssuer.answer(200, token(tokens.incrementAndGet(), ""))
                                .to(request, out));
    }

    void answer(Reply reply) {
        server.on(PATH, reply);
    }

    void answer(int status, String body, String... headers) {
        answer(LoopbackIssuer.answer(status, body, headers));
    }

    /** Refuses connections. */
    void stopListening() {
        askedBefore = asked();
        server.close();
        gone = true;
    }

    /** Shows a certificate that its client does not trust. */
    void showAnotherCertificate() throws Exception {
        show(Objects.requireNonNull(untrusted));
    }

    private void show(SelfSigned certificate) throws Exception {
        SSLContext tls = certificate.server();
        server.speaking(
                connection -> {
                    SSLSocket socket =
                            (SSLSocket)
                                    tls.getSocketFactory()
                                            .createSocket(connection, "localhost", port, true);
                    socket.setUseClientMode(false);
                    return socket;
                });
    }

    /** Says nothing. */
    void hang() {
        answer(
                (request, out) -> {
                    CountDownLatch end = mended;
                    clock.advance(patience);
                    LoopbackIssuer.await(end);
                });
    }

    /** Sends an answer that never ends, a byte at a time. */
    void dribble() {
        answer(
                (request, out) -> {
                    CountDownLatch end = mended;
                    clock.advance(patience);
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    do {
                        out.write(' ');
                        out.flush();
                    } while (!LoopbackIssuer.await(end, BETWEEN_BYTES));
                });
    }

    /** The first part of an answer, and no more of it. */
    static Reply part() {
        return (request, out) -> {
            out.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":"
                            .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        };
    }

    /** A token whose answer has that many bytes at least. */
    static String token(int number, String padding) {
        return "{\"access_token\":\"tok-%d\",\"token_type\":\"Bearer\",\"expires_in\":299}%s"
                .formatted(number, padding);
    }

    /** That long from now as HTTP writes a date, read at each request. */
    void retryAfterDate(int status, Duration delay) {
        answer(
                (request, out) ->
                        LoopbackIssuer.answer(
                                        status,
                                        "",
                                        "Retry-After: "
                                                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                                        clock.now()
                                                                .plus(delay)
                                                                .atOffset(ZoneOffset.UTC)))
                                .to(request, out));
    }

    @Override
    public void close() {
        mended.countDown();
        server.close();
    }
}
