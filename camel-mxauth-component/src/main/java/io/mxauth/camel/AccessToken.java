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
package io.mxauth.camel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token, as {@code operation=token} puts it into the body. The text form masks the value.
 *
 * @param value the token
 * @param type the token type as the issuer wrote it, usually {@code Bearer}
 * @param scope the scope that was granted, separated by spaces, or null where it is not known
 * @param issuedAt when the request for it was sent
 * @param expiresAt when it ends, by this machine's clock
 */
public record AccessToken(
        String value, String type, @Nullable String scope, Instant issuedAt, Instant expiresAt) {

    @Override
    public String toString() {
        return "AccessToken[value=xxxxxx, type=%s, scope=%s, issuedAt=%s, expiresAt=%s]"
                .formatted(type, scope, issuedAt, expiresAt);
    }
}
