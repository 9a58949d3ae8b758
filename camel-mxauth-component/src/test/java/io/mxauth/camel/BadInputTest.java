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

import io.mxauth.camel.provider.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a context from starting, and what it says. */
class BadInputTest {

    private static final String CANARY = "canary-value";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MxAuthComponent component = new MxAuthComponent();

    @AfterEach
    void stop() {
        context.stop();
    }

    private MxAuthException failureOf(String endpoint) {
        context.addComponent("mxauth", component);
        Throwable thrown =
                catchThrowable(
                        () -> {
                            context.addRoutes(
                                    new RouteBuilder() {
                                        @Override
                                        public void configure() {
                                            from("direct:x").to(endpoint);
                                        }
                                    });
                            context.start();
                        });
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof MxAuthException e) {
                assertThat(e.reason()).isEqualTo(MxAuthException.Reason.CONFIGURATION);
                assertThat(e).hasMessageNotContaining(CANARY);
                return e;
            }
        }
        throw new AssertionError("No MxAuthException", thrown);
    }

    private ProviderConfiguration provider(String name) {
        return component.getProviders().computeIfAbsent(name, n -> new ProviderConfiguration());
    }

    @Test
    void everyProblem_ofEveryProvider_isListedOnce() {
        provider("movio").setRegion("apac");
        provider("movio").setClientId(CANARY);
        provider("mxo").setServer("evil.example/" + CANARY);
        provider("mxo").setClientId(CANARY);
        provider("mxo").setClientSecret(CANARY + "\r\nInjected: x");
        provider("moviexchange").setClientId(CANARY.repeat(5));
        provider("own").setTokenEndpoint("http://issuer.example/" + CANARY);
        provider("own").setClientId(CANARY);
        provider("own").setClientAuthentication(CANARY);
        provider("other").setPreset(CANARY);
        assertThat(failureOf("mxauth:filmmakers?apiKey=k"))
                .hasMessageContainingAll(
                        "'movio', option 'region'",
                        "'movio', option 'clientSecret': is missing",
                        "'mxo', option 'server'",
                        "'mxo', option 'clientSecret': has a line break",
                        "'moviexchange', option 'clientId'",
                        "'moviexchange', option 'clientSecret': is missing",
                        "'moviexchange', option 'username': is missing",
                        "'own', option 'tokenEndpoint': must be https:",
                        "'own', option 'clientAuthentication': must be one of",
                        "'other', option 'preset'");
    }

    @Test
    void reportedProblem_isListedWithTheOthers() {
        provider("movio").setRegion("apac");
        component.report(new Problem(null, "sslBundle", "names no bundle", false));
        MxAuthException failure = failureOf("mxauth:filmmakers?apiKey=k");
        assertThat(failure)
                .hasMessageContainingAll(
                        "component, option 'sslBundle': names no bundle",
                        "'movio', option 'region'");
        assertThat(failure.provider()).isEqualTo("movio");
        assertThat(failure.problems())
                .extracting(Problem::option)
                .containsExactlyInAnyOrder("sslBundle", "region", "clientId", "clientSecret");
    }

    @Test
    void placeholder_ofANumber_isFilledIn_beforeItIsBound() {
        context.getPropertiesComponent().addInitialProperty("attempts", "7");
        assertThat(bound("{{attempts}}").getMaxAttempts()).isEqualTo(7);
    }

    @Test
    void emptyNumber_isNotSet() {
        assertThat(bound("").getMaxAttempts()).isNull();
    }

    @Test
    void unresolvablePlaceholder_ofANumber_isAProblem() {
        component.getProviders().put("movio", bound("{{" + CANARY + "}}"));
        assertThat(failureOf("mxauth:filmmakers?apiKey=k"))
                .hasMessageContaining("'movio', option 'maxAttempts': has a placeholder {{..}}");
    }

    private ProviderConfiguration bound(String maxAttempts) {
        ProviderConfiguration target = new ProviderConfiguration();
        new ProviderConfigurationConfigurer()
                .configure(context, target, "maxAttempts", maxAttempts, true);
        return target;
    }

    @Test
    void regionLeftToTheEndpoint_isMissedWhereNoEndpointSaysIt() {
        provider("movio").setClientId("c");
        provider("movio").setClientSecret("s");
        assertThat(failureOf("mxauth:movio")).hasMessageContaining("'movio', option 'region'");
    }

    @Test
    void regionLeftToTheEndpoint_starts() throws Exception {
        provider("movio").setClientId("c");
        provider("movio").setClientSecret("s");
        context.addComponent("mxauth", component);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:eu").to("mxauth:movio?region=EU");
                        from("direct:us").to("mxauth:movio?region=us");
                    }
                });
        context.start();
        assertThat(context.isStarted()).isTrue();
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of("mxauth:unknown", "'unknown' is neither a preset nor configured"),
                Arguments.of("mxauth:movio?clientId=c&clientSecret=s&region=apac", "region"),
                Arguments.of("mxauth:movio?region=us", "clientId"),
                Arguments.of(
                        "mxauth:movio?region=us&clientId=c&clientSecret=s&refreshAhead=5x",
                        "option 'refreshAhead': must be a duration"),
                Arguments.of("mxauth:filmmakers?apiKey=k&operation=wrong", "operation"),
                Arguments.of("mxauth:filmmakers?apiKey=k&operation=token", "api_key"),
                Arguments.of(
                        "mxauth:movio?clientId=c&clientSecret=s&region=us&operation=introspect",
                        "introspectionEndpoint"),
                Arguments.of("mxauth:filmmakers?apiKey=k&clientIdd=" + CANARY, "clientIdd"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void endpoint_thatCannotWork_keepsTheContextFromStarting(String uri, String said) {
        assertThat(failureOf(uri)).hasMessageContaining(said);
    }

    /** An & ends a secret in a URI, and what follows it looks like an option. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clientSecret=abc&Tail",
                "clientSecret=abc&Tail=",
                "clientSecret=abc&Tail=x",
                "clientSecret=abc&Tail%20x",
                "clientSecret=abc%26Tail",
                "clientSecret=abc&password1=",
                "clientSecret=a&&Tail",
                "apiKey=a&Tail&b=c",
                "headers.X-Api-Key=a&Tail",
                "headers[X-Api-Key]=a&Tail",
                "tokenParameters.pin=a&Tail",
                "tokenHeaders.X-Pin=a&Tail"
            })
    void restOfASecret_isNotShownAsAnOption(String secrets) {
        assertThat(failureOf("mxauth:acme?tokenEndpoint=https://issuer.example/t&" + secrets))
                .hasMessageContainingAll("'acme'", "RAW(..)", "providers[acme].*")
                .hasMessageNotContaining("Tail")
                .hasMessageNotContaining("password1");
    }

    @ParameterizedTest
    @CsvSource({
        "clientSecret=s, clientIdd=c",
        "clientSecret=s, clienId=c",
        "clientSecret=s, cleintId=c",
        "clientSecret=s, scopr=c",
        "clientSecret=s, Operatio=verify",
        "scope=s, nothingOfTheKind=c"
    })
    void misspeltOption_isNamed_asNothingSecretLooksLikeIt(String other, String misspelt) {
        String name = misspelt.split("=", 2)[0];
        assertThat(failureOf("mxauth:acme?" + other + "&" + misspelt))
                .hasMessageContaining("'acme', option '" + name + "': is no option");
    }

    @Property(tries = 200)
    void restOfASecret_whateverItIs_isNotShown(@ForAll("rests") String rest) {
        Map<String, Object> left = new LinkedHashMap<>();
        left.put(rest.split("=", 2)[0], rest.contains("=") ? rest.split("=", 2)[1] : "");

        assertThat(UnknownOptions.problems("acme", left, true))
                .singleElement()
                .satisfies(problem -> assertThat(problem.option()).isNull())
                .satisfies(problem -> assertThat(problem.toString()).doesNotContain(rest));
    }

    /** Of random characters, as secrets are; long enough to be told from the message's own words. */
    @Provide
    Arbitrary<String> rests() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("=+/._~-")
                .ofMinLength(6)
                .ofMaxLength(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "tokenParameters", "tokenHeaders", "token-headers"})
    void map_writtenAsOneValue_isAProblem_thatShowsNoValue(String map) {
        assertThat(failureOf("mxauth:acme?" + map + "={XApiKey=" + CANARY + "}"))
                .hasMessageContainingAll("'acme', option '" + map + "': has entries", ".NAME=..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\n", "secret\r\n"})
    void finalLineBreak_ofASecret_isCut(String secret) throws Exception {
        provider("movio").setClientId("c");
        provider("movio").setClientSecret(secret);
        provider("movio").setRegion("us");
        context.addComponent("mxauth", component);
        context.start();
        Account account = component.account("movio", List.of(), MxAuthComponent::callPolicy);
        assertThat(account.provider().credentials().clientSecret())
                .extracting(io.mxauth.camel.provider.Secret::value)
                .isEqualTo("secret");
    }

    @Test
    void everythingElse_ofASecret_isKept() throws Exception {
        provider("movio").setClientId("c");
        provider("movio").setClientSecret("  se cret \t ".replace("\t", ""));
        provider("movio").setRegion("us");
        context.addComponent("mxauth", component);
        context.start();
        assertThat(
                        component
                                .account("movio", List.of(), MxAuthComponent::callPolicy)
                                .provider()
                                .credentials()
                                .clientSecret())
                .extracting(io.mxauth.camel.provider.Secret::value)
                .isEqualTo("  se cret  ");
    }
}
