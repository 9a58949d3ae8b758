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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ways out by which the headers might reach whom they are not meant for, or be lost. */
@Timeout(60)
class HeaderLeakTest extends RouteTestSupport {

    /** The first byte of a TLS record that carries a handshake (RFC 8446 section 5.1). */
    private static final byte TLS_HANDSHAKE = 22;

    private SandboxProvider other;

    @BeforeEach
    void findOther() {
        other = sandbox.provider("movio-eu");
    }

    private void allow(String hosts) {
        ProviderConfiguration movioOfThose = SandboxAccounts.movio(sandbox, "us");
        movioOfThose.setAllowedHosts(hosts);
        component.getProviders().put("movio", movioOfThose);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks a route that serves HTTP, sends films to Movio and answers {@code ok}. */
    private HttpResponse<String> answerOfAConsumer() throws Exception {
        String url = "http://127.0.0.1:" + freePort() + "/films";
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("netty-http:" + url)
                                .removeHeaders("*")
                                .setBody(constant(FILMS))
                                .setHeader(Exchange.HTTP_METHOD, constant("PUT"))
                                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                                .to("mxauth:movio")
                                .to(movio.setting("api"))
                                .to("mxauth:movio")
                                .setBody(constant("ok"));
                    }
                });
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private void assertAnsweredWithoutHeaders(HttpResponse<String> answer) {
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(movio.apiRequests()).isEqualTo(1);
        assertThat(answer.headers().map().keySet()).doesNotContain("authorization");
    }

    @Test
    void consumersResponse_carriesNoHeaders_thatWereNeverUsed() throws Exception {
        assertAnsweredWithoutHeaders(answerOfAConsumer());
    }

    @Test
    void consumersResponse_carriesNoHeaders_thatAreExposed() throws Exception {
        component.setExposeHeaders(true);
        assertAnsweredWithoutHeaders(answerOfAConsumer());
    }

    private void assertBothCallsAreTaken(CountDownLatch tapDone) throws Exception {
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        assertThat(tapDone.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(RecordedRequest::status)
                .containsExactly(202, 202);
    }

    @Test
    void wireTapThatCallsFirst_leavesTheExchangeItsHeaders() throws Exception {
        CountDownLatch tapDone = new CountDownLatch(1);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .wireTap("direct:tap")
                                .process(exchange -> tapDone.await(20, TimeUnit.SECONDS))
                                .to(movio.setting("api"));
                        from("direct:tap")
                                .to(movio.setting("api"))
                                .process(exchange -> tapDone.countDown());
                    }
                });
        assertBothCallsAreTaken(tapDone);
    }

    @Test
    void wireTapThatCallsLast_hasHeadersOfItsOwn() throws Exception {
        CountDownLatch mainDone = new CountDownLatch(1);
        CountDownLatch tapDone = new CountDownLatch(1);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .wireTap("direct:tap")
                                .to(movio.setting("api"))
                                .process(exchange -> mainDone.countDown());
                        from("direct:tap")
                                .process(exchange -> mainDone.await(20, TimeUnit.SECONDS))
                                .to(movio.setting("api"))
                                .process(exchange -> tapDone.countDown());
                    }
                });
        assertBothCallsAreTaken(tapDone);
    }

    @Test
    void removedProperties_leaveTheHostGuardOn() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .removeProperties("*")
                                .to(other.setting("api"));
                    }
                });
        assertRefused(films(FILMS).send());
    }

    private void assertRefused(Exchange answer) {
        assertThat(answer.getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST));
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void copyOfACopy_usesUpTheHeadersOfTheBranchThatItIsOf() throws Exception {
        allow("*");
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").multicast().to("direct:branch");
                        from("direct:branch")
                                .enrich(movio.setting("api"), (mine, resource) -> mine)
                                .to(other.setting("api") + "?throwExceptionOnFailure=false");
                    }
                });
        films(FILMS).send();
        assertThat(movio.requests()).anyMatch(request -> request.status() == 202);
        assertThat(other.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
    }

    @Test
    void pathThatNamesAHost_withVertxAndAnEmptyUrl_isRefused_andNothingIsSent() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .to("vertx-http:" + movio.setting("api"));
                    }
                });
        URI elsewhere = URI.create(other.setting("api"));
        assertRefused(
                films(FILMS)
                        .withHeader(Exchange.HTTP_URI, "")
                        .withHeader(
                                Exchange.HTTP_PATH,
                                "//" + elsewhere.getAuthority() + elsewhere.getPath())
                        .send());
        assertThat(movio.apiRequests()).isZero();
    }

    @Test
    void httpsUrlWithAPort_withVertx_isNeverCalledInClearText() throws Exception {
        allow("localhost");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            server.setSoTimeout(20_000);
            start(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:films")
                                    .to("mxauth:movio")
                                    .to(
                                            "vertx-http:https://localhost:%d/films"
                                                    .formatted(server.getLocalPort()));
                        }
                    });
            Future<Exchange> answer = films(FILMS).asyncSend();
            byte[] sent = firstBytes(server);
            assertThat(answer.get(20, TimeUnit.SECONDS).getException()).isNotNull();
            assertThat(new String(sent, StandardCharsets.ISO_8859_1))
                    .doesNotContainIgnoringCase("authorization");
            assertThat(sent).startsWith(TLS_HANDSHAKE);
        }
    }

    /** What a client sends before it waits for an answer, which is none: the connection ends. */
    private static byte[] firstBytes(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            client.setSoTimeout(20_000);
            byte[] buffer = new byte[8192];
            return Arrays.copyOf(buffer, client.getInputStream().read(buffer));
        }
    }

    /** Nobody named a host, so that the one which an error is reported to is none of the API's. */
    @Test
    void errorHandlersCall_ofAnotherHost_goesWithout_whereNoHostIsNamed() throws Exception {
        allow("*");
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .to(other.setting("api") + "?throwExceptionOnFailure=false");
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                    }
                });
        movio.apiFaults().refuse(1, 500);
        films(FILMS).send();
        assertThat(other.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
    }

    @Test
    void exchangeThatIsSentAgain_hasLostItsAuthorization() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio");
                    }
                });
        Exchange ended = films(FILMS).send();
        context.createProducerTemplate()
                .send(movio.setting("api") + "?throwExceptionOnFailure=false", ended);
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
    }
}
