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
package io.mxauth.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The example as its command starts it, on a free port. */
class OnSandboxTest {

    private static final String FILMS = "[{\"id\": \"f1\", \"title\": \"Metropolis\"}]";

    private final Sandbox sandbox = Sandbox.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private ConfigurableApplicationContext application;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary;
        application =
                OnSandbox.start(sandbox, "--server.port=0", "--cinema-chains.folder=" + folder);
    }

    @AfterEach
    void stop() {
        application.close();
        sandbox.close();
    }

    private HttpRequest.Builder request(String path) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpRequest.Builder loggedIn(HttpRequest.Builder request) {
        byte[] user = "ops:sandbox".getBytes(StandardCharsets.UTF_8);
        return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(loggedIn(request(path)));
    }

    private HttpResponse<String> putFilms() throws IOException, InterruptedException {
        return send(
                loggedIn(request("/films"))
                        .header("Content-Type", "application/json")
                        .header("Cookie", "session=of-ours")
                        .PUT(BodyPublishers.ofString(FILMS)));
    }

    @Test
    void films_arriveInBothRegions_withoutWhatTheCallerSentToUs() throws Exception {
        HttpResponse<String> answer = putFilms();
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).matches("\\[\\{.*\"total\":1.*}, \\{.*\"total\":1.*}]");
        for (String region : new String[] {"movio-eu", "movio-us"}) {
            assertThat(sandbox.provider(region).requests())
                    .filteredOn(request -> request.path().equals("/films"))
                    .singleElement()
                    .satisfies(
                            request -> {
                                assertThat(request.body()).isEqualTo(FILMS);
                                assertThat(request.header("Authorization")).startsWith("Bearer ");
                                assertThat(request.header("Cookie")).isNull();
                            });
        }
        assertThat(answer.headers().map()).doesNotContainKey("authorization");
    }

    @Test
    void films_whileMovioRefuses_areAnsweredWithTheReason() throws Exception {
        sandbox.provider("movio-us").change("client-secret", "another");
        HttpResponse<String> answer = putFilms();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).startsWith("Provider 'movio-us': The issuer at ");
        assertThat(get("/mxauth").body()).contains("The issuer refuses the credentials");
        assertThat(get("/actuator/health").body()).contains("\"status\":\"DOWN\"", "REJECTED");
    }

    @Test
    void cinemaChains_areWrittenToTheFile_byTheTimer_andOnDemand() throws Exception {
        Path file = folder.resolve("cinema-chains.json");
        await().until(() -> Files.exists(file) && Files.size(file) > 0);
        assertThat(file).content().contains("sandbox-nz", "sandbox-gb");
        assertThat(get("/cinema-chains").body()).isEqualTo(Files.readString(file));
        assertThat(sandbox.provider("moviexchange").requests())
                .filteredOn(request -> request.header("MX-Api-Client-Secret") != null)
                .extracting(RecordedRequest::method)
                .hasSizeGreaterThan(1)
                .containsOnly("GET");
    }

    @Test
    void prometheus_hasTheMeters() throws Exception {
        putFilms();
        assertThat(get("/actuator/prometheus").body())
                .containsPattern(
                        "camel_mxauth_requests_seconds_count\\{.*outcome=\"success\","
                                + "provider=\"movio-eu\".*} 1")
                .containsPattern("camel_mxauth_token_expires_in_seconds\\{.*\"movio-us\".*} \\d+")
                .contains("camel_mxauth_hits_total", "camel_mxauth_retries_unauthorized_total");
    }

    @Test
    void page_console_andHealth_showTheTokens() throws Exception {
        putFilms();
        assertThat(get("/mxauth").body())
                .contains("Tokens of <bdi>films</bdi>", "3 providers, none of them failing")
                .contains("<bdi>movio-eu</bdi>", "of 2\u00a0min<");
        assertThat(get("/actuator/camel/mxauth").body())
                .contains("\"provider\":\"movio-us\"", "\"state\":\"FRESH\"");
        assertThat(get("/actuator/health").body())
                .contains("\"status\":\"UP\"")
                .containsPattern("\"movio-us[^\"]*[.]last[.]token\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mxauth",
                "/cinema-chains",
                "/actuator/prometheus",
                "/actuator/camel/mxauth"
            })
    void withoutALogin_nothingIsShown(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isEqualTo(401);
        HttpResponse<String> browser = send(request(path).header("Accept", "text/html"));
        assertThat(browser.statusCode()).isEqualTo(302);
        assertThat(browser.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @Test
    void health_withoutALogin_isBare() throws Exception {
        assertThat(send(request("/actuator/health")).body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void films_withoutALogin_areRefused() throws Exception {
        assertThat(send(request("/films").PUT(BodyPublishers.ofString(FILMS))).statusCode())
                .isEqualTo(401);
        assertThat(sandbox.provider("movio-eu").requests()).isEmpty();
    }
}
