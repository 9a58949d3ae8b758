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
import org.jspecify.annotations.Nullable;

/** The token endpoint of Movio. */
final class MovioToken implements Endpoint {

    private final ProviderState state;

    MovioToken(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Form form = FormPost.read(request, Auth0Errors::refusal);
        if (BasicCredentials.sentIn(request)
                && (form.has("client_secret") || form.has("client_id"))) {
            throw Auth0Errors.refusal(
                    "invalid_request", "Credentials were sent both in the header and in the body.");
        }
        authenticate(BasicCredentials.of(request));
        String grantType = form.get("grant_type");
        if (grantType == null) {
            throw Auth0Errors.refusal("invalid_request", "Missing required parameter: grant_type");
        }
        if (!grantType.equals("client_credentials")) {
            throw Auth0Errors.refusal(
                    "unsupported_grant_type", "Unsupported grant type: " + grantType);
        }
        String audience = form.get("audience");
        if (audience != null && !state.settings().is("audience", audience)) {
            throw Auth0Errors.forbidden("Service not enabled within domain: " + audience);
        }
        return success(audience, form.get("scope", ""));
    }

    private void authenticate(@Nullable BasicCredentials sent) {
        BasicCredentials decoded = sent == null ? null : sent.formDecoded();
        if (decoded == null || !decoded.match(state.settings())) {
            throw Auth0Errors.unauthorized();
        }
    }

    private Answer success(@Nullable String audience, String scope) {
        String clientId = state.settings().get("client-id");
        Grant grant = new Grant(clientId, clientId + "@clients", scope, audience);
        IssuedToken token = state.tokens().issue(value(grant), grant);
        ObjectNode body = Json.object().put("access_token", token.value());
        if (!scope.isEmpty()) {
            body.put("scope", scope);
        }
        state.policy().putExpiresIn(body);
        return Answer.json(200, body.put("token_type", "Bearer")).notStored();
    }

    /** Makes a JWT for an audience; without one only an opaque value, as Auth0 does. */
    private String value(Grant grant) {
        if (grant.audience() == null) {
            return Opaque.next();
        }
        long now = state.clock().instant().getEpochSecond();
        return Jwts.unverifiable(
                Json.object()
                        .put("iss", "https://" + state.name() + ".sandbox.invalid/")
                        .put("sub", grant.subject())
                        .put("aud", grant.audience())
                        .put("iat", now)
                        .put("exp", now + state.policy().lifetime().toSeconds())
                        .put("gty", "client-credentials")
                        .put("azp", grant.clientId())
                        .put("jti", UUID.randomUUID().toString()));
    }
}
