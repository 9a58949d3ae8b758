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

/** The introspection of MediaValet (RFC 7662). */
final class MediaValetIntrospection implements Endpoint {

    private final ProviderState state;
    private final MediaValetClient client;

    MediaValetIntrospection(ProviderState state, MediaValetClient client) {
        this.state = state;
        this.client = client;
    }

    @Override
    public Answer answer(Request request) {
        Form form = FormPost.read(request, IdentityServerErrors::refusal);
        String clientId = client.authenticate(request, form);
        String value = form.get("token");
        if (value == null) {
            throw IdentityServerErrors.refusal("invalid_request");
        }
        IssuedToken token = state.tokens().live(value);
        boolean active = token != null && token.grant().clientId().equals(clientId);
        ObjectNode body = Json.object();
        if (token != null && active) {
            body.put("iss", MediaValet.ISSUER)
                    .put("nbf", token.issuedAt().getEpochSecond())
                    .put("exp", token.expiresAt().getEpochSecond())
                    .put("client_id", clientId)
                    .put("sub", token.grant().subject())
                    .put("scope", token.grant().scope());
        }
        return Answer.json(200, body.put("active", active)).notStored();
    }
}
