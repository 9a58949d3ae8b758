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

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class MxoTest {

    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

    private final SandboxProvider mxo;

    MxoTest(Sandbox sandbox) {
        mxo = sandbox.provider("mxo");
    }

    @Test
    void token_right_isShortLivedHs256WithJti() throws ParseException {
        var response = Calls.token(mxo);
        SignedJWT jwt = SignedJWT.parse(text(response, "access_token"));

        assertThat(json(response).fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "jti");
        assertThat(text(response, "token_type")).isEqualTo("bearer");
        assertThat(json(response).get("expires_in").asInt()).isEqualTo(299);
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
        assertThat(jwt.getJWTClaimsSet().getJWTID()).isEqualTo(text(response, "jti"));
        assertThat(jwt.getJWTClaimsSet().getLongClaim("tenantid")).isEqualTo(5817498782861102551L);
        assertThat(jwt.getJWTClaimsSet().getStringClaim("client_id"))
                .isNotEqualTo(mxo.setting("client-id"));
    }

    @Test
    void basic_formEncoded_isBadCredentials() {
        var response = withAuthorization(Client.encodedBasic(mxo));

        assertThat(error(response)).isEqualTo("401 unauthorized");
        assertThat(text(response, "error_description")).isEqualTo("Bad credentials");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"unauthorized\", error_description=\"Bad credentials\"");
    }

    @Test
    void basic_withBlankInBase64_isNotDecoded() {
        String basic = Client.plainBasic(mxo);
        String broken = basic.substring(0, 20) + " " + basic.substring(20);

        assertThat(text(withAuthorization(broken), "error_description"))
                .isEqualTo("Failed to decode basic authentication token");
    }

    @Test
    void credentials_inBodyOnly_areUnauthorized() {
        var response =
                Client.post(
                        mxo.setting("token-endpoint"),
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", mxo.setting("client-id"),
                                "client_secret", mxo.setting("client-secret")));

        assertThat(error(response)).isEqualTo("401 unauthorized");
    }

    @Test
    void clientId_inBodyUnlikeHeader_isInvalidClient() {
        var response =
                Calls.token(mxo, Map.of("grant_type", "client_credentials", "client_id", "other"));

        assertThat(error(response)).isEqualTo("401 invalid_client");
    }

    @Test
    void grant_missing_isInvalidRequest() {
        var response = Calls.token(mxo, Map.of("scope", "x"));

        assertThat(error(response)).isEqualTo("400 invalid_request");
        assertThat(text(response, "error_description")).isEqualTo("Missing grant type");
    }

    @Test
    void grant_other_isUnsupportedAndEscaped() {
        var response = Calls.token(mxo, Map.of("grant_type", "<\"x\">"));

        assertThat(error(response)).isEqualTo("400 unsupported_grant_type");
        assertThat(text(response, "error_description"))
                .isEqualTo("Unsupported grant type: &lt;&quot;x&quot;&gt;");
    }

    @Test
    void tokenEndpoint_get_isNotAllowed() {
        var response =
                Client.get(mxo.setting("token-endpoint"), "Authorization", Client.plainBasic(mxo));

        assertThat(error(response)).isEqualTo("405 method_not_allowed");
    }

    @Test
    void workspaces_withToken_areListed() {
        var response = Calls.api(mxo, "bearer " + text(Calls.token(mxo), "access_token"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response, "name")).isEmpty();
        assertThat(json(response).get(0).get("name").asText()).isEqualTo("Sandbox");
    }

    @Test
    void interaction_withToken_isAnswered() {
        var response =
                Client.send(
                        "POST",
                        mxo.setting("interaction-api"),
                        "{\"uri\":\"/home\"}",
                        "Authorization",
                        Client.bearer(Calls.token(mxo)),
                        "Content-Type",
                        "application/json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("optimizations").get(0).get("data").isTextual()).isTrue();
    }

    @Test
    void api_withoutSiteKey_isInvalidRequest() {
        String url = mxo.setting("api").replaceFirst("\\?.*", "");
        var response = Client.get(url, "Authorization", Client.bearer(Calls.token(mxo)));

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @Test
    void api_withoutToken_isUnauthorized() {
        assertThat(error(Client.get(mxo.setting("api")))).isEqualTo("401 unauthorized");
    }

    @Test
    void api_afterRevocation_quotesTheToken() {
        String bearer = Client.bearer(Calls.token(mxo));
        mxo.revokeAllTokens();
        var response = Calls.api(mxo, bearer);

        assertThat(error(response)).isEqualTo("401 invalid_token");
        assertThat(text(response, "error_description"))
                .isEqualTo("Invalid access token: " + bearer.substring("Bearer ".length()));
    }

    private HttpResponse<String> withAuthorization(String header) {
        return Client.post(mxo.setting("token-endpoint"), GRANT, "Authorization", header);
    }
}
