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
package io.mxauth.camel.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.Fingerprints;
import io.mxauth.camel.token.StoreKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Fingerprints of the refresh tokens that this JVM has used and got another for, the last few of
 * each grant. Where one of them is in the store again, the store is older than that: it was put back
 * to an earlier state. Safe for any number of threads.
 */
final class SpentTokens {

    private static final int MOST = 16;

    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<StoreKey, Deque<String>> spent;

    SpentTokens(long maximumGrants) {
        this.spent = Caffeine.newBuilder().maximumSize(maximumGrants).build();
    }

    private String fingerprint(Secret token) {
        return fingerprints.of(List.of(token.value()));
    }

    /** A token was used, and what came in its place is in the store. */
    void add(StoreKey at, Secret token) {
        Deque<String> tokens = spent.get(at, key -> new ArrayDeque<>());
        String used = fingerprint(token);
        synchronized (tokens) {
            tokens.remove(used);
            if (tokens.size() == MOST) {
                tokens.removeFirst();
            }
            tokens.addLast(used);
        }
    }

    /** A token was issued, perhaps one that was used before: it is good again. */
    void remove(StoreKey at, Secret token) {
        Deque<String> tokens = spent.getIfPresent(at);
        if (tokens != null) {
            synchronized (tokens) {
                tokens.remove(fingerprint(token));
            }
        }
    }

    boolean has(StoreKey at, Secret token) {
        Deque<String> tokens = spent.getIfPresent(at);
        if (tokens == null) {
            return false;
        }
        synchronized (tokens) {
            return tokens.contains(fingerprint(token));
        }
    }
}
