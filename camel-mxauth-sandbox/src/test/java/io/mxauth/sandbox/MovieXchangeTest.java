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

import static io.mxauth.sandbox.Client.error;
import static io.mxauth.sandbox.Client.json;
import static io.mxauth.sandbox.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class MovieXchangeTest {

    private SandboxProvider mx;
    private Map<String, String> form;

    MovieXchangeTest(Sandbox sandbox) {
        mx = sandbox.provider("moviexchange");
        form = Map.of();
    }

    @BeforeEach
    void fill() {
        form = Calls.form(mx);
    }

    @Test
    void password_right_issuesTokens() {
        HttpResponse<String> response = Calls.token(mx);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).fieldNames())
                .toIterable()
                .containsExactly("token_type", "access_token", "expires_in", "refresh_token");
        assertThat(json(response).get("expires_in").isNumber()).isTrue();
        assertThat(json(response).get("expires_in").asInt()).isEqualTo(43200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(response.headers().firstValue("Expires"))
                .hasValue("Thu, 01 Jan 1970 00:00:00 GMT");
    }

    @Test
    void refreshTokens_switchedOff_areLeftOut() {
        mx.issueRefreshTokens(false);

        assertThat(json(Calls.token(mx)).has("refresh_token")).isFalse();
    }

    @Test
    void password_wrong_isInvalidGrant() {
        form.put("password", "wrong");

        assertThat(error(Calls.token(mx, form))).isEqualTo("400 invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "username", "password", "client_id"})
    void parameter_missing_isInvalidRequest(String name) {
        form.remove(name);

        assertThat(error(Calls.token(mx, form))).isEqualTo("400 invalid_request");
    }

    @Test
    void grant_other_isUnsupported() {
        form.put("grant_type", "client_credentials");

        assertThat(error(Calls.token(mx, form))).isEqualTo("400 unsupported_grant_type");
    }

    @Test
    void clientId_of50Characters_isAccepted() {
        form.put("client_id", "é".repeat(50));

        assertThat(Calls.token(mx, form).statusCode()).isEqualTo(200);
    }

    @Test
    void clientId_of51Characters_isRefused() {
        form.put("client_id", "x".repeat(51));

        assertThat(error(Calls.token(mx, form))).isEqualTo("400 invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MX-Api-Client-Secret", "Authorization"})
    void tokenEndpoint_givenSecretHeader_refuses(String header) {
        var response = Client.post(mx.setting("token-endpoint"), form, header, "Basic eDp5");

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @Test
    void tokenEndpoint_givenClientSecretInBody_refuses() {
        form.put("client_secret", mx.setting("client-secret"));

        assertThat(error(Calls.token(mx, form))).isEqualTo("400 invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencode",
                "application/json",
                "application/x-www-form-urlencoded; boundary=x"
            })
    void contentType_notExact_isRefused(String type) {
        var response =
                Client.send(
                        "POST",
                        mx.setting("token-endpoint"),
                        Client.encode(form),
                        "Content-Type",
                        type);

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf-8", "ISO-8859-1"})
    void contentType_withCharset_isAccepted(String charset) {
        var response =
                Client.send(
                        "POST",
                        mx.setting("token-endpoint"),
                        Client.encode(form),
                        "Content-Type",
                        Client.FORM + "; charset=" + charset);

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void parameters_inUrl_areRefused() {
        var response = Client.post(mx.setting("token-endpoint") + "?password=x", form);

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @Test
    void parameter_repeated_isRefused() {
        var response =
                Client.send(
                        "POST",
                        mx.setting("token-endpoint"),
                        Client.encode(form) + "&client_id=other",
                        "Content-Type",
                        Client.FORM);

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @Test
    void tokenEndpoint_get_isRefused() {
        assertThat(error(Client.get(mx.setting("token-endpoint"))))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void refreshToken_usedOnce_givesNewPair() {
        var first = Calls.token(mx);
        var second = refresh(text(first, "refresh_token"), mx.setting("client-id"));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(text(second, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
        assertThat(Calls.api(mx, Client.bearer(second)).statusCode()).isEqualTo(200);
    }

    @Test
    void refreshToken_usedTwice_isRefused() {
        String token = text(Calls.token(mx), "refresh_token");
        refresh(token, mx.setting("client-id"));

        assertThat(error(refresh(token, mx.setting("client-id")))).isEqualTo("400 invalid_grant");
    }

    @Test
    void refreshToken_ofOtherClientId_isRefusedAndStays() {
        String token = text(Calls.token(mx), "refresh_token");
        var refused = refresh(token, "other");

        assertThat(error(refused)).isEqualTo("400 invalid_grant");
        assertThat(text(refused, "error_description"))
                .isEqualTo("Ticket does not contain matching client_id");
        assertThat(refresh(token, mx.setting("client-id")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> refresh(String token, String clientId) {
        return Calls.token(
                mx,
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", token,
                        "client_id", clientId));
    }
}
