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
            token.close();
        }
    }

    /** What tells this provider's token from others'. */
    public TokenKey keyOf(Provider provider) {
        return TokenKey.of(provider, fingerprints);
    }

    /** What tells this provider's stored grant from others'. */
    public GrantKey grantKeyOf(Provider provider) {
        return GrantKey.of(provider, fingerprints);
    }

    /** The token of that key; made, with nothing asked yet, where there is none. */
    public CachedToken get(TokenKey key, GrantKey grantKey, Provider provider) {
        CachedToken present = tokens.getIfPresent(key);
        return present != null ? present : tokens.get(key, k -> create(grantKey, provider));
    }

    private CachedToken create(GrantKey grantKey, Provider provider) {
        return new CachedToken(
                provider.name(),
                probe ->
                        issuer.fetch(
                                provider, grantKey, probe ? 1 : provider.timing().maxAttempts()),
                time,
                timer);
    }

    /** Forgets everything, ends all timers, and tells whoever still waits. */
    @Override
    public void close() {
        tokens.asMap().values().forEach(CachedToken::stop);
        tokens.invalidateAll();
    }
}
