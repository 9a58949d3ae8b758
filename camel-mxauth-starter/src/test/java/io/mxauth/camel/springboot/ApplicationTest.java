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
package io.mxauth.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The manual's application as it runs: a web server, its YAML, a sandbox in the place of Movio. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = FilmsApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.location=classpath:manual/application.yaml")
class ApplicationTest {

    @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

    private static final String FILMS = "[{\"id\":\"f1\",\"title\":\"Metropolis\"}]";

    @Autowired private TestRestTemplate web;
    @Autowired private ApplicationContext application;
    private SandboxProvider movio;

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        pointAtTheSandbox(SANDBOX.sandbox(), properties);
    }

    static void pointAtTheSandbox(Sandbox sandbox, DynamicPropertyRegistry properties) {
        SandboxProvider movio = sandbox.provider("movio-us");
        properties.add("MOVIO_CLIENT_ID", () -> movio.setting("client-id"));
        properties.add("MOVIO_CLIENT_SECRET", () -> movio.setting("client-secret"));
        properties.add("movio.api", () -> movio.setting("api"));
        properties.add("filmmakers.key", () -> "key");
        properties.add(Runner.MOVIO + "token-endpoint", () -> movio.setting("token-endpoint"));
        properties.add(Runner.MOVIO + "allowed-hosts", () -> movio.setting("api-host"));
    }

    @BeforeEach
    void beginWithoutAToken() {
        movio = SANDBOX.sandbox().provider("movio-us");
        Runner.component(application).stop();
        Runner.component(application).start();
    }

    private HttpStatusCode put(String path) {
        return web.exchange(path, HttpMethod.PUT, new HttpEntity<>(FILMS), String.class)
                .getStatusCode();
    }

    @Test
    void routeAndClients_shareOneToken() {
        assertThat(put("/route").is2xxSuccessful()).isTrue();
        assertThat(put("/client").is2xxSuccessful()).isTrue();
        assertThat(put("/template").is2xxSuccessful()).isTrue();
        assertThat(movio.tokenRequests()).isEqualTo(1);
        assertThat(movio.requests())
                .filteredOn(request -> request.path().equals("/films"))
                .extracting(RecordedRequest::body)
                .containsExactly(FILMS, FILMS, FILMS);
    }

    @Test
    void revokedToken_isReplacedOnce_forAll(CapturedOutput output) {
        put("/route");
        movio.revokeAllTokens();
        assertThat(put("/client").is2xxSuccessful()).isTrue();
        assertThat(put("/template").is2xxSuccessful()).isTrue();
        assertThat(put("/route").is2xxSuccessful()).isTrue();
        assertThat(movio.tokenRequests()).isEqualTo(2);
        assertThat(output).doesNotContain(movio.setting("client-secret"));
    }

    @Test
    void providers_areThoseOfTheYaml_andOfTheBeans() {
        assertThat(Runner.component(application).getProviders())
                .containsOnlyKeys("movio", "filmmakers");
    }
}
