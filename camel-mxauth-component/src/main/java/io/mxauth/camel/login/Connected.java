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
package io.mxauth.camel.login;

import io.mxauth.camel.token.Token;
import org.jspecify.annotations.Nullable;

/**
 * A log-in that came to its end.
 *
 * @param token the access token, to be used from now on
 * @param person who logged in, as the issuer names him; null where it does not
 * @param returnTo the path that the person is sent to, or null
 */
public record Connected(Token token, @Nullable String person, @Nullable String returnTo) {

    @Override
    public String toString() {
        return "Connected[" + returnTo + "]";
    }
}
