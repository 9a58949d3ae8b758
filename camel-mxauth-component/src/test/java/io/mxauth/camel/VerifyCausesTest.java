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

import static io.mxauth.camel.VerifyRun.option;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.oauth.LoopbackIssuer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the network, a proxy or a web server may answer in an issuer's place, told in words. */
class VerifyCausesTest {

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final Map<String, String> properties = new HashMap<>();
    private Path folder;

    @BeforeEach
    void configure(@TempDir Path temporary) {
        folder = temporary;
        set("token-endpoint", issuer.url("/token"));
        set("client-id", "cinema");
        set("client-secret", "popcorn");
        set("scope", "films");
        set("request-timeout", "5s");
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private void set(String name, String value) {
        properties.put(option("own", name), value);
    }

    private String report(int status) {
        VerifyRun run = VerifyRun.of(folder, properties);
        assertThat(run.status()).as(run.out() + run.error()).isEqualTo(status);
        return run.words();
    }

    private String failure() {
        return report(1);
    }

    @Test
    void host_unknown() {
        set("token-endpoint", "https://issuer.invalid/token");
        assertThat(failure())
                .contains("answer none: its host name is not known")
                .contains("knows the host issuer.invalid", "proxyHost");
    }

    @Test
    void connection_refused() {
        issuer.close();
        assertThat(failure()).contains("takes the connection, or a firewall refuses it");
    }

    @Test
    void tls_spokenToAPortWithoutIt() {
        issuer.speaking(
                connection -> {
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    return connection;
                });
        set("token-endpoint", issuer.url("/token").replace("http:", "https:"));
        assertThat(failure())
                .contains("do not agree on TLS", "openssl s_client -connect 127.0.0.1:");
    }

    @Test
    void certificate_untrusted() throws Exception {
        SelfSigned certificate = SelfSigned.in(folder.resolve("issuer.p12"));
        var sockets = certificate.server().getSocketFactory();
        issuer.speaking(
                connection -> {
                    SSLSocket socket = (SSLSocket) sockets.createSocket(connection, null, true);
                    socket.setUseClientMode(false);
                    return socket;
                });
        set("token-endpoint", issuer.url("/token").replace("http:", "https:"));
        assertThat(failure())
                .contains("TLS failed", "trust that authority by sslContextParameters");
    }

    @Test
    void connection_broken() {
        issuer.then(LoopbackIssuer.drop());
        assertThat(failure()).contains("ended before an answer was there");
        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void answer_tooLate() {
        CountDownLatch over = new CountDownLatch(1);
        set("request-timeout", "500ms");
        issuer.then((request, out) -> LoopbackIssuer.await(over));
        try {
            assertThat(failure())
                    .contains("POST http://127.0.0.1", "no answer in time", "requestTimeout");
        } finally {
            over.countDown();
        }
    }

    @Test
    void answer_tooLarge() {
        issuer.then(200, "x".repeat(300_000));
        assertThat(failure()).contains("too large for a token");
    }

    @Test
    void proxy_wantsCredentials() {
        properties.put("camel.component.mxauth.http-component", "#bean:proxied");
        properties.put(
                "camel.beans.proxied", "#class:org.apache.camel.component.http.HttpComponent");
        properties.put("camel.beans.proxied.proxyHost", "127.0.0.1");
        properties.put("camel.beans.proxied.proxyPort", "" + issuer.port());
        properties.put("camel.beans.proxied.proxyAuthScheme", "http");
        set("token-endpoint", "https://issuer.example/token");
        issuer.then(407, "", "Proxy-Authenticate: Basic realm=\"x\"");
        assertThat(failure()).contains("HTTP 407", "A proxy on the way wants credentials");
        assertThat(issuer.requests().get(0).line()).startsWith("CONNECT issuer.example:443");
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/token, 'wants https: instead of http:', 'Set the endpoint to https://'",
        "/oauth/token, 'has moved to http://127.0.0.1:', 'Set the endpoint to that URL'",
        "https://films.example/t?secret=1, 'has moved to https://films.example/t?***',"
                + " 'whether that host is the issuer'",
        "/login?next=x, 'leads to a log-in page', 'Check the endpoint'"
    })
    void redirect_isReadByWhereItLeads(String location, String cause, String remedy) {
        issuer.then(302, "", "Location: " + location);
        assertThat(failure()).contains("HTTP 302", cause, remedy, "never follows a redirect");
        assertThat(issuer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 'A page for people came instead of a token'",
        "403, 'a proxy or a firewall probably refuses this machine'",
        "404, 'There is a web server, but no token endpoint at this path'",
        "502, 'A gateway answered for the issuer'"
    })
    void page_insteadOfJson_isReadByItsStatus(int status, String cause) {
        issuer.then(status, "\n<!DOCTYPE html><html><body>Log in</body></html>");
        assertThat(failure()).contains(cause).doesNotContain("Log in<");
        assertThat(issuer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|{}|There is no token endpoint at this path",
                "415|{}|HTTP 415 is no answer of a token endpoint",
                "429|{}|limits how often it may be asked",
                "400|{\"error\":\"rate_limit\"}|limits how often it may be asked",
                "503|{}|The issuer has trouble of its own",
                "200|{\"token\":\"t\"}|The answer is JSON, but not that of a token endpoint",
                "200|{\"error\":\"nope\"}|says HTTP 200, but its answer is an error",
                "200|access_token=t|The answer is no JSON",
                "400|{\"error\":\"invalid_target\"}|The request names no audience",
                "400|{\"error\":\"invalid_request\"}|something is missing or odd in it",
                "400|{\"error\":\"invalid_request\",\"error_description\":\"Missing audience\"}|it"
                        + " speaks of audience",
                "400|{}|something is missing or odd in it",
                "401|{}|does not know this client id",
                "401|Unauthorized|does not know this client id",
                "401|{\"error\":\"unauthorized_client\"}|does not know this client id",
                "400|{\"error\":\"unauthorized_client\"}|may not use grant client_credentials",
                "400|{\"error\":\"unauthorized_client\",\"error_description\":\"Unexpected error when"
                        + " authenticating client\"}|does not know this client id",
                "403|{\"error\":\"access_denied\"}|The request names no audience",
                "400|{\"error\":\"invalid_scope\"}|does not grant this client the scope \"films\"",
                "400|{\"error\":\"account_closed\"}|refuses for a reason of its own"
            })
    void answer_isReadByStatusAndCode(int status, String body, String cause) {
        issuer.then(status, body);
        assertThat(failure()).contains(cause);
        assertThat(issuer.requests()).hasSize(1);
    }

    @Test
    void description_isShown_onlyIfItIsWords() {
        issuer.then(401, "{\"error\":\"invalid_client\",\"error_description\":\"Unknown client\"}");
        assertThat(failure()).contains("error invalid_client, \"Unknown client\", after");
        issuer.then(
                401, "{\"error\":\"invalid_client\",\"error_description\":\"No popcorn for you\"}");
        assertThat(failure()).doesNotContain("popcorn").doesNotContain("for you");
    }

    @ParameterizedTest
    @CsvSource({"600, 10 min behind", "-86400, 1440 min ahead of"})
    void clock_thatDiffers_isNoted(long seconds, String words) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now()
                                .plusSeconds(seconds + (seconds < 0 ? -20 : 20))
                                .atOffset(ZoneOffset.UTC));
        issuer.then(200, LoopbackIssuer.TOKEN, "Date: " + date);
        assertThat(report(0)).contains("The clock of this machine is " + words);
        issuer.then(401, "{}", "Date: " + date);
        assertThat(failure()).contains("The clock of this machine is " + words);
    }

    @Test
    void clock_thatAgrees_isNotNoted() {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        issuer.then(200, LoopbackIssuer.TOKEN, "Date: " + date);
        assertThat(report(0)).doesNotContain("clock");
    }

    @Test
    void token_thatIsLessThanAsked_isNoted() {
        set("scope", "films cinemas");
        set("audience", "https://films.example");
        String claims = "{\"aud\":[\"other\"],\"nbf\":4102444800}";
        String token =
                "h."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(claims.getBytes(US_ASCII))
                        + ".s";
        issuer.then(
                200,
                "{\"access_token\":\"%s\",\"scope\":\"films\",\"expires_in\":5}".formatted(token));
        assertThat(report(0))
                .contains("The issuer left out of the scope: cinemas.")
                .contains("not for the audience that was asked for")
                .contains("lives for 5 s only", "The token says that it is not valid yet");
        issuer.then(200, "{\"access_token\":\"t\"}");
        assertThat(report(0)).contains("does not say how long the token lives");
    }

    @Test
    void discovery_isChecked() {
        properties.remove(option("own", "token-endpoint"));
        set("discovery-uri", issuer.url("/.well-known/openid-configuration"));
        issuer.then(200, "{\"token_endpoint\":\"" + issuer.url("/token") + "\"}");
        assertThat(report(0)).contains("GET http://127.0.0.1", "POST http://127.0.0.1");
        issuer.then(200, "{}");
        assertThat(failure()).contains("does not name the token endpoint", "Check discoveryUri");
        issuer.then(500, "{}");
        assertThat(failure()).contains("The discovery document cannot be used");
    }
}
