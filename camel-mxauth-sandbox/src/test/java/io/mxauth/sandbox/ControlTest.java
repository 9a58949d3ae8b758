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
package io.mxauth.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SandboxExtension.class)
class ControlTest {

    private final Sandbox sandbox;
    private final SandboxProvider movio;

    ControlTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.movio = sandbox.provider("movio-us");
    }

    @Test
    void tokenFaults_posted_areShownUntilDeleted() {
        assertThat(post("token-faults?refuse=9&status=429&header.Retry-After=3").statusCode())
                .isEqualTo(204);
        var refused = Calls.token(movio);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(Client.send("DELETE", url("token-faults"), "").statusCode()).isEqualTo(204);
        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
    }

    @Test
    void faults_withoutMoreParameters_haveDefaults() {
        post("token-faults?refuse=1");
        assertThat(Calls.token(movio).statusCode()).isEqualTo(503);
        post("token-faults?garbage=1&body=x");
        assertThat(Calls.token(movio).body()).isEqualTo("x");
        post("token-faults?oversized=1&bytes=1000");
        assertThat(Calls.token(movio).body()).hasSize(1000);
        post("token-faults?redirect=1&location=/x");
        assertThat(Calls.token(movio).statusCode()).isEqualTo(307);
        post("token-faults?dribble=1&per-byte=PT0S");
        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
        post("token-faults?delay=PT0.001S");
        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"drop", "cut-off"})
    void faults_thatBreakConnection_breakIt(String fault) {
        post("token-faults?" + fault + "=1");

        assertThatThrownBy(() -> Calls.token(movio)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void apiFaults_posted_areShownAtApi() {
        String bearer = Client.bearer(Calls.token(movio));
        post("api-faults?refuse=1&status=500");

        assertThat(Calls.api(movio, bearer).statusCode()).isEqualTo(500);
        assertThat(Calls.api(movio, bearer).statusCode()).isEqualTo(202);
    }

    @Test
    void otherFaults_posted_areShownElsewhere() {
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        Client.send("POST", sandbox.control() + "/filmmakers/other-faults?refuse=1", "");

        assertThat(Client.get(filmmakers.setting("discovery-uri")).statusCode()).isEqualTo(503);
    }

    @Test
    void revoke_posted_endsTokens() {
        String bearer = Client.bearer(Calls.token(movio));
        post("revoke");

        assertThat(Calls.api(movio, bearer).statusCode()).isEqualTo(401);
    }

    @Test
    void lifetimeAndExpiresIn_posted_areUsed() {
        post("lifetime?value=PT20S");
        assertThat(Client.json(Calls.token(movio)).get("expires_in").asInt()).isEqualTo(20);
        post("expires-in?value=12.7");
        assertThat(Calls.token(movio).body()).contains("\"expires_in\":12.7");
        post("expires-in");
        assertThat(Client.json(Calls.token(movio)).has("expires_in")).isFalse();
    }

    @Test
    void settingAndRefreshTokens_posted_areChanged() {
        var changed =
                Client.send(
                        "POST",
                        url("change"),
                        "name=client-secret&value=new",
                        "Content-Type",
                        Client.FORM);
        Client.send("POST", sandbox.control() + "/mediavalet/refresh-tokens?value=false", "");
        Client.send("POST", sandbox.control() + "/mediavalet/revoke-refresh-tokens", "");

        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(movio.setting("client-secret")).isEqualTo("new");
        assertThat(Calls.token(sandbox.provider("mediavalet")).body())
                .doesNotContain("refresh_token");
    }

    @Test
    void reset_posted_bringsEverythingBack() {
        post("token-faults?refuse=9");
        Client.send("POST", sandbox.control() + "/reset", "");

        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
    }

    @Test
    void requests_areListedWithSecretsMasked() {
        SandboxProvider mediavalet = sandbox.provider("mediavalet");
        var token = Calls.token(mediavalet);
        Calls.api(mediavalet, Client.bearer(token));
        var response = Client.get(sandbox.control() + "/mediavalet/requests");

        assertThat(Client.json(response)).hasSize(2);
        assertThat(Client.json(response).get(0).path("form").path("grant_type").asText())
                .isEqualTo("password");
        assertThat(response.body())
                .contains("\"client_secret\":\"***\"", "Bearer ***")
                .doesNotContain(
                        mediavalet.setting("client-secret"),
                        mediavalet.setting("password"),
                        mediavalet.setting("username"),
                        mediavalet.setting("subscription-key"),
                        Client.text(token, "access_token"));
        Client.send("DELETE", sandbox.control() + "/mediavalet/requests", "");
        assertThat(mediavalet.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/netflix/revoke, 400",
        "/movio-us/explode, 404",
        "/movio-us, 404",
        "/movio-us/token-faults?explode=1, 400",
        "/movio-us/token-faults?refuse=x, 400",
        "/movio-us/lifetime?value=soon, 400",
        "/movio-us/change?name=api&value=x, 400"
    })
    void order_wrong_isRefused(String path, int status) {
        assertThat(Client.send("POST", sandbox.control() + path, "").statusCode())
                .isEqualTo(status);
    }

    private String url(String action) {
        return sandbox.control() + "/movio-us/" + action;
    }

    private HttpResponse<String> post(String action) {
        return Client.send("POST", url(action), "");
    }
}
