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
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class MovioTest {

    private final Sandbox sandbox;
    private final SandboxProvider movio;

    MovioTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.movio = sandbox.provider("movio-us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"movio-eu", "movio-us"})
    void token_ofRegion_opensItsApi(String name) {
        SandboxProvider region = sandbox.provider(name);
        var token = Calls.token(region);

        assertThat(json(token).get("expires_in").asInt()).isEqualTo(86400);
        assertThat(text(token, "token_type")).isEqualTo("Bearer");
        assertThat(text(token, "access_token").split("\\.", -1)).hasSize(3);
        assertThat(Calls.api(region, Client.bearer(token)).statusCode()).isEqualTo(202);
    }

    @Test
    void token_ofOtherRegion_isRefusedByApi() {
        String bearer = Client.bearer(Calls.token(sandbox.provider("movio-eu")));

        assertThat(Calls.api(movio, bearer).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://exhibitor-api.eu.eks.movio.co",
                "https://exhibitor-api.us.eks.movio.co/",
                "anything"
            })
    void audience_notTheRegions_is403(String audience) {
        Map<String, String> form = Calls.form(movio);
        form.put("audience", audience);
        var response = Calls.token(movio, form);

        assertThat(error(response)).isEqualTo("403 access_denied");
        assertThat(text(response, "error_description"))
                .isEqualTo("Service not enabled within domain: " + audience);
    }

    @Test
    void audience_missing_givesOpaqueTokenThatApiRefuses() {
        var response = Calls.token(movio, Map.of("grant_type", "client_credentials"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response, "access_token")).doesNotContain(".");
        assertThat(Calls.api(movio, Client.bearer(response)).statusCode()).isEqualTo(401);
    }

    @Test
    void scope_asked_isEchoed() {
        Map<String, String> form = Calls.form(movio);
        form.put("scope", "films:write");

        assertThat(text(Calls.token(movio, form), "scope")).isEqualTo("films:write");
    }

    @Test
    void secret_wrong_isAccessDenied() {
        var response = withAuthorization(Client.basic(movio.setting("client-id"), "wrong"));

        assertThat(error(response)).isEqualTo("401 access_denied");
        assertThat(text(response, "error_description")).isEqualTo("Unauthorized");
    }

    @Test
    void secret_withNewline_isAccessDenied() {
        String secret = movio.setting("client-secret") + "\n";
        var response = withAuthorization(Client.basic(movio.setting("client-id"), secret));

        assertThat(error(response)).isEqualTo("401 access_denied");
    }

    @Test
    void basic_formEncoded_isDecoded() {
        movio.change("client-secret", "a+b&c%25=d:é");

        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
        assertThat(error(withAuthorization(Client.plainBasic(movio))))
                .isEqualTo("401 access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic bm9jb2xvbg==", "Basic JXp6OnM=", "Bearer x"})
    void authorization_malformed_isAccessDenied(String header) {
        assertThat(error(withAuthorization(header))).isEqualTo("401 access_denied");
    }

    @Test
    void credentials_inBodyOnly_areAccessDenied() {
        Map<String, String> form = withBodyCredentials();

        assertThat(error(Client.post(movio.setting("token-endpoint"), form)))
                .isEqualTo("401 access_denied");
    }

    @Test
    void credentials_inHeaderAndBody_areRefused() {
        assertThat(error(Calls.token(movio, withBodyCredentials())))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void grant_other_isUnsupported() {
        assertThat(error(Calls.token(movio, Map.of("grant_type", "password"))))
                .isEqualTo("400 unsupported_grant_type");
    }

    @Test
    void grant_missing_isInvalidRequest() {
        assertThat(error(Calls.token(movio, Map.of("audience", movio.setting("audience")))))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void films_sentTwice_areUpdated() {
        String bearer = Client.bearer(Calls.token(movio));
        put(bearer, "[{\"id\":\"1\"},{\"id\":\"2\"}]");
        var response = put(bearer, "[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body())
                .isEqualTo("{\"total\":3,\"created_count\":1,\"updated_count\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[] | 400", "{} | 400", "garbage | 400", "[1] | 422", "[{}] | 422"})
    void films_unfit_areRefused(String body, int status) {
        assertThat(put(Client.bearer(Calls.token(movio)), body).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"5000, 202", "5001, 400"})
    void films_many_areLimited(int count, int status) {
        String body = "[" + "{\"id\":1},".repeat(count - 1) + "{\"id\":1}]";

        assertThat(put(Client.bearer(Calls.token(movio)), body).statusCode()).isEqualTo(status);
    }

    @Test
    void films_get_isNotAllowed() {
        String bearer = Client.bearer(Calls.token(movio));

        assertThat(Client.get(movio.setting("api"), "Authorization", bearer).statusCode())
                .isEqualTo(405);
    }

    private Map<String, String> withBodyCredentials() {
        Map<String, String> form = Calls.form(movio);
        form.put("client_id", movio.setting("client-id"));
        form.put("client_secret", movio.setting("client-secret"));
        return form;
    }

    private HttpResponse<String> withAuthorization(String header) {
        return Client.post(
                movio.setting("token-endpoint"), Calls.form(movio), "Authorization", header);
    }

    private HttpResponse<String> put(String bearer, String body) {
        return Client.send(
                "PUT",
                movio.setting("api"),
                body,
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
    }
}
