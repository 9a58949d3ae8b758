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
import org.jspecify.annotations.Nullable;

/** The token answers of MediaValet, with an ID token and a refresh token where granted. */
final class MediaValetTokens {

    private static final long ID_TOKEN_SECONDS = 300;

    private final ProviderState state;

    MediaValetTokens(ProviderState state) {
        this.state = state;
    }

    Answer answer(Grant grant, @Nullable String nonce) {
        String accessToken = state.tokens().issue(accessToken(grant), grant).value();
        ObjectNode body = Json.object();
        if (grant.includes(Scopes.OPENID)) {
            body.put("id_token", idToken(grant, nonce, accessToken));
        }
        body.put("access_token", accessToken);
        state.policy().putExpiresIn(body);
        body.put("token_type", "Bearer");
        if (grant.includes(Scopes.OFFLINE_ACCESS) && state.policy().refreshable()) {
            body.put("refresh_token", state.tokens().issueRefresh(grant).value());
        }
        return Answer.json(200, body.put("scope", grant.scope())).notStored();
    }

    private String accessToken(Grant grant) {
        ObjectNode claims = claims(grant, "api", state.policy().lifetime().toSeconds());
        claims.put("client_id", grant.clientId()).put("jti", Opaque.next(16));
        claims.putPOJO("scope", grant.scope().split(" ", -1));
        return Jwts.rs256("at+jwt", claims);
    }

    private String idToken(Grant grant, @Nullable String nonce, String accessToken) {
        ObjectNode claims = claims(grant, grant.clientId(), ID_TOKEN_SECONDS);
        claims.put("at_hash", Pkce.leftHalf(accessToken));
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return Jwts.rs256("JWT", claims);
    }

    private ObjectNode claims(Grant grant, String audience, long seconds) {
        long now = state.clock().instant().getEpochSecond();
        return Json.object()
                .put("iss", MediaValet.ISSUER)
                .put("nbf", now)
                .put("iat", now)
                .put("exp", now + seconds)
                .put("aud", audience)
                .put("sub", grant.subject());
    }
}
