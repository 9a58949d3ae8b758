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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a real Keycloak and its own pages. */
class KeycloakChromiumIT extends LoginInChromium<RunningWithKeycloak> {

    private static final int PORT = RunningWithSandbox.freePort();

    private static KeycloakServer server;

    @BeforeAll
    static void startKeycloak() throws IOException {
        server = KeycloakServer.start(RunningWithKeycloak.realm(PORT));
    }

    @AfterAll
    static void stopKeycloak() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    RunningWithKeycloak run() {
        return new RunningWithKeycloak(server, PORT, "gallery");
    }

    @Test
    void person_cancels() {
        running.close();
        running = new RunningWithKeycloak(server, PORT, RunningWithKeycloak.ASKING);
        connect();
        signIn();
        page.waitForSelector("[name=cancel]");
        screenshot("12-does-he-agree");
        page.click("[name=cancel]");
        page.waitForURL(callback());
        assertThat(page.textContent("main")).contains("The log-in was cancelled");
        screenshot("13-cancelled");
    }

    @Test
    void callback_withACodeThatIsTooOld_isRefused() {
        String url = signInUntilTheCallback();
        page.waitForTimeout(1000 * (RunningWithKeycloak.CODE_SECONDS + 1));
        assertRefused(url, 400, "took too long");
        screenshot("14-expired-code");
    }
}
