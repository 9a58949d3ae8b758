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
import java.util.UUID;

/** The token endpoint of movieXchange. */
final class MovieXchangeToken implements Endpoint {

    private static final int LONGEST_CLIENT_ID = 50;

    private final ProviderState state;

    MovieXchangeToken(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        if (request.has("Authorization") || request.has("MX-Api-Client-Secret")) {
            throw invalid("This endpoint takes neither Authorization nor MX-Api-Client-Secret.");
        }
        Form form = FormPost.read(request, AsosErrors::refusal);
        if (form.has("client_secret")) {
            throw invalid("Public clients are not allowed to send a client_secret.");
        }
        return switch (required(form, "grant_type")) {
            case "password" -> success(byPassword(form));
            case "refresh_token" -> success(byRefreshToken(form));
            default ->
                    throw AsosErrors.refusal(
                            "unsupported_grant_type",
                            "The specified grant_type is not supported by this server.");
        };
    }

    private Grant byPassword(Form form) {
        String username = required(form, "username");
        String password = required(form, "password");
        String clientId = clientId(form);
        Settings settings = state.settings();
        if (!settings.is("username", username) || !settings.is("password", password)) {
            throw AsosErrors.refusal("invalid_grant", "The username or the password is invalid.");
        }
        return Grant.of(clientId, username, "");
    }

    private Grant byRefreshToken(Form form) {
        RefreshToken token = state.tokens().findRefresh(required(form, "refresh_token"));
        String clientId = clientId(form);
        if (token == null) {
            throw AsosErrors.refusal("invalid_grant", "Invalid ticket");
        }
        if (!token.grant().clientId().equals(clientId)) {
            throw AsosErrors.refusal("invalid_grant", "Ticket does not contain matching client_id");
        }
        if (!state.tokens().spend(token)) {
            throw AsosErrors.refusal("invalid_grant", "Invalid ticket");
        }
        return token.grant();
    }

    private Answer success(Grant grant) {
        ObjectNode claims =
                Json.object()
                        .put("sub", grant.subject())
                        .put("client_id", grant.clientId())
                        .put("jti", UUID.randomUUID().toString());
        IssuedToken token = state.tokens().issue(Jwts.unverifiable(claims), grant);
        ObjectNode body = Json.object();
        body.put("token_type", "Bearer").put("access_token", token.value());
        state.policy().putExpiresIn(body);
        if (state.policy().refreshable()) {
            body.put("refresh_token", state.tokens().issueRefresh(grant).value());
        }
        return AsosErrors.notCached(Answer.json(200, body));
    }

    /** Any string of 1 to 50 characters is a client id; it is what refresh tokens are bound to. */
    private static String clientId(Form form) {
        String clientId = required(form, "client_id");
        if (clientId.codePointCount(0, clientId.length()) > LONGEST_CLIENT_ID) {
            throw invalid("The client_id is longer than 50 characters.");
        }
        return clientId;
    }

    private static String required(Form form, String name) {
        String value = form.get(name);
        if (value == null) {
            throw invalid("The mandatory '" + name + "' parameter was missing.");
        }
        return value;
    }

    private static Refusal invalid(String description) {
        return AsosErrors.refusal("invalid_request", description);
    }
}
