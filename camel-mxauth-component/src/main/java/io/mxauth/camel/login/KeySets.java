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
import org.jspecify.annotations.Nullable;

/**
 * The key sets of issuers, each read when it is first needed and kept for an hour. Where a key is
 * missing in it, as after a rotation, it is read again, at most once in half a minute for that
 * reason. Safe for any number of threads, and blocks none.
 */
final class KeySets {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(30);
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
        return held != null && age(held.readAt()).compareTo(KEPT) < 0
                ? CompletableFuture.completedFuture(held.keys())
                : read(provider, uri, null);
    }

    /** The keys that the issuer has by now; those in hand where it was asked for that just before. */
    CompletableFuture<JWKSet> newer(Provider provider, URI uri) {
        Held held = sets.getIfPresent(uri);
        Long reread = held == null ? null : held.rereadAt();
        return held != null && reread != null && age(reread).compareTo(PAUSE) < 0
                ? CompletableFuture.completedFuture(held.keys())
                : read(provider, uri, time.nanoTime());
    }

    private Duration age(long tick) {
        return Duration.ofNanos(time.nanoTime() - tick);
    }

    private CompletableFuture<JWKSet> read(Provider provider, URI uri, @Nullable Long rereadAt) {
        return flow.keys(provider, uri)
                .thenApply(
                        text -> {
                            JWKSet keys;
                            try {
                                keys = JWKSet.parse(text);
                            } catch (ParseException e) {
                                throw flow.malformedKeys(provider, uri);
                            }
                            sets.put(uri, new Held(keys, time.nanoTime(), rereadAt));
                            return keys;
                        });
    }

    /**
     * A set and the ticks of its reading.
     *
     * @param rereadAt when it was read again because a key was missing, or null
     */
    private record Held(JWKSet keys, long readAt, @Nullable Long rereadAt) {}
}
