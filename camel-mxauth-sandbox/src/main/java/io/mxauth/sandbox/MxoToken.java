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
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The token endpoint of MXO. */
final class MxoToken implements Endpoint {

    /** More than 2^53, so that a reader of JSON numbers as doubles is found out. */
    private static final long TENANT = 5817498782861102551L;

    private static final String USER = "api-user@sandbox.tenant";

    private final ProviderState state;
    private final byte[] key = Opaque.next(48).getBytes(StandardCharsets.US_ASCII);

    MxoToken(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        String clientId = authenticated(request);
        if (!request.is("POST")) {
            throw SpringErrors.refusal(
                    "method_not_allowed",
                    "Request method '" + request.method() + "' not supported");
        }
        Form form = FormPost.read(request, SpringErrors::refusal);
        if (!form.get("client_id", clientId).equals(clientId)) {
            throw SpringErrors.refusal(
                    "invalid_client", "Given client ID does not match authenticated client");
        }
        String grantType = form.get("grant_type");
        if (grantType == null) {
            throw SpringErrors.refusal("invalid_request", "Missing grant type");
        }
        if (!grantType.equals("client_credentials")) {
            throw SpringErrors.refusal(
                    "unsupported_grant_type", "Unsupported grant type: " + grantType);
        }
        return success(Grant.of(clientId, USER, ""));
    }

    private String authenticated(Request request) {
        if (!BasicCredentials.sentIn(request)) {
            throw SpringErrors.unauthenticated();
        }
        BasicCredentials client = BasicCredentials.of(request);
        if (client == null) {
            throw SpringErrors.refusal(
                    "unauthorized", "Failed to decode basic authentication token");
        }
        if (!client.match(state.settings())) {
            throw SpringErrors.refusal("unauthorized", "Bad credentials");
        }
        return client.id();
    }

    private Answer success(Grant grant) {
        String jti = UUID.randomUUID().toString();
        IssuedToken token = state.tokens().issue(jwt(jti), grant);
        ObjectNode body = Json.object();
        body.put("access_token", token.value()).put("token_type", "bearer");
        state.policy().putExpiresIn(body);
        return Answer.json(200, body.put("jti", jti)).notStored();
    }

    /** Makes a token whose client_id claim is the user, not the client, as the real one's is. */
    private String jwt(String jti) {
        long expiry = state.clock().instant().plus(state.policy().lifetime()).getEpochSecond();
        ObjectNode claims = Json.object().put("tenantType", 2).put("tenantLocale", "en_US");
        claims.putArray("scope");
        claims.put("tenantid", TENANT).putArray("userAuthorities").add("8").add("1100");
        claims.put("exp", expiry).put("userid", USER).put("jti", jti).put("client_id", USER);
        return Jwts.hs256(key, claims);
    }
}
