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

/** The introspection of Filmmakers: plain HTTP Basic, nothing form-decoded (RFC 7662). */
final class FilmmakersIntrospection implements Endpoint {

    private final ProviderState state;

    FilmmakersIntrospection(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Form form = FormPost.read(request, DoorkeeperErrors::refusal);
        if (!request.has("Authorization")) {
            throw DoorkeeperErrors.refusal(
                    "invalid_request", "The request is missing the client's authentication.");
        }
        BasicCredentials client = BasicCredentials.of(request);
        if (client == null || !client.match(state.settings())) {
            throw DoorkeeperErrors.invalidClient();
        }
        String value = form.get("token");
        if (value == null) {
            throw DoorkeeperErrors.refusal("invalid_request", "Missing required parameter: token.");
        }
        IssuedToken token = state.tokens().live(value);
        boolean active = token != null && token.grant().clientId().equals(client.id());
        ObjectNode body = Json.object().put("active", active);
        if (token != null && active) {
            body.put("scope", token.grant().scope())
                    .put("client_id", token.grant().clientId())
                    .put("token_type", "Bearer")
                    .put("exp", token.expiresAt().getEpochSecond())
                    .put("iat", token.issuedAt().getEpochSecond());
        }
        return Answer.json(200, body).notStored();
    }
}
