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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** At Spring Authorization Server, which undoes the form-encoding of Basic and knows its clients. */
class SpringAuthorizationServerTest {

    /** Needs every form of encoding, and the server undoes it as RFC 6749 says. */
    private static final String SECRET = "a+b&c=d%20:é";

    private static final String REGISTRATION =
            "spring.security.oauth2.authorizationserver.client.acme.registration.";

    private static ConfigurableApplicationContext server;
    private static Map<String, String> values;

    /** A server whose client is all properties. */
    @EnableAutoConfiguration
    static class Server {}

    @BeforeAll
    static void start() {
        server =
                new SpringApplicationBuilder(Server.class)
                        .properties(
                                Map.of(
                                        "server.port",
                                        "0",
                                        "server.address",
                                        "127.0.0.1",
                                        "logging.level.root",
                                        "warn",
                                        REGISTRATION + "client-id",
                                        "films",
                                        REGISTRATION + "client-secret",
                                        "{noop}" + SECRET,
                                        REGISTRATION + "client-authentication-methods[0]",
                                        "client_secret_basic",
                                        REGISTRATION + "authorization-grant-types[0]",
                                        "client_credentials",
                                        REGISTRATION + "scopes[0]",
                                        "films.read"))
                        .run();
        int port = ((ServletWebServerApplicationContext) server).getWebServer().getPort();
        String issuer = "http://127.0.0.1:" + port;
        values =
                Map.of(
                        "discovery-uri", issuer + "/.well-known/openid-configuration",
                        "token-endpoint", issuer + "/oauth2/token",
                        "introspection-endpoint", issuer + "/oauth2/introspect",
                        "client-id", "films",
                        "client-secret", SECRET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"discovery.properties", "endpoints.properties"})
    void token_isAlive(String properties) {
        try (Application application = new Application(properties, values, Map.of())) {
            Map<?, ?> said = application.introspect();
            assertThat(said.get("active")).isEqualTo(true);
            assertThat(said.get("client_id")).isEqualTo("films");
            assertThat(application.token().scope()).isEqualTo("films.read");
        }
    }

    @Test
    void plainBasic_isNotWhatThisServerReads() {
        try (Application application =
                new Application(
                        "endpoints.properties",
                        values,
                        Map.of("client-authentication", "client_secret_basic_plain"))) {
            assertThat(application.failure().reason()).isEqualTo(Reason.REJECTED);
        }
    }

    @Test
    void scopeThatTheClientHasNot_isRejected() {
        try (Application application =
                new Application("discovery.properties", values, Map.of("scope", "films.write"))) {
            assertThat(application.failure().reason()).isEqualTo(Reason.REJECTED);
            assertThat(application.failure().error()).isEqualTo("invalid_scope");
        }
    }
}
