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

/** The token endpoint of MediaValet. */
final class MediaValetToken implements Endpoint {

    private final ProviderState state;
    private final MediaValetClient client;
    private final AuthorizationCodes codes;
    private final MediaValetTokens tokens;

    MediaValetToken(ProviderState state, MediaValetClient client, AuthorizationCodes codes) {
        this.state = state;
        this.client = client;
        this.codes = codes;
        this.tokens = new MediaValetTokens(state);
    }

    @Override
    public Answer answer(Request request) {
        Form form = FormPost.read(request, IdentityServerErrors::refusal);
        String clientId = client.authenticate(request, form);
        return switch (form.get("grant_type", "")) {
            case "authorization_code" -> byCode(form, clientId);
            case "password" -> byPassword(form, clientId);
            case "refresh_token" -> byRefreshToken(form, clientId);
            // Announced by the vendor, not yet open to any client.
            case "client_credentials" -> throw IdentityServerErrors.refusal("unauthorized_client");
            default -> throw IdentityServerErrors.refusal("unsupported_grant_type");
        };
    }

    /** A code is used up by the first attempt, whether or not the rest of it is right. */
    private Answer byCode(Form form, String clientId) {
        AuthorizationCode code = codes.spend(form.get("code", ""));
        if (code == null
                || !code.grant().clientId().equals(clientId)
                || !code.redirectUri().equals(form.get("redirect_uri"))
                || !Pkce.matches(form.get("code_verifier"), code.codeChallenge())) {
            throw IdentityServerErrors.refusal("invalid_grant");
        }
        return tokens.answer(code.grant(), code.nonce());
    }

    private Answer byPassword(Form form, String clientId) {
        Settings settings = state.settings();
        String username = form.get("username");
        if (username == null
                || !settings.is("username", username)
                || !settings.is("password", form.get("password"))) {
            throw IdentityServerErrors.refusal("invalid_grant", "invalid_username_or_password");
        }
        String scope = form.get("scope", Scopes.API);
        if (!Scopes.allowed(scope)) {
            throw IdentityServerErrors.refusal("invalid_scope");
        }
        return tokens.answer(Grant.of(clientId, username, scope), null);
    }

    /** The old refresh token is gone before the answer is sent: a lost answer loses the session. */
    private Answer byRefreshToken(Form form, String clientId) {
        String value = form.get("refresh_token");
        if (value == null) {
            throw IdentityServerErrors.refusal("invalid_request");
        }
        RefreshToken token = state.tokens().findRefresh(value);
        if (token == null
                || !token.grant().clientId().equals(clientId)
                || !state.tokens().spend(token)) {
            throw IdentityServerErrors.refusal("invalid_grant");
        }
        return tokens.answer(token.grant(), null);
    }
}
