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

/** The OpenID configuration of MediaValet, whose issuer is not the host that serves it. */
final class MediaValetDiscovery implements Endpoint {

    private final Site login;

    MediaValetDiscovery(Site login) {
        this.login = login;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.is("GET")) {
            return Answer.wrongMethod("GET");
        }
        ObjectNode body =
                Json.object()
                        .put("issuer", MediaValet.ISSUER)
                        .put("jwks_uri", login.url(MediaValet.KEYS))
                        .put("authorization_endpoint", login.url(MediaValet.AUTHORIZE))
                        .put("token_endpoint", login.url(MediaValet.TOKEN))
                        .put("userinfo_endpoint", login.url(MediaValet.USERINFO))
                        .put("revocation_endpoint", login.url(MediaValet.REVOCATION))
                        .put("introspection_endpoint", login.url(MediaValet.INTROSPECT));
        list(body, "scopes_supported", "openid", "profile", "api", "offline_access");
        list(
                body,
                "grant_types_supported",
                "authorization_code",
                "client_credentials",
                "refresh_token",
                "password");
        list(body, "response_types_supported", "code");
        list(body, "response_modes_supported", "query");
        list(
                body,
                "token_endpoint_auth_methods_supported",
                "client_secret_basic",
                "client_secret_post");
        list(body, "id_token_signing_alg_values_supported", "RS256");
        list(body, "subject_types_supported", "public");
        list(body, "code_challenge_methods_supported", "S256");
        body.put("authorization_response_iss_parameter_supported", true);
        return Answer.json(200, body);
    }

    private static void list(ObjectNode body, String name, String... values) {
        var array = body.putArray(name);
        for (String value : values) {
            array.add(value);
        }
    }
}
