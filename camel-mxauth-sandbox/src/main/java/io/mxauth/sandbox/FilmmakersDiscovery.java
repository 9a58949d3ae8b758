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

/** The OpenID configuration of Filmmakers. */
final class FilmmakersDiscovery implements Endpoint {

    private final Site site;

    FilmmakersDiscovery(Site site) {
        this.site = site;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.is("GET")) {
            return Answer.wrongMethod("GET");
        }
        ObjectNode body =
                Json.object()
                        .put("issuer", site.url(""))
                        .put("token_endpoint", site.url(Filmmakers.TOKEN))
                        .put("revocation_endpoint", site.url(Filmmakers.REVOKE))
                        .put("introspection_endpoint", site.url(Filmmakers.INTROSPECT))
                        .put("jwks_uri", site.url(Filmmakers.KEYS));
        body.putArray("scopes_supported").add(Filmmakers.SCOPE);
        body.putArray("grant_types_supported").add("client_credentials").add("refresh_token");
        body.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
        body.putArray("introspection_endpoint_auth_methods_supported").add("client_secret_basic");
        return Answer.json(200, body);
    }
}
