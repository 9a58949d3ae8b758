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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;

/**
 * Which client secret an issuer takes, where two are configured so that it can be rotated: the
 * usual one, until it was refused and the next one was not. Safe for any number of threads.
 */
final class ClientSecrets {

    private final Cache<GrantKey, Boolean> next;

    ClientSecrets(long maximumSize) {
        this.next = Caffeine.newBuilder().maximumSize(maximumSize).build();
    }

    /** The provider with the secret that was taken last. */
    Provider inForce(Provider configured, GrantKey grant) {
        return next.getIfPresent(grant) == null ? configured : configured.withNextClientSecret();
    }

    /** Remembers which secret was taken. */
    void taken(Provider configured, Provider used, GrantKey grant) {
        if (used.equals(configured)) {
            next.invalidate(grant);
        } else {
            next.put(grant, true);
        }
    }
}
