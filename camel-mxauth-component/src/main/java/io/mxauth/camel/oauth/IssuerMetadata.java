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
package io.mxauth.camel.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an issuer says in public of its token endpoint (RFC 8414 section 2); a set that is empty says
 * nothing. It holds for the issuer as a whole, not for each of its clients.
 *
 * @param clientAuthentications the names of the ways in which clients may authenticate
 * @param grants the names of the grants
 * @param scopes the names of scopes; there may be more
 */
public record IssuerMetadata(
        Set<String> clientAuthentications, Set<String> grants, Set<String> scopes) {

    static IssuerMetadata of(JsonNode document) {
        return new IssuerMetadata(
                names(document, "token_endpoint_auth_methods_supported"),
                names(document, "grant_types_supported"),
                names(document, "scopes_supported"));
    }

    private static Set<String> names(JsonNode document, String member) {
        Set<String> names = new LinkedHashSet<>();
        document.path(member)
                .forEach(
                        name -> {
                            if (name.asText().matches("[A-Za-z0-9._:/-]{1,100}")) {
                                names.add(name.asText());
                            }
                        });
        return names;
    }
}
