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

import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.oauth.RealTransport;
import io.mxauth.camel.oauth.TransportException;
import io.mxauth.camel.oauth.TransportException.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.VersionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is read of an answer, part by part. Runs with the HTTP client that this project brings and
 * with the older one that BOMs of users pin.
 */
class AnswerBoundsTest {

    private static final RealTransport TRANSPORT = new RealTransport();
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

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

    /** A part of an answer: what stands before it, what it is made of, what stands behind it. */
    enum Part {
        EMPTY_LINES("", "\r\n", OK + "\r\n", 20),
        STATUS_LINE("HTTP/1.1 200 ", "said ", "\r\n\r\n", 4_000),
        HEADER_NAME(OK + "X-", "Name", ": v\r\n\r\n", 5_000),
        HEADER_LINE(OK + "X-Long: ", "abcd", "\r\n\r\n", 5_000),
        FOLDED_HEADER(OK + "X-Long: a", "\r\n abcdefghij", "\r\n\r\n", 2_000),
        HEADER_COUNT(OK, "X-Many: v\r\n", "\r\n", 150),
        HEADERS_TOGETHER(OK, "X-Large: " + "v".repeat(15_000) + "\r\n", "\r\n", 14),
        INFORMATIONAL(
                "",
                "HTTP/1.1 103 Early Hints\r\nLink: " + "l".repeat(1_000) + "\r\n\r\n",
                OK + "\r\n",
                200),
        CHUNK_EXTENSION(CHUNKED + "1;", "e=\"abcd\";", "\r\nx\r\n0\r\n\r\n", 3_000),
        CHUNK_EXTENSIONS_TOGETHER(
                CHUNKED, "1;e=" + "v".repeat(1_000) + "\r\nx\r\n", "0\r\n\r\n", 200),
        TRAILER_LINE(CHUNKED + "1\r\nx\r\n0\r\nX-Long: ", "abcd", "\r\n\r\n", 5_000),
        TRAILER_COUNT(CHUNKED + "1\r\nx\r\n0\r\n", "X-Many: v\r\n", "\r\n", 150),
        TRAILERS_TOGETHER(
                CHUNKED + "1\r\nx\r\n0\r\n", "X-Large: " + "v".repeat(15_000) + "\r\n", "\r\n", 14),
        BODY(OK + "\r\n", "abcd", "", 33_000),
        CHUNKED_BODY(CHUNKED, "4\r\nabcd\r\n", "0\r\n\r\n", 33_000);

        private final String before;
        private final String unit;
        private final String behind;
        private final int tooMany;

        Part(String before, String unit, String behind, int tooMany) {
            this.before = before;
            this.unit = unit;
            this.behind = behind;
            this.tooMany = tooMany;
        }
    }

    /** Maven says which one it is meant to be. */
    @Test
    void httpClient_isTheOneThatThisRunIsAbout() {
        VersionInfo client =
                VersionInfo.loadVersionInfo("org.apache.hc.client5", getClass().getClassLoader());

        assertThat(client.getRelease())
                .isEqualTo(System.getProperty("tested.httpclient", client.getRelease()));
    }

    @ParameterizedTest
    @EnumSource
    void part_withinTheBounds_isTaken(Part part) throws Exception {
        answer(part, 2);

        assertThat(send(LONG).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void part_beyondItsBound_isTooLarge(Part part) {
        answer(part, part.tooMany);

        assertThat(outcome(LONG)).isEqualTo(Outcome.TOO_LARGE);
    }

    /** As slow as no socket time-out notices, and without an end. */
    @ParameterizedTest
    @EnumSource
    void part_thatDribbles_isEndedAtTheTimeOut(Part part) {
        issuer.then(
                (request, out) -> {
                    out.write(bytes(part.before));
                    byte[] unit = bytes(part.unit);
                    for (int i = 0; !LoopbackIssuer.await(end, Duration.ofMillis(10)); i++) {
                        out.write(unit[i % unit.length]);
                        out.flush();
                    }
                });

        assertThat(outcome(Duration.ofMillis(100))).isEqualTo(Outcome.TIMED_OUT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void answer(Part part, int units) {
        issuer.then(
                (request, out) -> {
                    out.write(bytes(part.before + part.unit.repeat(units) + part.behind));
                    out.flush();
                });
    }

    private HttpAnswer send(Duration timeout) throws Exception {
        HttpCall call =
                new HttpCall(
                        "POST",
                        URI.create(issuer.url("/token")),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "a=b");
        return TRANSPORT.send(call, timeout).get(20, TimeUnit.SECONDS);
    }

    private Outcome outcome(Duration timeout) {
        try {
            throw new AssertionError("a failure was expected: " + send(timeout));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failure) {
                return failure.outcome();
            }
            throw new AssertionError("another failure was expected", e);
        } catch (Exception e) {
            throw new AssertionError("a failure was expected", e);
        }
    }
}
