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
import static io.mxauth.camel.springboot.Runner.component;
import static io.mxauth.camel.springboot.Runner.movio;
import static io.mxauth.camel.springboot.Runner.provider;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.MxAuthComponent;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;

/** What the starter makes of the properties, in every form that a user may write them. */
class BindingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "providers.movio.token-endpoint",
                "providers.movio.tokenEndpoint",
                "providers.movio.TokenEndpoint",
                "providers.movio.token_endpoint",
                "providers[movio].token-endpoint",
                "providers[movio].tokenEndpoint"
            })
    void option_bindsInEveryForm(String name) {
        movio(PREFIX + name + "=https://issuer.example/token")
                .run(
                        context -> {
                            assertThat(component(context).getProviders()).containsOnlyKeys("movio");
                            assertThat(provider(context, "movio").getTokenEndpoint())
                                    .isEqualTo("https://issuer.example/token");
                            assertThat(provider(context, "movio").getClientId()).isEqualTo("c");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "odeon-uk, odeon-uk",
        "[odeon-uk], odeon-uk",
        "odeonUk, odeonUk",
        "[odeon.uk], odeon.uk",
        "[Odeon_UK], Odeon_UK"
    })
    void providerName_staysAsItIs(String written, String name) {
        String provider = PREFIX + "providers" + (written.startsWith("[") ? "" : ".") + written;
        Runner.camel()
                .withPropertyValues(
                        provider + ".preset=movio",
                        provider + ".region=EU",
                        provider + ".client-id=c",
                        provider + ".client-secret=s")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(component(context).getProviders()).containsOnlyKeys(name);
                        });
    }

    @Test
    void accounts_ofOnePreset_areProvidersOfTheirOwn() {
        String other = PREFIX + "providers.odeon-uk.";
        movio(
                        other + "preset=movio",
                        other + "region=eu",
                        other + "client-id=other",
                        other + "client-secret=s")
                .run(
                        context -> {
                            assertThat(provider(context, "movio").getClientId()).isEqualTo("c");
                            assertThat(provider(context, "odeon-uk").getClientId())
                                    .isEqualTo("other");
                        });
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "PT30S, PT30S", "1m30s, PT1M30S", "500, PT0.5S", "1500ms, PT1.5S"})
    void duration_bindsInEveryForm(String text, Duration expected) {
        movio(MOVIO + "request-timeout=" + text)
                .run(
                        context ->
                                assertThat(provider(context, "movio").getRequestTimeout())
                                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({"client_credentials", "CLIENT_CREDENTIALS", "Client_Credentials"})
    void enum_bindsInAnyCase(String text) {
        movio(
                        MOVIO + "grant-type=" + text,
                        MOVIO + "client-authentication=CLIENT_SECRET_POST",
                        MOVIO + "introspection-authentication=None")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void maps_bindWithBracketsAndWithDots_andKeepTheName() {
        movio(
                        MOVIO + "headers[X-Api-Key]=k",
                        MOVIO + "headers.X-Tenant=t",
                        MOVIO + "token-parameters[resource.id]=r",
                        MOVIO + "tokenParameters.other.id=o",
                        MOVIO + "token-headers[X-Trace]=1")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(provider(context, "movio").getHeaders())
                                    .isEqualTo(Map.of("X-Api-Key", "k", "X-Tenant", "t"));
                            assertThat(provider(context, "movio").getTokenParameters())
                                    .isEqualTo(Map.of("resource.id", "r", "other.id", "o"));
                            assertThat(provider(context, "movio").getTokenHeaders())
                                    .isEqualTo(Map.of("X-Trace", "1"));
                        });
    }

    @Test
    void variables_bind() {
        Runner.with(
                        Runner.camel(),
                        Map.of(
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_REGION", "us",
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_CLIENTID", "c",
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_CLIENT_SECRET", "s",
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_MAX_ATTEMPTS", "5",
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_TOKENPARAMETERS_RESOURCE",
                                        "r",
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_MOVIO_TOKEN_HEADERS_TENANT", "t",
                                "CAMEL_COMPONENT_MXAUTH_RETRY_UNAUTHORIZED", "false",
                                "CAMEL_COMPONENT_MXAUTH_CACHEMAXIMUMSIZE", "7"))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(component(context).getProviders()).containsOnlyKeys("movio");
                            assertThat(provider(context, "movio").getClientId()).isEqualTo("c");
                            assertThat(provider(context, "movio").getClientSecret()).isEqualTo("s");
                            assertThat(provider(context, "movio").getMaxAttempts()).isEqualTo(5);
                            assertThat(provider(context, "movio").getTokenParameters())
                                    .isEqualTo(Map.of("resource", "r"));
                            assertThat(provider(context, "movio").getTokenHeaders())
                                    .isEqualTo(Map.of("tenant", "t"));
                            assertThat(component(context).isRetryUnauthorized()).isFalse();
                            assertThat(component(context).getCacheMaximumSize()).isEqualTo(7);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ODEONUK_CLIENTSECRET",
                "ODEONUK_CLIENT_SECRET",
                "ODEON_UK_CLIENTSECRET",
                "ODEON_UK_CLIENT_SECRET"
            })
    void variable_beatsAFile_alsoWhereTheProvidersNameHasDashes(String variable) {
        String odeon = PREFIX + "providers.odeon-uk.";
        Runner.with(
                        Runner.camel()
                                .withPropertyValues(
                                        odeon + "preset=movio",
                                        odeon + "region=eu",
                                        odeon + "client-id=c",
                                        odeon + "client-secret=of the file"),
                        Map.of("CAMEL_COMPONENT_MXAUTH_PROVIDERS_" + variable, "variable"))
                .run(
                        context -> {
                            assertThat(component(context).getProviders())
                                    .containsOnlyKeys("odeon-uk");
                            assertThat(provider(context, "odeon-uk").getClientSecret())
                                    .isEqualTo("variable");
                        });
    }

    @Test
    void variable_isOfTheProvider_thatMoreOfItsWordsName() {
        String odeon = PREFIX + "providers.odeon";
        Runner.with(
                        Runner.camel()
                                .withPropertyValues(
                                        odeon + ".preset=filmmakers",
                                        odeon + ".api-key=k",
                                        odeon + "-uk.preset=filmmakers"),
                        Map.of(
                                "CAMEL_COMPONENT_MXAUTH_PROVIDERS_ODEON_UK_API_KEY", "variable",
                                "CAMEL_COMPONENT_MXAUTH_CUSTOMIZER_ENABLED", "true",
                                "CAMEL_COMPONENT_MXAUTH_ENABLED", "true"))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(provider(context, "odeon").getApiKey()).isEqualTo("k");
                            assertThat(provider(context, "odeon-uk").getApiKey())
                                    .isEqualTo("variable");
                        });
    }

    @Test
    void yaml_binds() {
        Runner.camel()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.location=classpath:binding.yaml")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(component(context).getProviders())
                                    .containsOnlyKeys("movio", "odeon-uk");
                            assertThat(provider(context, "odeon-uk").getHeaders())
                                    .isEqualTo(Map.of("X-Api-Key", "k"));
                            assertThat(provider(context, "odeon-uk").getMaxAttempts()).isEqualTo(4);
                        });
    }

    @Test
    void placeholders_ofCamelAndSpring_areFilledIn() {
        movio(
                        "my.scope=read write",
                        "my.timeout=7s",
                        "my.tries=4",
                        "my.name=seven",
                        MOVIO + "scope={{my.scope}}",
                        MOVIO + "request-timeout={{my.timeout}}",
                        MOVIO + "max-attempts=${my.tries}",
                        MOVIO + "token-parameters.resource={{my.name}}",
                        MOVIO + "audience=${nowhere:https://exhibitor-api.us.eks.movio.co}",
                        PREFIX + "cache-maximum-size={{my.tries}}")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(provider(context, "movio").getRequestTimeout())
                                    .isEqualTo(Duration.ofSeconds(7));
                            assertThat(provider(context, "movio").getMaxAttempts()).isEqualTo(4);
                            assertThat(provider(context, "movio").getAudience())
                                    .isEqualTo("https://exhibitor-api.us.eks.movio.co");
                            assertThat(component(context).getCacheMaximumSize()).isEqualTo(4);
                            // Left to the component, which fills it in again where it is refused.
                            assertThat(provider(context, "movio").getScope())
                                    .isEqualTo("{{my.scope}}");
                        });
    }

    @Test
    void emptyValue_isNotSet() {
        movio(
                        MOVIO + "request-timeout=",
                        MOVIO + "scope=",
                        PREFIX + "retry-unauthorized=",
                        PREFIX + "providers.filmmakers=")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(component(context).isRetryUnauthorized()).isTrue();
                        });
    }

    @Test
    void componentOptions_bind() {
        HttpComponent http = new HttpComponent();
        SSLContextParameters tls = new SSLContextParameters();
        movio(
                        PREFIX + "retry-unauthorized=false",
                        PREFIX + "keepHeaders=TRUE",
                        PREFIX + "cache-maximum-size=7",
                        PREFIX + "lazy-start-producer=true",
                        PREFIX + "autowired-enabled=false",
                        PREFIX + "use-global-ssl-context-parameters=true",
                        PREFIX + "http-component=#bean:proxied",
                        PREFIX + "ssl-context-parameters=#bean:tls",
                        PREFIX + "customizer.enabled=true",
                        PREFIX + "enabled=true")
                .withBean("proxied", HttpComponent.class, () -> http)
                .withBean("tls", SSLContextParameters.class, () -> tls)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            MxAuthComponent component = component(context);
                            assertThat(component.isRetryUnauthorized()).isFalse();
                            assertThat(component.isKeepHeaders()).isTrue();
                            assertThat(component.getCacheMaximumSize()).isEqualTo(7);
                            assertThat(component.isLazyStartProducer()).isTrue();
                            assertThat(component.isAutowiredEnabled()).isFalse();
                            assertThat(component.isUseGlobalSslContextParameters()).isTrue();
                            assertThat(component.getHttpComponent()).isSameAs(http);
                            assertThat(component.getSslContextParameters()).isSameAs(tls);
                        });
    }
}
