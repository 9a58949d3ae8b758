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
package io.mxauth.camel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.oauth.RealTransport;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A header that is accepted arrives as it was set; one that would not is refused when we start. */
class HeaderNamesTest {

    private static final String[] OWN = {
        "clientId=c", "clientSecret=s", "tokenEndpoint=https://issuer.example/token"
    };

    /** Names of headers that requests have, most of them of RFC 9110 to 9112. */
    private static final List<String> SENT =
            List.of(
                    "Accept-Charset",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Alt-Used",
                    "Cache-Control",
                    "Content-Language",
                    "Content-Location",
                    "Content-MD5",
                    "Cookie",
                    "Date",
                    "DPoP",
                    "DNT",
                    "Early-Data",
                    "ETag",
                    "Expires",
                    "Forwarded",
                    "From",
                    "If-Match",
                    "If-Modified-Since",
                    "If-None-Match",
                    "Last-Modified",
                    "Max-Forwards",
                    "Ocp-Apim-Subscription-Key",
                    "Origin",
                    "Pragma",
                    "Prefer",
                    "Priority",
                    "Range",
                    "Referer",
                    "SOAPAction",
                    "Server",
                    "Set-Cookie",
                    "Traceparent",
                    "User-Agent",
                    "Vary",
                    "Via",
                    "WWW-Authenticate",
                    "Warning",
                    "X-Api-Key",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-HTTP-Method-Override",
                    "X-Request-ID",
                    "x_underscore");

    private static final List<String> OF_THE_CLIENT =
            List.of(
                    "Host",
                    "Connection",
                    "Content-Length",
                    "Transfer-Encoding",
                    "Upgrade",
                    "TE",
                    "Trailer",
                    "Keep-Alive",
                    "Expect",
                    "HTTP2-Settings",
                    "Proxy-Connection",
                    "Proxy-Authorization",
                    "Proxy-Authenticate",
                    "host",
                    "CONNECTION",
                    "proxy-anything");

    private static List<String> faulty(String option) {
        List<String> options = new ArrayList<>(List.of(OWN));
        options.add(option + "=probe");
        return GivenProvider.faulty("mine", options.toArray(String[]::new));
    }

    static Stream<String> sent() {
        return SENT.stream();
    }

    static Stream<String> ofTheClient() {
        return OF_THE_CLIENT.stream();
    }

