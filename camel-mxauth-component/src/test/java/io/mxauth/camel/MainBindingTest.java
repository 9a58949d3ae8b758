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

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel Main makes of the properties, in every form that a user may write them. */
class MainBindingTest {

    private static final String PREFIX = "camel.component.mxauth.";
    private static final String MOVIO = PREFIX + "providers[movio].";

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    private MxAuthComponent start(String... lines) {
        Properties properties = new Properties();
        Arrays.stream(lines)
                .map(line -> line.split("=", 2))
                .forEach(pair -> properties.setProperty(pair[0], pair[1]));
        main.setInitialProperties(properties);
        // A route, so that the component starts even where nothing else names it.
        main.configure()
                .addRoutesBuilder(
                        new org.apache.camel.builder.RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:none").to("mxauth:filmmakers?apiKey=k");
                            }
                        });
        main.start();
        return main.getCamelContext().getComponent("mxauth", MxAuthComponent.class);
    }

    private static ProviderConfiguration get(
            Map<String, ProviderConfiguration> providers, String name) {
        return Objects.requireNonNull(providers.get(name));
    }

    private ProviderConfiguration movio(String... lines) {
        String[] required = {MOVIO + "client-id=c", MOVIO + "client-secret=s", MOVIO + "region=us"};
        String[] all =
                Stream.concat(Arrays.stream(lines), Arrays.stream(required)).toArray(String[]::new);
        return get(start(all).getProviders(), "movio");
    }

    private @Nullable Throwable failure(String... lines) {
        Throwable thrown = catchThrowable(() -> start(lines));
        while (thrown != null
                && !(thrown instanceof MxAuthException)
                && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        return thrown;
    }

    @ParameterizedTest
    @CsvSource({
        "tokenEndpoint, https://issuer.example/token",
        "token-endpoint, https://issuer.example/token",
        "TokenEndpoint, https://issuer.example/token"
    })
    void option_bindsInEveryCase(String name, String value) {
        assertThat(movio(MOVIO + name + "=" + value).getTokenEndpoint()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "PT30S, PT30S",
        "1m30s, PT1M30S",
        "1d2h, PT26H",
        "500, PT0.5S",
        "1500ms, PT1.5S"
    })
    void duration_bindsInEveryForm(String text, Duration expected) {
        assertThat(movio(MOVIO + "request-timeout=" + text).getRequestTimeout())
                .isEqualTo(expected);
    }

    @Test
    void number_binds() {
        assertThat(movio(MOVIO + "max-attempts=5").getMaxAttempts()).isEqualTo(5);
    }

    @Test
    void map_bindsWithBrackets_andKeepsTheName() {
        ProviderConfiguration movio =
                movio(
                        MOVIO + "headers[X-Api-Key]=k",
                        MOVIO + "token-parameters[resource.id]=r",
                        MOVIO + "tokenHeaders[X-Tenant]=t");
        assertThat(movio.getHeaders()).isEqualTo(Map.of("X-Api-Key", "k"));
        assertThat(movio.getTokenParameters()).isEqualTo(Map.of("resource.id", "r"));
        assertThat(movio.getTokenHeaders()).isEqualTo(Map.of("X-Tenant", "t"));
    }

    @Test
    void providerName_withDashes_bindsInBrackets() {
        assertThat(
                        start(
                                        PREFIX + "providers[odeon-uk].preset=movio",
                                        PREFIX + "providers[odeon-uk].region=eu",
                                        PREFIX + "providers[odeon-uk].client-id=c",
                                        PREFIX + "providers[odeon-uk].client-secret=s")
                                .getProviders())
                .containsOnlyKeys("odeon-uk");
    }

    @Test
    void placeholder_isFilledIn() {
        assertThat(movio("my.scope=read write", MOVIO + "scope={{my.scope}}").getScope())
                .isEqualTo("read write");
    }

    @Test
    void componentOptions_bind() {
        MxAuthComponent component =
                start(
                        PREFIX + "retry-unauthorized=false",
                        PREFIX + "keep-headers=true",
                        PREFIX + "cache-maximum-size=7");
        assertThat(component.isRetryUnauthorized()).isFalse();
        assertThat(component.isKeepHeaders()).isTrue();
        assertThat(component.getCacheMaximumSize()).isEqualTo(7);
    }

    @Test
    void dottedProvider_ofPlainLetters_worksRight() {
        Map<String, ProviderConfiguration> providers =
                start(
                                PREFIX + "providers.movio.region=us",
                                PREFIX + "providers.movio.client-id=c",
                                PREFIX + "providers.movio.client-secret=s",
                                PREFIX + "providers.movio.headers[X-Tenant]=t")
                        .getProviders();
        assertThat(providers).containsOnlyKeys("movio");
        assertThat(get(providers, "movio").getClientId()).isEqualTo("c");
        assertThat(get(providers, "movio").getHeaders()).isEqualTo(Map.of("X-Tenant", "t"));
    }

    @ParameterizedTest
    @CsvSource({
        "providers.odeon-uk.preset, providers[odeon-uk].preset",
        "providers[movio].headers.X-Api-Key, providers[movio].headers[X-Api-Key]",
        "providers.movio.headers.X-Api-Key, providers[movio].headers[X-Api-Key]",
        "providers[movio].token-parameters.resource-id, providers[movio].tokenParameters[resource-id]"
    })
    void dottedName_thatWouldChange_failsTheStart_andShowsTheBracketForm(
            String written, String shown) {
        @Nullable Throwable failure =
                failure(
                        PREFIX + written + "=canary-value",
                        MOVIO + "region=us",
                        MOVIO + "client-id=c",
                        MOVIO + "client-secret=s");
        assertThat(failure)
                .isInstanceOf(MxAuthException.class)
                .hasMessageContaining(PREFIX + shown)
                .hasMessageNotContaining("canary-value");
    }

    @ParameterizedTest
    @CsvSource({
        "clientSecrett, clientSecrett",
        "client-secrett, clientSecrett",
        "client.secret, client.secret",
        "clientSecret.x, clientSecret.x",
        "clientSecret[x], clientSecret.x",
        "wrong[x], wrong.x",
        "headers, headers"
    })
    void misspeltOption_failsTheStart_namesItAndNotItsValue(String option, String named) {
        @Nullable Throwable failure =
                failure(
                        MOVIO + option + "=canary-value",
                        MOVIO + "region=us",
                        MOVIO + "client-id=c",
                        MOVIO + "client-secret=s");
        assertThat(failure)
                .isInstanceOf(MxAuthException.class)
                .hasMessageContaining("'" + named + "'")
                .hasMessageNotContaining("canary-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request-timeout=canary-value",
                "request-timeout=5x",
                "request-timeout=30S",
                "max-attempts=canary-value"
            })
    void wrongType_failsTheStart_namesTheOptionAndNotItsValue(String line) {
        @Nullable Throwable failure =
                failure(
                        MOVIO + line,
                        MOVIO + "region=us",
                        MOVIO + "client-id=c",
                        MOVIO + "client-secret=s");
        assertThat(failure)
                .isInstanceOf(MxAuthException.class)
                .hasMessageContaining(
                        line.startsWith("req")
                                ? "'requestTimeout': must be a duration"
                                : "'maxAttempts': must be a whole number")
                .hasMessageNotContaining("canary-value");
    }

    @Test
    void unresolvablePlaceholder_failsTheStart() {
        assertThat(failure(MOVIO + "client-secret={{nowhere}}")).isNotNull();
    }
}
