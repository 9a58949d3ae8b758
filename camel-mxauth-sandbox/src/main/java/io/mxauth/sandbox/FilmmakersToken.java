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

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The token endpoint of Filmmakers, which takes id and secret in the body only. */
final class FilmmakersToken implements Endpoint {

    private final ProviderState state;

    FilmmakersToken(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Form form = FormPost.read(request, DoorkeeperErrors::refusal);
        String grantType = form.get("grant_type");
        if (grantType == null) {
            throw DoorkeeperErrors.refusal(
                    "invalid_request", "Missing required parameter: grant_type.");
        }
        return switch (grantType) {
            case "client_credentials" -> success(byClient(request, form));
            case "refresh_token" -> success(byRefreshToken(request, form));
            default ->
                    throw DoorkeeperErrors.refusal(
                            "unsupported_grant_type",
                            "The authorization grant type is not supported by the authorization"
                                    + " server.");
        };
    }

    private Grant byClient(Request request, Form form) {
        String clientId = authenticated(request, form);
        if (!form.get("scope", Filmmakers.SCOPE).equals(Filmmakers.SCOPE)) {
            throw DoorkeeperErrors.refusal(
                    "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
        }
        return Grant.of(clientId, clientId, Filmmakers.SCOPE);
    }

    private Grant byRefreshToken(Request request, Form form) {
        String clientId = authenticated(request, form);
        RefreshToken token = state.tokens().findRefresh(form.get("refresh_token"));
        if (token == null
                || !token.grant().clientId().equals(clientId)
                || !state.tokens().spend(token)) {
            throw DoorkeeperErrors.invalidGrant();
        }
        return token.grant();
    }

    private String authenticated(Request request, Form form) {
        String clientId = form.get("client_id");
        Settings settings = state.settings();
        if (request.has("Authorization")
                || clientId == null
                || !settings.is("client-id", clientId)
                || !settings.is("client-secret", form.get("client_secret"))) {
            throw DoorkeeperErrors.invalidClient();
        }
        return clientId;
    }

    private Answer success(Grant grant) {
        IssuedToken token = state.tokens().issue(Opaque.next(), grant);
        ObjectNode body = Json.object();
        body.put("access_token", token.value()).put("token_type", "Bearer");
        state.policy().putExpiresIn(body);
        if (state.policy().refreshable()) {
            body.put("refresh_token", state.tokens().issueRefresh(grant).value());
        }
        body.put("scope", grant.scope()).put("created_at", token.issuedAt().getEpochSecond());
        return Answer.json(200, body).notStored();
    }
}
