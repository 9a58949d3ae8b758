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
package io.mxauth.camel.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.mxauth.camel.oauth.TokenOrigin;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Fingerprints;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.token.TokenKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All tokens in hand, one {@link CachedToken} a key, the least valuable evicted where there are too
 * many. Whoever has the same key shares the token, and the times of whoever came first.
 */
public final class TokenCache implements AutoCloseable {

    private final TokenOrigin origin;
    private final TimeSource time;
    private final Timer timer;
    private final TokenObserver observer;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<TokenKey, ProviderToken> tokens;

    /**
     * An empty cache.
     *
     * @param origin where tokens come from
     * @param maximumSize the most tokens that are kept
     * @param observer hears of each fetch
     */
    public TokenCache(
            TokenOrigin origin,
            TimeSource time,
            Timer timer,
            long maximumSize,
            TokenObserver observer) {
        this.origin = origin;
        this.time = time;
        this.timer = timer;
        this.observer = observer;
        this.tokens =
                Caffeine.newBuilder()
                        .maximumSize(maximumSize)
                        .executor(Runnable::run)
                        .evictionListener(TokenCache::evicted)
                        .build();
    }

    private static void evicted(
            @Nullable TokenKey key, @Nullable ProviderToken held, RemovalCause cause) {
        if (held != null) {
            held.cached().evict();
        }
    }

    TokenKey keyOf(Provider provider) {
        return TokenKey.of(provider, fingerprints);
    }

    /**
     * The token of a provider's account; made, with nothing asked yet, where there is none.
     *
     * @param rereading reads the provider's settings again when its credentials are refused
     */
    public ProviderToken of(Provider provider, Rereading rereading) {
        TokenKey key = keyOf(provider);
        ProviderToken found = tokens.get(key, absent -> made(key, provider, rereading));
        return found.provider().equals(provider)
                ? found
                : new ProviderToken(provider, found.grantKey(), found.cached());
    }

    private ProviderToken made(TokenKey key, Provider provider, Rereading rereading) {
        GrantKey grantKey = GrantKey.of(provider, fingerprints);
        AccountSource source =
                new AccountSource(this, origin, observer, time, key, grantKey, provider, rereading);
        return new ProviderToken(
                provider, grantKey, new CachedToken(provider.name(), source, time, timer));
    }

    /** What is known of each token, in no particular order. */
    public List<AccountState> states() {
        return tokens.asMap().values().stream()
                .map(held -> held.cached().state(held.provider()))
                .toList();
    }

    /** The tokens of a provider, in all its accounts. */
    public List<ProviderToken> of(String provider) {
        return tokens.asMap().values().stream()
                .filter(held -> held.provider().name().equals(provider))
                .toList();
    }

    /** Forgets a token, in hand and where it came from. */
    public CompletableFuture<?> invalidate(ProviderToken held) {
        held.cached().invalidate();
        return origin.invalidate(held.provider(), held.grantKey());
    }

    /**
     * Ends a grant at the issuer where it has an endpoint for that, then forgets it here, in all
     * accounts that share it.
     *
     * @return whether the issuer was asked
     */
    public CompletableFuture<Boolean> revoke(ProviderToken held) {
        // What a renewal under way brings is to be revoked as well.
        return held.cached()
                .settled()
                .thenCompose(
                        settled ->
                                origin.revoke(
                                        held.provider(), held.grantKey(), held.cached().live()))
                .thenApply(
                        asked -> {
                            held.cached().invalidate();
                            tokens.asMap().values().stream()
                                    .filter(other -> other.grantKey().equals(held.grantKey()))
                                    .forEach(other -> other.cached().invalidate());
                            return asked;
                        });
    }

    /** Keeps a key that is in use from being evicted. */
    void touch(TokenKey key) {
        var unused = tokens.getIfPresent(key);
    }

    /** Forgets the token of settings that say something else by now. */
    public void supersede(Provider before) {
        supersede(keyOf(before));
    }

    /** Forgets a key whose settings say something else by now. */
    void supersede(TokenKey key) {
        ProviderToken superseded = tokens.asMap().remove(key);
        if (superseded != null) {
            superseded.cached().supersede();
        }
    }

    /** Forgets everything, ends all timers, and tells whoever still waits. */
    @Override
    public void close() {
        tokens.asMap().values().forEach(held -> held.cached().stop());
        tokens.invalidateAll();
    }
}
