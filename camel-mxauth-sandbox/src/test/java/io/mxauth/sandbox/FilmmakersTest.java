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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SandboxExtension.class)
class FilmmakersTest {

    private final SandboxProvider filmmakers;

    FilmmakersTest(Sandbox sandbox) {
        filmmakers = sandbox.provider("filmmakers");
    }

    @Test
    void token_right_hasDoorkeepersMembers() {
        var response = Calls.token(filmmakers);

        assertThat(json(response).fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "scope", "created_at");
        assertThat(text(response, "access_token")).hasSize(43);
        assertThat(json(response).get("expires_in").asInt()).isEqualTo(7200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Calls.api(filmmakers, Client.bearer(response)).statusCode()).isEqualTo(200);
    }

    @Test
    void secret_wrong_isInvalidClientWithChallenge() {
        Map<String, String> form = Calls.form(filmmakers);
        form.put("client_secret", "wrong");
        var response = Calls.token(filmmakers, form);

        assertThat(error(response)).isEqualTo("401 invalid_client");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Bearer realm=\"Filmmakers\", error=\"invalid_client\"");
    }

    @Test
    void credentials_inHeader_areInvalidClient() {
        var response =
                Client.post(
                        filmmakers.setting("token-endpoint"),
                        Map.of("grant_type", "client_credentials"),
                        "Authorization",
                        Client.plainBasic(filmmakers));

        assertThat(error(response)).isEqualTo("401 invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "scope, private, 400 invalid_scope",
        "grant_type, password, 400 unsupported_grant_type",
        "grant_type, '', 400 invalid_request",
        "client_id, other, 401 invalid_client"
    })
    void parameter_wrong_isRefused(String name, String value, String expected) {
        Map<String, String> form = Calls.form(filmmakers);
        form.put(name, value);

        assertThat(error(Calls.token(filmmakers, form))).isEqualTo(expected);
    }

    @Test
    void refreshToken_switchedOn_isSingleUse() {
        filmmakers.issueRefreshTokens(true);
        Map<String, String> form = Calls.form(filmmakers);
        form.put("refresh_token", text(Calls.token(filmmakers), "refresh_token"));
        form.put("grant_type", "refresh_token");

        assertThat(Calls.token(filmmakers, form).statusCode()).isEqualTo(200);
        assertThat(error(Calls.token(filmmakers, form))).isEqualTo("400 invalid_grant");
    }

    @Test
    void introspection_ofLiveToken_isActive() {
        var response = introspect(text(Calls.token(filmmakers), "access_token"));

        assertThat(json(response).get("active").asBoolean()).isTrue();
        assertThat(text(response, "client_id")).isEqualTo(filmmakers.setting("client-id"));
        assertThat(json(response).get("exp").asLong() - json(response).get("iat").asLong())
                .isEqualTo(7200);
    }

    @Test
    void introspection_ofUnknownToken_isInactiveOnly() {
        var response = introspect("unknown");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"active\":false}");
    }

    @Test
    void introspection_withEncodedBasic_isInvalidClient() {
        assertThat(error(introspect("x", "Authorization", Client.encodedBasic(filmmakers))))
                .isEqualTo("401 invalid_client");
    }

    @Test
    void introspection_withBearer_isInvalidClient() {
        var token = Calls.token(filmmakers);

        assertThat(error(introspect("x", "Authorization", Client.bearer(token))))
                .isEqualTo("401 invalid_client");
    }

    @Test
    void introspection_withoutCredentials_isInvalidRequest() {
        var response =
                Client.post(filmmakers.setting("introspection-endpoint"), Map.of("token", "x"));

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @Test
    void revocation_ofToken_endsIt() {
        var token = Calls.token(filmmakers);
        Map<String, String> form = Calls.form(filmmakers);
        form.put("token", text(token, "access_token"));
        var response = Client.post(filmmakers.setting("revocation-endpoint"), form);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(Calls.api(filmmakers, Client.bearer(token)).statusCode()).isEqualTo(401);
        assertThat(introspect(text(token, "access_token")).body()).contains("false");
    }

    @Test
    void revocation_byUnknownClient_is403() {
        var response =
                Client.post(
                        filmmakers.setting("revocation-endpoint"),
                        Map.of("token", "x", "client_id", "y", "client_secret", "z"));

        assertThat(error(response)).isEqualTo("403 unauthorized_client");
    }

    @Test
    void discovery_listsTheEndpoints() {
        var response = Client.get(filmmakers.setting("discovery-uri"));

        for (String name : new String[] {"token", "introspection", "revocation"}) {
            assertThat(text(response, name + "_endpoint"))
                    .isEqualTo(filmmakers.setting(name + "-endpoint"));
        }
        assertThat(text(response, "issuer")).isEqualTo(filmmakers.setting("issuer"));
        assertThat(Client.get(text(response, "jwks_uri")).body()).contains("\"RSA\"");
    }

    private HttpResponse<String> introspect(String token) {
        return introspect(token, "Authorization", Client.plainBasic(filmmakers));
    }

    private HttpResponse<String> introspect(String token, String... headers) {
        return Client.post(
                filmmakers.setting("introspection-endpoint"), Map.of("token", token), headers);
    }
}
