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
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be read in an access token that is a JWT (RFC 7519), unverified; of an opaque one nothing.
 *
 * @param readable whether it is a JWT
 * @param audiences the {@code aud} claim; empty where it has none
 * @param notBefore the {@code nbf} claim, or null
 */
public record TokenClaims(boolean readable, Set<String> audiences, @Nullable Instant notBefore) {

    static TokenClaims of(String token, AnswerReader answers) {
        JsonNode claims = answers.claims(token).orElse(MissingNode.getInstance());
        JsonNode audience = claims.path("aud");
        Set<String> audiences = new LinkedHashSet<>();
        if (audience.isTextual()) {
            audiences.add(audience.textValue());
        }
        audience.forEach(each -> audiences.add(each.asText()));
        return new TokenClaims(
                claims.isObject(), audiences, AnswerReader.moment(claims.path("nbf")));
    }
}
