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
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.Fingerprints;
import io.mxauth.camel.token.GrantKey;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens in hand, one per grant. A token is <em>taken</em> to be used, so that no two
 * requests ever carry the same one; whoever took it gives it back, or what came in its place. A
 * configured token is handed out once: what follows from it is kept here, apart from what follows
 * from another one, since a configured token stands for a person where no user name does.
 *
 * <p>Safe for any number of threads; bounded by the number of grants.
 */
final class RefreshTokens {

    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<Holder, AtomicReference<Holding>> holdings;
    private volatile boolean closed;

    RefreshTokens(long maximumSize) {
        this.holdings = Caffeine.newBuilder().maximumSize(maximumSize).build();
    }

    /**
     * Takes the refresh token of a grant, or the configured one, if that was not used before.
     *
     * @return null where there is none, or another request has it
     */
    @Nullable Secret take(GrantKey key, Provider provider) {
        Secret configured = provider.credentials().refreshToken();
        Holder holder = holder(key, provider);
        AtomicReference<Holding> holding =
                configured == null ? holdings.getIfPresent(holder) : of(holder);
        if (holding == null) {
            return null;
        }
        Holding before =
                holding.getAndUpdate(
                        h ->
                                h.current() == null && h.mayUse(configured)
                                        ? new Holding(null, configured)
                                        : new Holding(null, h.usedConfigured()));
        if (before.current() != null) {
            return before.current();
        }
        return before.mayUse(configured) ? configured : null;
    }

    /** Gives a token back, or the one that came in its place. */
    void keep(GrantKey key, Provider provider, Secret token) {
        of(holder(key, provider)).updateAndGet(h -> new Holding(token, h.usedConfigured()));
    }

    /** Puts a token in the place of all that was there; null where there is none. */
    void replace(GrantKey key, Provider provider, @Nullable Secret token) {
        Secret configured = provider.credentials().refreshToken();
        of(holder(key, provider)).set(new Holding(token, configured));
    }

    /** Forgets all, and keeps none from now on. */
    void close() {
        closed = true;
        holdings.invalidateAll();
    }

    private AtomicReference<Holding> of(Holder holder) {
        if (closed) {
            return new AtomicReference<>(new Holding(null, null));
        }
        return holdings.get(holder, k -> new AtomicReference<>(new Holding(null, null)));
    }

    private Holder holder(GrantKey key, Provider provider) {
        Secret configured = provider.credentials().refreshToken();
        String root =
                fingerprints.of(
                        Arrays.asList(
                                provider.grant().value(),
                                configured == null ? null : configured.value()));
        return new Holder(key, root);
    }

    /**
     * Whose token it is.
     *
     * @param root the fingerprint of the grant and the token that it all began with
     */
    private record Holder(GrantKey grant, String root) {}

    private record Holding(@Nullable Secret current, @Nullable Secret usedConfigured) {

        boolean mayUse(@Nullable Secret configured) {
            return configured != null && !configured.equals(usedConfigured);
        }
    }
}
