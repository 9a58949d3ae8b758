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

import io.mxauth.sandbox.RecordedRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With the sandbox, which can be told what to do. */
class ChromiumTest extends LoginInChromium<RunningWithSandbox> {

    @Override
    RunningWithSandbox run() {
        return new RunningWithSandbox();
    }

    @Test
    void disconnect_revokesAtTheIssuer() {
        logIn();
        page.click("#mediavalet button");
        assertThat(state()).isEqualTo("not connected");
        assertThat(running.issuer.requests())
                .extracting(RecordedRequest::path)
                .contains("/connect/revocation");
    }

    @Test
    void person_cancels() {
        connect();
        page.click("button[value=cancel]");
        page.waitForURL(callback());
        assertThat(page.textContent("main")).contains("The log-in was cancelled");
        screenshot("12-cancelled");
        page.click("text=Log in again");
        page.waitForSelector("#username");
    }

    @Test
    void callback_withACodeThatIsTooOld_isRefused() {
        String url = signInUntilTheCallback();
        // What the issuer answers once its 60 seconds are over.
        running.issuer.tokenFaults().refuse(1, 400, Map.of(), "{\"error\":\"invalid_grant\"}");
        assertRefused(url, 400, "took too long");
        screenshot("13-expired-code");
    }

    @Test
    void anotherPerson_isRefused_whileSomebodyIsConnected() {
        logIn();
        running.issuer.change("username", "someone.else@example.com");
        page.click("#mediavalet a:has-text('Connect')");
        page.waitForSelector("#username");
        signIn();
        page.waitForURL(callback());
        assertThat(page.textContent("main")).contains("Somebody else is connected");
        screenshot("14-another-person");
        page.navigate(running.site());
        assertThat(state()).isEqualTo("connected");
    }
}