    @ParameterizedTest
    @MethodSource("ofTheClient")
    void name_ofTheClients_isRefused_inBothMaps(String name) {
        assertThat(faulty("headers[" + name + "]")).containsExactly("headers[" + name + "]");
        assertThat(faulty("tokenHeaders[" + name + "]"))
                .containsExactly("tokenHeaders[" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CamelHttpUri", "camel-x", "CAMELHTTPQUERY", "org.apache.camel.Exchange"})
    void name_asCamels_isRefused_inBothMaps(String name) {
        assertThat(faulty("headers[" + name + "]")).containsExactly("headers[" + name + "]");
        assertThat(faulty("tokenHeaders[" + name + "]"))
                .containsExactly("tokenHeaders[" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Accept", "Content-Type", "Content-Encoding"})
    void tokenHeader_ofTheRequestItself_isRefused(String name) {
        assertThat(faulty("tokenHeaders[" + name + "]"))
                .containsExactly("tokenHeaders[" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X A", "X:A", "Ä", "X\"A"})
    void tokenHeader_thatIsNoHeadersName_isRefused(String name) {
        assertThat(faulty("tokenHeaders[" + name + "]")).containsExactly("tokenHeaders[?]");
    }

    @Test
    void problem_saysWhyAndWhatToDo() {
        assertThat(
                        GivenProvider.problems(
                                "mine", OWN[0], OWN[1], OWN[2], "headers[Host]=api.example"))
                .singleElement()
                .asString()
                .contains("'mine', option 'headers[Host]'", "HTTP client", "remove it")
                .doesNotContain("api.example");
    }

    @Test
    void emptyValue_takesAwayWhateverTheName() {
        assertThat(
                        GivenProvider.provider(
                                        "mine",
                                        OWN[0],
                                        OWN[1],
                                        OWN[2],
                                        "headers[Host]=",
                                        "tokenHeaders[Connection]=")
                                .tokenHeaders())
                .isEmpty();
    }

    @Test
    void tokenHeaders_thatAreAccepted_areSent() throws Exception {
        try (LoopbackIssuer issuer = new LoopbackIssuer();
                RealTransport transport = new RealTransport()) {
            Map<String, String> headers = new LinkedHashMap<>(probes());
            headers.put("Content-Type", "application/x-www-form-urlencoded");
            transport
                    .send(
                            new HttpCall("POST", URI.create(issuer.url("/token")), headers, "a=b"),
                            Duration.ofSeconds(10))
                    .get(20, TimeUnit.SECONDS);

            assertReceived(issuer);
        }
    }

    @Test
    void headers_thatAreAccepted_areSentByApacheHttpClient() throws Exception {
        try (LoopbackIssuer api = new LoopbackIssuer();
                CloseableHttpClient client = HttpClients.createDefault()) {
            HttpPost request = new HttpPost(api.url("/films"));
            request.setEntity(new StringEntity("[]", ContentType.APPLICATION_JSON));
            probes().forEach(request::setHeader);
            client.execute(request, answer -> answer.getCode());

            assertReceived(api);
        }
    }

    @Test
    void headers_thatAreAccepted_areSentByVertx() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (LoopbackIssuer api = new LoopbackIssuer()) {
            var request = WebClient.create(vertx).postAbs(api.url("/films"));
            probes().forEach(request::putHeader);
            request.sendBuffer(Buffer.buffer("[]"))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            assertReceived(api);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    /** A value for each name, which no rule refuses. */
    private static Map<String, String> probes() {
        Map<String, String> probes = new LinkedHashMap<>();
        for (String name : SENT) {
            assertThat(faulty("headers[" + name + "]")).isEmpty();
            assertThat(faulty("tokenHeaders[" + name + "]")).isEmpty();
            probes.put(name, "probe of " + name);
        }
        return probes;
    }

    private static void assertReceived(LoopbackIssuer server) {
        assertThat(server.requests()).hasSize(1);
        assertThat(SENT)
                .allSatisfy(
                        name ->
                                assertThat(server.requests().get(0).header(name))
                                        .as(name)
                                        .containsExactly("probe of " + name));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Host",
        "Hostname",
        "Connection-Id",
        "Teapot",
        "Expectation",
        "My-Camel",
        "Proxy"
    })
    void name_thatOnlyLooksLikeOneOfThem_isAccepted(String name) {
        assertThat(faulty("headers[" + name + "]")).isEmpty();
    }

    @Property
    void verdict_doesNotDependOnCase(@ForAll("names") String name) {
        assertThat(HeaderNames.flaw(name.toUpperCase(Locale.ROOT)))
                .isEqualTo(HeaderNames.flaw(name.toLowerCase(Locale.ROOT)));
        assertThat(HeaderNames.flaw(name) != null)
                .isEqualTo(
                        name.toLowerCase(Locale.ROOT)
                                        .matches("(proxy-|camel|org\\.apache\\.camel\\.).*")
                                || OF_THE_CLIENT.stream().anyMatch(name::equalsIgnoreCase));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> parts =
                Arbitraries.of(
                        "Host",
                        "Connection",
                        "TE",
                        "te",
                        "Proxy-",
                        "Camel",
                        "org.apache.camel.",
                        "X-",
                        "Keep-Alive",
                        "Upgrade",
                        "-",
                        "a",
                        "Trailer",
                        "Expect",
                        "Content-Length");
        return parts.list().ofMinSize(1).ofMaxSize(3).map(list -> String.join("", list));
    }
}
