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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** That the actuator shows no secret of ours, even where it is told to show all values. */
class ShownEnvironmentTest {

    private static final String PROVIDERS = "camel.component.mxauth.providers";

    private static final List<String> CREDENTIALS =
            List.of(
                    "client-id",
                    "client-secret",
                    "next-client-secret",
                    "username",
                    "password",
                    "api-key",
                    "subscription-key",
                    "refresh-token");

    private static ApplicationContextRunner withEnvironment(String... lines) {
        // Without the component, which would refuse what only stands here to be shown.
        return new ApplicationContextRunner()
                .withPropertyValues(lines)
                .withConfiguration(
                        AutoConfigurations.of(
                                MxAuthSanitizingAutoConfiguration.class,
                                EnvironmentEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=env",
                        "management.endpoint.env.show-values=always");
    }

    /** All that the endpoint shows, by the property's name. */
    private static Map<String, String> shown(EnvironmentEndpoint endpoint) {
        Map<String, String> shown = new LinkedHashMap<>();
        endpoint.environment(null)
                .getPropertySources()
                .forEach(
                        source ->
                                source.getProperties()
                                        .forEach(
                                                (name, value) ->
                                                        shown.put(
                                                                name,
                                                                String.valueOf(value.getValue()))));
        return shown;
    }

    static Stream<String> formsOfSecrets() {
        Stream<String> options =
                CREDENTIALS.stream()
                        .flatMap(
                                option ->
                                        Stream.of(
                                                PROVIDERS + ".gallery." + option,
                                                PROVIDERS + "[odeon-uk]." + camelCase(option)));
        Stream<String> maps =
                Stream.of(
                        PROVIDERS + "[movio].headers[X-Api-Key]",
                        PROVIDERS + ".movio.headers.X-Api-Key",
                        PROVIDERS + "[movio].token-parameters[device.id]",
                        PROVIDERS + ".movio.tokenHeaders[X-Tenant]");
        return Stream.concat(options, maps);
    }

    private static String camelCase(String name) {
        StringBuilder text = new StringBuilder();
        for (String word : name.split("-", -1)) {
            text.append(
                    text.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("formsOfSecrets")
    void secret_inEachForm_isMasked(String name) {
        withEnvironment(name + "=canary", PROVIDERS + ".movio.region=us")
                .run(
                        context -> {
                            Map<String, String> shown = shown(environment(context));
                            assertThat(shown).containsKey(name);
                            assertThat(shown.values()).noneMatch(v -> v.contains("canary"));
                            assertThat(shown).containsEntry(PROVIDERS + ".movio.region", "us");
                        });
    }

    private static EnvironmentEndpoint environment(ApplicationContext context) {
        return context.getBean(EnvironmentEndpoint.class);
    }

    @Test
    void variables_andWhatSecretsAreTakenFrom_areMasked() {
        Runner.with(
                        withEnvironment(
                                PROVIDERS + ".movio.next-client-secret=${shop.next:none}",
                                PROVIDERS + "[movio].headers[X-Key]=k {{shop.key}}",
                                "shop.next=canary-next",
                                "shop.key=canary-key",
                                "shop.name=open"),
                        Map.of(
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_CLIENTSECRET",
                                "canary-variable",
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_CLIENT_SECRET",
                                "canary-variable",
                                "CAMEL_COMPONENT_MXAUTH_JDBC_KEYSET",
                                "canary-keyset"))
                .run(
                        context -> {
                            Map<String, String> shown = shown(environment(context));
                            assertThat(shown)
                                    .containsKeys("shop.next", "CAMEL_COMPONENT_MXAUTH_JDBC_KEYSET")
                                    .containsEntry("shop.name", "open");
                            assertThat(shown.values()).noneMatch(v -> v.contains("canary"));
                        });
    }

    @Test
    void withoutTheActuator_nothingIsMissing() {
        Runner.movio()
                .withConfiguration(AutoConfigurations.of(MxAuthSanitizingAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context).hasNotFailed());
    }
}
