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
package io.mxauth.examples.ownprovider;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.MxAuthException.Reason;
import java.net.InetAddress;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At mock-oauth2-server, which has an issuer for each path and takes every client. */
class MockOAuth2ServerTest {

    private static final String ISSUER = "acme";

    private static final MockOAuth2Server SERVER = new MockOAuth2Server();
    private static Map<String, String> values;

    @BeforeAll
    static void start() throws Exception {
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        values =
                Map.of(
                        "discovery-uri", SERVER.wellKnownUrl(ISSUER).toString(),
                        "token-endpoint", SERVER.tokenEndpointUrl(ISSUER).toString(),
                        "introspection-endpoint", SERVER.url(ISSUER + "/introspect").toString(),
                        "client-id", "films",
                        "client-secret", "any");
    }

    @AfterAll
    static void stop() {
        SERVER.shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"discovery.properties", "endpoints.properties"})
    void token_isAlive(String properties) {
        try (Application application = new Application(properties, values, Map.of())) {
            Map<?, ?> said = application.introspect();
            assertThat(said.get("active")).isEqualTo(true);
            // This server takes the scope for the audience.
            assertThat(said.get("aud")).asString().contains("films.read");
        }
    }

    @Test
    void pathThatIsNoIssuersDocument_isUnavailable() {
        try (Application application =
                new Application(
                        "discovery.properties",
                        values,
                        Map.of("discovery-uri", SERVER.url("nothing-here").toString()))) {
            assertThat(application.failure().reason()).isIn(Reason.UNAVAILABLE, Reason.MALFORMED);
        }
    }
}
