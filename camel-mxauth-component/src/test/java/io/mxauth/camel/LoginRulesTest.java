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

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint of log-ins needs is known before anybody logs in. */
class LoginRulesTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MxAuthComponent component = new MxAuthComponent();
    private final ProviderConfiguration options = new ProviderConfiguration();

    @BeforeEach
    void configure() {
        options.setTokenEndpoint("https://id.example/token");
        options.setAuthorizationEndpoint("https://id.example/authorize");
        options.setRedirectUri("https://app.example/callback");
        options.setClientId("client");
        options.setAllowedHosts("api.example");
        component.getProviders().put("gallery", options);
        context.addComponent("mxauth", component);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String problem(String operation) {
        context.start();
        Throwable thrown =
                catchThrowable(() -> context.getEndpoint("mxauth:gallery?operation=" + operation));
        assertThat(thrown)
                .cause()
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(MxAuthException.Reason.CONFIGURATION));
        return String.valueOf(thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "callback"})
    void endpoint_thatHasAllItNeeds_starts(String operation) throws Exception {
        context.start();
        context.getEndpoint("mxauth:gallery?operation=" + operation).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "callback"})
    void redirectUri_missing_isNamed(String operation) {
        options.setRedirectUri(null);
        assertThat(problem(operation))
                .contains("redirectUri", "is missing: operation " + operation + " needs it");
    }

    @Test
    void grant_another_isNamed() {
        options.setUsername("una");
        options.setPassword("p");
        assertThat(problem("login")).contains("grantType", "must be authorization_code");
    }

    @Test
    void openid_withoutIssuerOrKeys_isNamed() {
        options.setScope("openid");
        options.setIssuer("https://id.example");
        assertThat(problem("callback")).contains("jwksUri", "discoveryUri");
    }

    @Test
    void openid_withoutIssuer_isNamed() {
        options.setScope("api openid");
        options.setJwksUri("https://id.example/keys");
        assertThat(problem("login")).contains("'issuer'", "discoveryUri");
    }

    @Test
    void openid_withDiscovery_starts() throws Exception {
        options.setScope("openid");
        options.setDiscoveryUri("https://id.example/metadata");
        context.start();
        context.getEndpoint("mxauth:gallery?operation=login").start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://app.example/callback", "/callback", "https://a.example/c#d"})
    void redirectUri_thatIsNoSecureUrl_isNamed(String uri) {
        options.setRedirectUri(uri);
        assertThat(catchThrowable(context::start))
                .rootCause()
                .isInstanceOf(MxAuthException.class)
                .hasMessageContaining("redirectUri");
    }
}
