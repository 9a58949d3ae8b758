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
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What Spring Boot's actuator publishes of the tokens, with the properties of the manual. */
@AutoConfigureObservability(tracing = false)
@SpringBootTest(
        classes = FilmsApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties =
                "spring.config.location=classpath:manual/application.yaml,"
                        + "classpath:manual/actuator.properties")
class ActuatorTest {

    private static final Path PAGE = Path.of("..", "src", "docs", "operations.adoc");
    private static final Pattern JSON =
            Pattern.compile("\\[source,json]\\n----\\n(.*?)\\n----\\n", Pattern.DOTALL);

    @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

    @Autowired private TestRestTemplate web;
    @Autowired private ApplicationContext application;
    private SandboxProvider movio;

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        ApplicationTest.pointAtTheSandbox(SANDBOX.sandbox(), properties);
    }

    @BeforeEach
    void beginWithoutAToken() {
        movio = SANDBOX.sandbox().provider("movio-us");
        Runner.component(application).stop();
        Runner.component(application).start();
    }

    private void put() {
        String films = "[{\"id\":\"f1\",\"title\":\"Metropolis\"}]";
        assertThat(
                        web.exchange(
                                        "/route",
                                        HttpMethod.PUT,
                                        new HttpEntity<>(films),
                                        String.class)
                                .getStatusCode()
                                .is2xxSuccessful())
                .isTrue();
    }

    private List<String> meters() {
        return Objects.requireNonNull(web.getForObject("/actuator/prometheus", String.class))
                .lines()
                .filter(line -> line.startsWith("camel_mxauth_"))
                .toList();
    }

    private double value(String meter) {
        return meters().stream()
                .filter(line -> line.startsWith(meter))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(web.getForObject(path, JsonNode.class));
    }

    @Test
    void prometheus_hasTheFourMeters_eachCountedOnce() {
        String requests =
                "camel_mxauth_requests_seconds_count{grant=\"client_credentials\",outcome=\"success\",provider=\"movio\"}";
        double requestsBefore = value(requests);
        double hitsBefore = value("camel_mxauth_hits_total{provider=\"movio\"}");
        double retriesBefore = value("camel_mxauth_retries_unauthorized_total{provider=\"movio\"}");
        put();
        put();
        movio.revokeAllTokens();
        put();
        assertThat(value(requests) - requestsBefore).isEqualTo(2);
        assertThat(value("camel_mxauth_hits_total{provider=\"movio\"}") - hitsBefore).isEqualTo(2);
        assertThat(
                        value("camel_mxauth_retries_unauthorized_total{provider=\"movio\"}")
                                - retriesBefore)
                .isEqualTo(1);
        assertThat(
                        value(
                                "camel_mxauth_token_expires_in_seconds{grant=\"client_credentials\",provider=\"movio\"}"))
                .isBetween(86_000.0, 86_400.0);
    }

    @Test
    void health_beforeTheFirstCall_isThatOfTheManual() throws Exception {
        Runner.component(application).authorizer("movio");
        assertIsInTheManual(health("UP", "not used yet"));
    }

    @Test
    void health_whileTheIssuerIsDownAndTheTokenLives_isThatOfTheManual() throws Exception {
        put();
        movio.tokenFaults().refuse(3, 503);
        Runner.component(application).renew("movio");
        assertIsInTheManual(health("UP", "the token still lives"));
    }

    @Test
    void health_withoutAToken_isThatOfTheManual() throws Exception {
        Runner.component(application).authorizer("movio");
        movio.tokenFaults().refuse(3, 503);
        Runner.component(application).renew("movio");
        assertIsInTheManual(health("DOWN", "movio-us.failure"));
    }

    /** What is said of this component, once that is there. */
    private JsonNode health(String status, String marker) {
        await().untilAsserted(
                        () ->
                                assertThat(get("/actuator/health/camelHealth").toString())
                                        .contains(marker));
        JsonNode health = get("/actuator/health/camelHealth");
        assertThat(health.path("status").asText()).isEqualTo(status);
        ObjectNode details = (ObjectNode) health.get("details");
        List<String> names = new ArrayList<>();
        details.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.startsWith("mxauth"));
        return details.remove(names);
    }

    private static void assertIsInTheManual(JsonNode health) throws IOException {
        Matcher block = JSON.matcher(Files.readString(PAGE));
        List<JsonNode> examples = new ArrayList<>();
        while (block.find()) {
            examples.add(new ObjectMapper().readTree(withoutCircumstances(block.group(1))));
        }
        assertThat(examples)
                .as(health.toPrettyString())
                .contains(new ObjectMapper().readTree(withoutCircumstances(health.toString())));
    }

    /** Ports and times differ from run to run. */
    private static String withoutCircumstances(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
    }

    @Test
    void console_isTheComponents() {
        put();
        JsonNode console = get("/actuator/camel/mxauth");
        JsonNode account = console.at("/mxauth/accounts/0");
        assertThat(account.path("provider").asText()).isEqualTo("movio");
        assertThat(account.path("state").asText()).isEqualTo("FRESH");
        assertThat(get("/actuator/camel").at("/mxauth/displayName").asText()).isEqualTo("MX Auth");
    }

    @Test
    void endpoints_showNoSecret() {
        put();
        for (String path :
                List.of(
                        "prometheus",
                        "health",
                        "camel/mxauth",
                        "camel/endpoint",
                        "camel/properties",
                        "metrics")) {
            ResponseEntity<String> shown = web.getForEntity("/actuator/" + path, String.class);
            assertThat(shown.getStatusCode().is2xxSuccessful()).as(path).isTrue();
            assertThat(shown.getBody())
                    .as(path)
                    .isNotEmpty()
                    .doesNotContain(movio.setting("client-secret"));
        }
    }
}
