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
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with dashes in YAML, which Camel changes before they get here. */
class YamlNamesTest {

    private static final String CANARY = "canary-value";

    private static final String OWN =
            """
            tokenEndpoint: https://issuer.example/token
            clientId: c
            clientSecret: s
            allowedHosts: api.example
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private static String indented(String text, int by) {
        return text.lines().map(" ".repeat(by)::concat).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String step(String parameters) {
        return """
               - route:
                   from:
                     uri: direct:films
                     steps:
                       - to:
                           uri: mxauth:acme
                           parameters:
               """
                + indented(OWN + parameters, 18);
    }

    private void load(String yaml) throws Exception {
        context.start();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("films.yaml", yaml));
    }

    private @Nullable MxAuthException failure(String yaml) {
        Throwable thrown = catchThrowable(() -> load(yaml));
        while (thrown != null && !(thrown instanceof MxAuthException)) {
            thrown = thrown.getCause();
        }
        return (MxAuthException) thrown;
    }

    private ProviderConfiguration configuration() {
        return context.getEndpoints().stream()
                .flatMap(e -> e instanceof MxAuthEndpoint ours ? Stream.of(ours) : Stream.empty())
                .findFirst()
                .orElseThrow()
                .getConfiguration();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    headers.X-Api-Key: canary-value        | headers         | X-Api-Key
                    'headers.X-Api-Key': canary-value      | headers         | X-Api-Key
                    "headers.X-Api-Key" : canary-value     | headers         | X-Api-Key
                    headers[X-Api-Key]: canary-value       | headers         | X-Api-Key
                    headers.x-api-key: canary-value        | headers         | x-api-key
                    headers.X-1: canary-value              | headers         | X-1
                    headers.a.b-c: canary-value            | headers         | a.b-c
                    tokenParameters.my-param: canary-value | tokenParameters | my-param
                    token-parameters.my-param: canary-value| tokenParameters | my-param
                    tokenHeaders.X-Tenant: canary-value    | tokenHeaders    | X-Tenant
                    token-headers[X-Tenant]: canary-value  | tokenHeaders    | X-Tenant
                    """)
    void name_thatLostItsDashes_failsTheStart_andShowsHowToWriteIt(
            String line, String map, String name) {
        assertThat(failure(step(line)))
                .isNotNull()
                .hasMessageContainingAll(
                        "'acme', option '%s[%s]'".formatted(map, name),
                        "mxauth:acme?%s.%s=..".formatted(map, name),
                        "camel.component.mxauth.providers[acme].%s[%s]".formatted(map, name))
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void names_inAFlowMapping_areFoundAllTogether() {
        String yaml =
                """
                - from:
                    uri: direct:films
                    steps:
                      - to: { uri: "mxauth:acme", parameters: { clientId: c, headers.X-A: "{accessToken}", headers.X-B: b } }
                """;
        assertThat(failure(yaml))
                .isNotNull()
                .hasMessageContainingAll("2 problems", "headers[X-A]", "headers[X-B]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "headers.X-Api-Key: canary-value",
                "headers[X-Api-Key]: canary-value",
                "headers:\n  X-Api-Key: canary-value"
            })
    void name_ofABean_thatLostItsDashes_failsTheStart(String line) {
        String yaml =
                """
                - beans:
                    - name: films
                      type: io.mxauth.camel.ProviderConfiguration
                      properties:
                """
                        + indented(OWN + line, 12)
                        + """
                          - route:
                              from:
                                uri: direct:films
                                steps:
                                  - to: mxauth:acme?account=#bean:films
                          """;
        assertThat(failure(yaml))
                .isNotNull()
                .hasMessageContainingAll(
                        "'acme', option 'headers[X-Api-Key]'",
                        "camel.component.mxauth.providers[acme].headers[X-Api-Key]")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void name_inTheUri_keepsItsDashes() throws Exception {
        load(
                """
                - from:
                    uri: direct:films
                    steps:
                      - to: "mxauth:acme?tokenEndpoint=https://issuer.example/t&clientId=c&clientSecret=s&headers.X-Api-Key=k"
                      # headers.XApi-Key: not this line
                """);
        assertThat(configuration().getHeaders()).containsOnlyKeys("X-Api-Key");
    }

    @Test
    void name_thatNeverHadDashes_isTakenAsItIs() throws Exception {
        load(step("headers.XApiKey: k\nheaders.apikey: k\n# headers.X-Api-Key: k"));
        assertThat(configuration().getHeaders()).containsOnlyKeys("XApiKey", "apikey");
    }

    @Test
    void name_inJava_isNotTakenForYaml() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to(
                                        "mxauth:acme?tokenEndpoint=https://issuer.example/t&clientId=c"
                                                + "&clientSecret=s&headers.XApiKey=k");
                    }
                });
        context.start();
        assertThat(Objects.requireNonNull(configuration().getHeaders()))
                .containsOnlyKeys("XApiKey");
    }
}
