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
package io.mxauth.examples.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.keycloak.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** With a Keycloak that runs already, whose realm is the example's. */
final class RunningWithKeycloak implements Running {

    /** How long a code is good; elsewhere it is a minute. */
    static final int CODE_SECONDS = 10;

    /** The client that asks a person whether he agrees. */
    static final String ASKING = "asking-gallery";

    private static final Path REALM = Path.of("src", "main", "keycloak", "realm.json");

    private final KeycloakServer server;
    private final int port;
    private final String client;
    private final Path tokens = RunningWithSandbox.emptyDirectory();
    private ConfigurableApplicationContext application;

    /** The page on that port, as that client of Keycloak's. */
    RunningWithKeycloak(KeycloakServer server, int port, String client) {
        this.server = server;
        this.port = port;
        this.client = client;
        application = start();
    }

    /**
     * The example's realm for a page on that port, whose codes end soon, with one more client that
     * asks a person whether he agrees.
     */
    static String realm(int port) {
        String clients = "\"clients\": [";
        String asking =
                """
                {
                  "clientId": "%s",
                  "secret": "gallery-secret",
                  "consentRequired": true,
                  "redirectUris": ["http://127.0.0.1:8080/gallery/callback"]
                },
                """
                        .formatted(ASKING);
        try {
            String realm = Files.readString(REALM);
            assertThat(realm).contains(clients, ":8080/");
            return realm.replace(
                            clients,
                            "\"accessCodeLifespan\": " + CODE_SECONDS + ", " + clients + asking)
                    .replace(":8080/", ":" + port + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(LoginApplication.class)
                .profiles("keycloak")
                .run(
                        "--server.port=" + port,
                        "--keycloak.host=" + server.host(),
                        "--camel.component.mxauth.providers[gallery].client-id=" + client,
                        "--tokens=" + tokens);
    }

    @Override
    public String provider() {
        return "gallery";
    }

    @Override
    public String site() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> typed() {
        return Map.of("username", "usher", "password", "popcorn");
    }

    @Override
    public String signIn() {
        return "#kc-login";
    }

    @Override
    public Pattern formTarget() {
        return Pattern.compile(".*/login-actions/authenticate\\?.*");
    }

    @Override
    public String apiAnswer() {
        return "\"preferred_username\":\"usher\"";
    }

    @Override
    public void restart() {
        application.close();
        application = start();
    }

    @Override
    public void close() {
        application.close();
    }
}
