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

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The codes that were issued and not yet used; each is good for 60 seconds and one use. */
final class AuthorizationCodes {

    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final Map<String, AuthorizationCode> codes = new ConcurrentHashMap<>();

    AuthorizationCodes(InstantSource clock) {
        this.clock = clock;
    }

    AuthorizationCode issue(
            Grant grant, String redirectUri, String codeChallenge, @Nullable String nonce) {
        AuthorizationCode code =
                new AuthorizationCode(
                        Opaque.next(),
                        grant,
                        redirectUri,
                        codeChallenge,
                        nonce,
                        clock.instant().plus(LIFETIME));
        codes.put(code.value(), code);
        return code;
    }

    /** Uses the code up and returns it; null if it is unknown, used or too old. */
    @Nullable AuthorizationCode spend(String value) {
        AuthorizationCode code = codes.remove(value);
        return code == null || !clock.instant().isBefore(code.expiresAt()) ? null : code;
    }

    void clear() {
        codes.clear();
    }
}
