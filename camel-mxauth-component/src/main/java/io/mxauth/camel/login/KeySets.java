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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import io.mxauth.camel.oauth.CodeFlow;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.TimeSource;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The key sets of issuers, each read when it is first needed and kept for minutes, so that a key
 * which an issuer has withdrawn is soon refused. Where a key is missing in a set, as after a
 * rotation, the set is read again, once for each token. Safe for any number of threads, and blocks
 * none.
 */
final class KeySets {

    /** How long a withdrawn key may be believed still. */
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final int MOST_SETS = 1000;

    private final CodeFlow flow;
    private final TimeSource time;
    private final Cache<URI, Held> sets = Caffeine.newBuilder().maximumSize(MOST_SETS).build();

    KeySets(CodeFlow flow, TimeSource time) {
        this.flow = flow;
        this.time = time;
    }

    /** The keys in hand, or those that the issuer has. */
    CompletableFuture<JWKSet> current(Provider provider, URI uri) {
        Held held = sets.getIfPresent(uri);
        return held != null && time.nanoTime() - held.askedAt() < KEPT.toNanos()
                ? CompletableFuture.completedFuture(held.keys())
                : read(provider, uri);
    }

    /**
     * The keys that the issuer has by now; those in hand where it was asked for them since.
     *
     * @param since the tick at which the token was there that none of the keys in hand has signed
     */
    CompletableFuture<JWKSet> newer(Provider provider, URI uri, long since) {
        Held held = sets.getIfPresent(uri);
        return held != null && held.askedAt() - since > 0
                ? CompletableFuture.completedFuture(held.keys())
                : read(provider, uri);
    }

    private CompletableFuture<JWKSet> read(Provider provider, URI uri) {
        long askedAt = time.nanoTime();
        return flow.keys(provider, uri)
                .thenApply(
                        text -> {
                            JWKSet keys;
                            try {
                                keys = JWKSet.parse(text);
                            } catch (ParseException e) {
                                throw flow.malformedKeys(provider, uri);
                            }
                            sets.put(uri, new Held(keys, askedAt));
                            return keys;
                        });
    }

    /**
     * A set.
     *
     * @param askedAt the tick at which the issuer was asked for it
     */
    private record Held(JWKSet keys, long askedAt) {}
}
