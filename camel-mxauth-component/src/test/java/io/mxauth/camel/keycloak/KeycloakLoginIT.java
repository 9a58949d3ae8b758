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
package io.mxauth.camel.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.Browser;
import io.mxauth.camel.MxAuthException;
import io.mxauth.keycloak.KeycloakServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's log-in at a real issuer, which insists on PKCE and rotates refresh tokens. */
class KeycloakLoginIT {

    private static final String USHER = "pop&corn+50%=:\u00e9";

    private static KeycloakServer server;
    private static KeycloakRealm realm;

    private Application application;
    private String site;

    @BeforeAll
    static void startKeycloak() throws Exception {
        server = KeycloakRealm.startServer();
        realm = new KeycloakRealm(server);
    }

    @AfterAll
    static void stopKeycloak() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void startApplication() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        site = "http://127.0.0.1:" + port;
        application =
                new Application(
                        server,
                        Map.of(
                                "camel.server.enabled",
                                "true",
                                "camel.server.host",
                                "127.0.0.1",
                                "camel.server.port",
                                Integer.toString(port)));
    }

    @AfterEach
    void stopApplication() {
        application.close();
    }

    /** Logs in with a browser that nobody has logged in with; returns the callback's URL. */
    private String agree(Browser browser, String user, String password) {
        HttpResponse<String> begun = browser.open(site + "/mxauth/login");
        HttpResponse<String> page = browser.open(Browser.location(begun));
        return Browser.location(
                browser.submit(page, Map.of("username", user, "password", password)));
    }

    @Test
    void person_logsIn_andTheRoutesRunByHisTokens() {
        assertThat(application.failureOf("gallery").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        Browser browser = new Browser();
        String callback = agree(browser, "usher", USHER);
        HttpResponse<String> page = browser.open(callback);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Connected as Una Sher.");
        assertThat(application.call("gallery")).contains("\"preferred_username\":\"usher\"");
        realm.forgetEvents();
        application.run("gallery", "refresh");
        application.run("gallery", "refresh");
        assertThat(realm.events("REFRESH_TOKEN")).hasSize(2);
        assertThat(application.call("gallery")).contains("\"preferred_username\":\"usher\"");
        assertThat(browser.open(callback).statusCode()).isEqualTo(400);
    }

    @Test
    void anotherPerson_isRefused_untilTheFirstIsDisconnected() {
        Browser una = new Browser();
        assertThat(una.open(agree(una, "usher", USHER)).statusCode()).isEqualTo(200);
        Browser cyril = new Browser();
        HttpResponse<String> refused = cyril.open(agree(cyril, "critic", "critic-password"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Somebody else is connected");
        assertThat(application.call("gallery")).contains("\"preferred_username\":\"usher\"");

        application.run("gallery", "revoke");
        assertThat(application.failureOf("gallery").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        Browser again = new Browser();
        assertThat(again.open(agree(again, "critic", "critic-password")).statusCode())
                .isEqualTo(200);
        assertThat(application.call("gallery")).contains("\"preferred_username\":\"critic\"");
    }

    @Test
    void callback_inAnotherBrowser_isRefused() {
        String callback = agree(new Browser(), "usher", USHER);
        assertThat(new Browser().open(callback).statusCode()).isEqualTo(403);
        assertThat(application.failureOf("gallery").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
    }
}
