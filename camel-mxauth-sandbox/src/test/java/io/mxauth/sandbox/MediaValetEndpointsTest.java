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
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class MediaValetEndpointsTest {

    private final SandboxProvider mediavalet;

    MediaValetEndpointsTest(Sandbox sandbox) {
        mediavalet = sandbox.provider("mediavalet");
    }

    @Test
    void discovery_hasForeignIssuerAndOwnEndpoints() {
        var response = Client.get(mediavalet.setting("discovery-uri"));

        assertThat(text(response, "issuer")).isEqualTo("https://iam.mediavalet.com");
        for (String name : new String[] {"token", "authorization", "introspection", "revocation"}) {
            assertThat(text(response, name + "_endpoint"))
                    .isEqualTo(mediavalet.setting(name + "-endpoint"));
        }
        assertThat(text(response, "jwks_uri")).isEqualTo(mediavalet.setting("jwks-uri"));
        assertThat(json(response).get("authorization_response_iss_parameter_supported").asBoolean())
                .isTrue();
    }

    @Test
    void introspection_ofLiveToken_isActive() {
        var response = at("introspection", text(Calls.token(mediavalet), "access_token"));

        assertThat(json(response).get("active").asBoolean()).isTrue();
        assertThat(text(response, "scope")).isEqualTo(mediavalet.setting("scope"));
    }

    @Test
    void introspection_ofUnknownToken_isInactiveOnly() {
        assertThat(at("introspection", "unknown").body()).isEqualTo("{\"active\":false}");
    }

    @Test
    void revocation_ofAccessToken_endsIt() {
        var tokens = Calls.token(mediavalet);
        var response = at("revocation", text(tokens, "access_token"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(Calls.api(mediavalet, Client.bearer(tokens)).statusCode()).isEqualTo(401);
    }

    @Test
    void revocation_ofRefreshToken_endsIt() {
        String token = text(Calls.token(mediavalet), "refresh_token");
        at("revocation", token);
        Map<String, String> form = client();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);

        assertThat(error(Calls.token(mediavalet, form))).isEqualTo("400 invalid_grant");
    }

    @Test
    void revocation_ofUnknownToken_is200() {
        assertThat(at("revocation", "unknown").statusCode()).isEqualTo(200);
    }

    @Test
    void revocation_withUnknownHint_isUnsupportedTokenType() {
        Map<String, String> form = client();
        form.put("token", "x");
        form.put("token_type_hint", "cookie");

        assertThat(error(Client.post(mediavalet.setting("revocation-endpoint"), form)))
                .isEqualTo("400 unsupported_token_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"introspection", "revocation"})
    void endpoint_withWrongSecret_isInvalidClient(String name) {
        Map<String, String> form = client();
        form.put("token", "x");
        form.put("client_secret", "wrong");

        assertThat(error(Client.post(mediavalet.setting(name + "-endpoint"), form)))
                .isEqualTo("400 invalid_client");
    }

    @Test
    void userinfo_withOpenid_namesTheUser() {
        String url = mediavalet.setting("userinfo-endpoint");
        var response = Client.get(url, "Authorization", Client.bearer(Calls.token(mediavalet)));

        assertThat(text(response, "sub")).isEqualTo(mediavalet.setting("username"));
        assertThat(Client.get(url, "Authorization", withScope("api")).statusCode()).isEqualTo(403);
        assertThat(Client.get(url, "Authorization", "Bearer x").statusCode()).isEqualTo(401);
    }

    @Test
    void api_withoutSubscriptionKey_isRefusedByGateway() {
        var response =
                Client.get(
                        mediavalet.setting("api"),
                        "Authorization",
                        Client.bearer(Calls.token(mediavalet)));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).get("statusCode").asInt()).isEqualTo(401);
        assertThat(text(response, "message")).contains("missing subscription key");
    }

    @Test
    void api_withWrongSubscriptionKey_isRefusedByGateway() {
        var response = Client.get(mediavalet.setting("api"), "Ocp-Apim-Subscription-Key", "wrong");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(text(response, "message")).contains("invalid subscription key");
    }

    @Test
    void api_withWrongToken_isEmptyText() {
        var response = Calls.api(mediavalet, "Bearer wrong");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Type")).get().asString().contains("text");
    }

    @ParameterizedTest
    @CsvSource({"1.1, 401", "1.2, 403"})
    void api_withoutPermission_dependsOnVersion(String version, int status) {
        var response =
                Client.get(
                        mediavalet.setting("api"),
                        "Authorization",
                        withScope("openid"),
                        "Ocp-Apim-Subscription-Key",
                        mediavalet.setting("subscription-key"),
                        "x-mv-api-version",
                        version);

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void api_withBoth_answersInEnvelope() {
        var response = Calls.api(mediavalet, Client.bearer(Calls.token(mediavalet)));

        assertThat(json(response).get("payload")).hasSize(2);
        assertThat(json(response).get("recordCount").asInt()).isEqualTo(2);
    }

    private String withScope(String scope) {
        Map<String, String> form = Calls.form(mediavalet);
        form.put("scope", scope);
        return Client.bearer(Calls.token(mediavalet, form));
    }

    private HttpResponse<String> at(String name, String token) {
        Map<String, String> form = client();
        form.put("token", token);
        return Client.post(mediavalet.setting(name + "-endpoint"), form);
    }

    private Map<String, String> client() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", mediavalet.setting("client-id"));
        form.put("client_secret", mediavalet.setting("client-secret"));
        return form;
    }
}
