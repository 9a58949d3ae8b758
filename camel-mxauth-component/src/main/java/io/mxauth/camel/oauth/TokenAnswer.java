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

import io.mxauth.camel.provider.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer of the token endpoint (RFC 6749 section 5.1).
 *
 * @param accessToken the access token
 * @param type the token type as it was written, {@code Bearer} where it was not
 * @param scope the scope as it was written, or null
 * @param refreshToken the new refresh token, or null
 * @param idToken the ID token (OpenID Connect Core section 3.1.3.3) as it came, or null
 * @param expiresIn the life that was given, or null where the answer does not tell; may be zero or
 *     negative
 */
record TokenAnswer(
        Secret accessToken,
        String type,
        @Nullable String scope,
        @Nullable Secret refreshToken,
        @Nullable Secret idToken,
        @Nullable Duration expiresIn) {}
