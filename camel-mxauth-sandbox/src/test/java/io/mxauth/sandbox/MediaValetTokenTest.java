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

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SandboxExtension.class)
class MediaValetTokenTest {

    private final SandboxProvider mediavalet;

    MediaValetTokenTest(Sandbox sandbox) {
        mediavalet = sandbox.provider("mediavalet");
    }

    @Test
    void password_withAllScopes_issuesThreeTokens() {
        var response = Calls.token(mediavalet);

        assertThat(json(response).fieldNames())
                .toIterable()
                .containsExactly(
                        "id_token",
                        "access_token",
                        "expires_in",
                        "token_type",
                        "refresh_token",
                        "scope");
        assertThat(json(response).get("expires_in").asInt()).isEqualTo(3600);
        assertThat(Calls.api(mediavalet, Client.bearer(response)).statusCode()).isEqualTo(200);
    }

    @Test
    void password_withScopeApi_issuesAccessTokenOnly() {
        var response = withScope("api");

        assertThat(json(response).has("id_token")).isFalse();
        assertThat(json(response).has("refresh_token")).isFalse();
        assertThat(text(response, "scope")).isEqualTo("api");
    }

    @Test
    void refreshTokens_switchedOff_areLeftOut() {
        mediavalet.issueRefreshTokens(false);

        assertThat(json(Calls.token(mediavalet)).has("refresh_token")).isFalse();
    }

    @Test
    void idToken_isSignedByPublishedKey() throws Exception {
        var response = Calls.token(mediavalet);
        SignedJWT token = SignedJWT.parse(text(response, "id_token"));
        JWKSet keys = JWKSet.parse(Client.get(mediavalet.setting("jwks-uri")).body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();

        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("https://iam.mediavalet.com");
        assertThat(token.getJWTClaimsSet().getAudience())
                .isEqualTo(List.of(mediavalet.setting("client-id")));
        assertThat(token.getJWTClaimsSet().getStringClaim("at_hash"))
                .isEqualTo(Pkce.leftHalf(text(response, "access_token")));
    }

    @Test
    void basic_formEncoded_isAccepted() {
        assertThat(withBasic(Client.encodedBasic(mediavalet)).statusCode()).isEqualTo(200);
    }

    @Test
    void basic_plain_isInvalidClient() {
        assertThat(error(withBasic(Client.plainBasic(mediavalet)))).isEqualTo("400 invalid_client");
    }

    @Test
    void credentials_inHeaderAndBody_areRefused() {
        var response =
                Client.post(
                        mediavalet.setting("token-endpoint"),
                        Calls.form(mediavalet),
                        "Authorization",
                        Client.encodedBasic(mediavalet));

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, other, 400 invalid_client",
        "client_secret, wrong, 400 invalid_client",
        "client_secret, '', 400 invalid_client",
        "grant_type, '', 400 unsupported_grant_type",
        "grant_type, implicit, 400 unsupported_grant_type",
        "grant_type, client_credentials, 400 unauthorized_client",
        "username, other, 400 invalid_grant",
        "password, wrong, 400 invalid_grant",
        "scope, everything, 400 invalid_scope"
    })
    void parameter_wrong_isRefusedWith400(String name, String value, String expected) {
        Map<String, String> form = Calls.form(mediavalet);
        form.put(name, value);

        assertThat(error(Calls.token(mediavalet, form))).isEqualTo(expected);
    }

    @Test
    void password_inUrl_isRefused() {
        Map<String, String> form = Calls.form(mediavalet);
        String query = "?password=" + Client.encode(form.getOrDefault("password", ""));
        form.remove("password");

        assertThat(error(Client.post(mediavalet.setting("token-endpoint") + query, form)))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void refreshToken_used_isReplaced() {
        var first = Calls.token(mediavalet);
        var second = refresh(text(first, "refresh_token"));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json(second).has("id_token")).isTrue();
        assertThat(text(second, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
        assertThat(error(refresh(text(first, "refresh_token")))).isEqualTo("400 invalid_grant");
        assertThat(refresh(text(second, "refresh_token")).statusCode()).isEqualTo(200);
    }

    @Test
    void refreshToken_ofOtherClient_isInvalidGrant() {
        String token = text(Calls.token(mediavalet), "refresh_token");
        mediavalet.change("client-id", "another-client");

        assertThat(error(refresh(token))).isEqualTo("400 invalid_grant");
    }

    @Test
    void refreshTokens_allRevoked_areInvalidGrant() {
        var tokens = Calls.token(mediavalet);
        mediavalet.revokeAllRefreshTokens();

        assertThat(error(refresh(text(tokens, "refresh_token")))).isEqualTo("400 invalid_grant");
        assertThat(Calls.api(mediavalet, Client.bearer(tokens)).statusCode()).isEqualTo(200);
    }

    @Test
    void accessTokens_allRevoked_leaveRefreshTokens() {
        var tokens = Calls.token(mediavalet);
        mediavalet.revokeAllTokens();

        assertThat(Calls.api(mediavalet, Client.bearer(tokens)).statusCode()).isEqualTo(401);
        assertThat(refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> withScope(String scope) {
        Map<String, String> form = Calls.form(mediavalet);
        form.put("scope", scope);
        return Calls.token(mediavalet, form);
    }

    private HttpResponse<String> withBasic(String header) {
        Map<String, String> form = Calls.form(mediavalet);
        form.remove("client_id");
        form.remove("client_secret");
        return Client.post(mediavalet.setting("token-endpoint"), form, "Authorization", header);
    }

    private HttpResponse<String> refresh(String token) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        form.put("client_id", mediavalet.setting("client-id"));
        form.put("client_secret", mediavalet.setting("client-secret"));
        return Calls.token(mediavalet, form);
    }
}
