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

import static io.mxauth.camel.springboot.Runner.MOVIO;
import static io.mxauth.camel.springboot.Runner.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mxauth.camel.MxAuthException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What keeps an application from starting, and what it prints then: everything but the values. */
@ExtendWith(OutputCaptureExtension.class)
class FailuresTest {

    private static final String CANARY = "canary-value";

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({CamelAutoConfiguration.class, MxAuthAutoConfiguration.class})
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class WithRoute {

        @Bean
        RouteBuilder route() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:films").to("mxauth:nobody");
                }
            };
        }
    }

    /** What a whole application says that is started with these properties. */
    private static Throwable start(Class<?> application, String... lines) {
        Throwable thrown =
                catchThrowable(
                        () ->
                                new SpringApplicationBuilder(application)
                                        .web(WebApplicationType.NONE)
                                        .properties(lines)
                                        .run()
                                        .close());
        assertThat(thrown).as("a failure").isNotNull();
        return thrown;
    }

    @ParameterizedTest
    @CsvSource({
        "providers.movio.client-secrett, 'providers[movio].client-secrett', is no option of a"
                + " provider",
        "'providers[movio].clientSecrett', 'providers[movio].clientSecrett', is no option",
        "providers.movio.client.secret, 'providers[movio].client.secret', is no option",
        "'providers.movio.client-secret[x]', 'providers[movio].client-secret.x', is no option",
        "providers.movio.headers, 'providers[movio].headers', is no option",
        "'providers.movio.allowed-hosts[0]', 'providers[movio].allowed-hosts.0', is no option",
        "providers.movio, 'providers[movio]', has a value of its own",
        "providers.movio.request-timeout, 'providers[movio].requestTimeout', must be a duration",
        "providers.movio.refresh-ahead, 'providers[movio].refreshAhead', must be a duration",
        "providers.movio.max-attempts, 'providers[movio].maxAttempts', must be a whole number",
        "providers.movio.region, 'providers[movio].region', must match eu|us",
        "providers.movio.grant-type, 'providers[movio].grantType', must be one of",
        "providers.movio.client-authentication, 'providers[movio].clientAuthentication', must be",
        "providers.movio.introspection-authentication,"
                + " 'providers[movio].introspectionAuthentication', must be one of",
        "providers.movio.preset, 'providers[movio].preset', there is no preset of that name",
        "providers.movio.token-endpoint, 'providers[movio].tokenEndpoint', must be",
        "retry-unauthorised, retry-unauthorised, is no option of the component",
        "page.colour, page.colour, is no option of the component",
        "page.enabled, page.enabled, must be true or false",
        "page.path, page.path, must be a path such as /mxauth",
        "page, page, is no option of the component",
        "providers, providers, is no option of the component",
        "retry-unauthorized, retry-unauthorized, must be true or false",
        "cache-maximum-size, cache-maximum-size, must be a whole number",
        "http-component, http-component, 'must be #bean:NAME of a bean that is a HttpComponent'",
        "ssl-context-parameters, ssl-context-parameters, 'must be #bean:NAME'",
        "ssl-bundle, ssl-bundle, names no bundle of spring.ssl.bundle"
    })
    void badInput_isExplained_withoutItsValue(
            String written, String named, String said, CapturedOutput output) {
        AtomicReference<Environment> environment = new AtomicReference<>();
        Runner.camel()
                .withPropertyValues(MOVIO + "client-id=c", PREFIX + written + "=" + CANARY)
                .withInitializer(context -> environment.set(context.getEnvironment()))
                .run(
                        context -> {
                            Throwable thrown = context.getStartupFailure();
                            assertThat(
                                            analysisOf(
                                                    thrown,
                                                    Objects.requireNonNull(environment.get())))
                                    .contains(
                                            "Property: " + PREFIX + named + System.lineSeparator())
                                    .contains("Reason: " + said)
                                    .doesNotContain(CANARY);
                            assertNoValueIn(thrown);
                        });
        assertThat(output).doesNotContain(CANARY);
    }

    private static String analysisOf(Throwable thrown, Environment environment) {
        FailureAnalysis analysis = new ConfigurationFailureAnalyzer(environment).analyze(thrown);
        assertThat(analysis).isNotNull();
        return analysis.getDescription() + analysis.getAction();
    }

    private static void assertNoValueIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause)).doesNotContain(CANARY);
        }
    }

    @Test
    void everyProblem_isListedAtOnce_withItsOrigin(CapturedOutput output) {
        Throwable thrown =
                start(Application.class, "spring.config.location=classpath:failures.properties");
        assertThat(output)
                .contains("The configuration of mxauth has 11 problems")
                .contains(
                        """
                            Property: camel.component.mxauth.providers[movio].client-secrett
                            Origin: class path resource [failures.properties] - 3:56
                            Reason: is no option of a provider
                        """)
                .contains(
                        """
                            Property: camel.component.mxauth.providers[movio].clientSecret
                            Reason: is missing: preset movio requires it
                        """)
                .contains(
                        "Property: camel.component.mxauth.providers[movio].requestTimeout",
                        "Property: camel.component.mxauth.providers[movio].region",
                        "Property: camel.component.mxauth.providers[mxo].server",
                        "Property: camel.component.mxauth.providers[mxo].grantType",
                        "Property: camel.component.mxauth.providers[mxo].maxAttempts",
                        "Property: camel.component.mxauth.providers[mxo].clientSecret",
                        "Property: camel.component.mxauth.cache-maximum-size",
                        "Property: camel.component.mxauth.retry-unauthorised")
                .contains("Action:")
                .doesNotContain(CANARY);
        assertNoValueIn(thrown);
    }

    @ParameterizedTest
    @CsvSource({
        "'${nowhere}canary-value', placeholder ${..}",
        "'${my.circle}canary-value', placeholder ${..}",
        "'{{nowhere}}canary-value', placeholder {{..}}"
    })
    void unresolvablePlaceholder_isExplained_withoutTheText(
            String value, String said, CapturedOutput output) {
        Runner.movio(
                        "my.circle=${my.circle}",
                        MOVIO + "scope=" + value,
                        MOVIO + "headers[X-Key]=" + value,
                        MOVIO + "max-attempts=" + value,
                        PREFIX + "cache-maximum-size=" + value)
                .run(
                        context -> {
                            Throwable thrown = context.getStartupFailure();
                            assertThat(Runner.failure(thrown).problems())
                                    .filteredOn(problem -> problem.text().contains(said))
                                    .hasSize(4);
                            assertNoValueIn(thrown);
                        });
        assertThat(output).doesNotContain(CANARY);
    }

    @Test
    void misspeltVariable_isExplained(CapturedOutput output) {
        ApplicationContextRunner runner =
                Runner.with(
                        Runner.movio(),
                        Map.of(
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_CLIENT_SECRETT", CANARY,
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_HEADERS_X_KEY", CANARY,
                                "CAMEL_COMPONENT_MXAUTH_KEEP_HEADER", CANARY));
        runner.run(
                context -> {
                    assertThat(context).hasFailed();
                    MxAuthException failure = Runner.failure(context.getStartupFailure());
                    assertThat(failure)
                            .hasMessageContainingAll(
                                    "provider 'movio', option 'clientsecrett'",
                                    "provider 'movio', option 'headersxkey'",
                                    "component, option 'keepheader'")
                            .hasMessageNotContaining(CANARY);
                });
        assertThat(output).doesNotContain(CANARY);
    }

    @Test
    void bundleAndParameters_areOneTooMany() {
        Runner.movio(
                        PREFIX + "ssl-bundle=issuer",
                        PREFIX + "ssl-context-parameters=#bean:tls",
                        "spring.ssl.bundle.pem.issuer.truststore.certificate=classpath:none.pem")
                .withBean(
                        "tls",
                        org.apache.camel.support.jsse.SSLContextParameters.class,
                        org.apache.camel.support.jsse.SSLContextParameters::new)
                .run(
                        context ->
                                assertThat(Runner.failure(context.getStartupFailure()))
                                        .hasMessageContaining("is set besides sslBundle"));
    }

    @Test
    void unknownProvider_ofARoute_isExplained(CapturedOutput output) {
        start(WithRoute.class);
        assertThat(output)
                .contains("Provider 'nobody' is neither a preset nor configured")
                .contains("Action:");
    }
}
