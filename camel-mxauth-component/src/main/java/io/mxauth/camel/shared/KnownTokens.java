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
 * The access tokens that this JVM had in hand, the last few of each grant. One of them is never
 * taken from the store again: whoever asks had it and wants another, because it is due, was refused
 * or was dropped. Safe for any number of threads.
 */
final class KnownTokens {

    private static final int MOST = 4;

    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<StoreKey, Deque<String>> known;

    KnownTokens(long maximumGrants) {
        this.known = Caffeine.newBuilder().maximumSize(maximumGrants).build();
    }

    void add(StoreKey at, Secret token) {
        String fingerprint = fingerprint(token);
        Deque<String> tokens = known.get(at, key -> new ArrayDeque<>());
        synchronized (tokens) {
            if (!tokens.contains(fingerprint)) {
                if (tokens.size() == MOST) {
                    tokens.removeFirst();
                }
                tokens.addLast(fingerprint);
            }
        }
    }

    boolean has(StoreKey at, Secret token) {
        Deque<String> tokens = known.getIfPresent(at);
        if (tokens == null) {
            return false;
        }
        String fingerprint = fingerprint(token);
        synchronized (tokens) {
            return tokens.contains(fingerprint);
        }
    }

    private String fingerprint(Secret token) {
        return fingerprints.of(List.of(token.value()));
    }

    /** Whether this JVM had no token of that grant yet. */
    boolean hasNone(StoreKey at) {
        return known.getIfPresent(at) == null;
    }
}
