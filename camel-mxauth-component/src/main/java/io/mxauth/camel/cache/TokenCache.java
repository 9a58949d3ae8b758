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
import io.mxauth.camel.oauth.Issuer;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Fingerprints;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.token.TokenKey;
import org.jspecify.annotations.Nullable;

/**
 * All tokens in hand, one {@link CachedToken} a key, the least valuable evicted where there are too
 * many. Whoever has the same key shares the token, and the times of whoever came first.
 */
public final class TokenCache implements AutoCloseable {

    private final Issuer issuer;
    private final TimeSource time;
    private final Timer timer;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<TokenKey, CachedToken> tokens;

    /**
     * An empty cache.
     *
     * @param maximumSize the most tokens that are kept
     */
    public TokenCache(Issuer issuer, TimeSource time, Timer timer, long maximumSize) {
        this.issuer = issuer;
        this.time = time;
        this.timer = timer;
        this.tokens =
                Caffeine.newBuilder()
                        .maximumSize(maximumSize)
                        .executor(Runnable::run)
                        .evictionListener(TokenCache::evicted)
                        .build();
    }

    private static void evicted(
            @Nullable TokenKey key, @Nullable CachedToken token, RemovalCause cause) {
        if (token != null) {
            token.evict();
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
        GrantKey grantKey = GrantKey.of(provider, fingerprints);
        CachedToken cached =
                tokens.get(
                        key,
                        absent ->
                                new CachedToken(
                                        provider.name(),
                                        new AccountSource(
                                                this, issuer, time, key, grantKey, provider,
                                                rereading),
                                        time,
                                        timer));
        return new ProviderToken(provider, grantKey, cached);
    }

    /** Keeps a key that is in use from being evicted. */
    void touch(TokenKey key) {
        var unused = tokens.getIfPresent(key);
    }

    /** Forgets a key whose settings say something else by now. */
    void supersede(TokenKey key) {
        CachedToken superseded = tokens.asMap().remove(key);
        if (superseded != null) {
            superseded.supersede();
        }
    }

    /** Forgets everything, ends all timers, and tells whoever still waits. */
    @Override
    public void close() {
        tokens.asMap().values().forEach(CachedToken::stop);
        tokens.invalidateAll();
    }
}
