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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The tokens that one provider has issued and still knows. Safe for use by many threads. */
final class TokenRegistry {

    private static final int SWEEP_EVERY = 4096;
    private static final Duration EXPIRED_ARE_KNOWN_FOR = Duration.ofHours(1);

    private final TokenPolicy policy;
    private final InstantSource clock;
    private final Map<String, IssuedToken> access = new ConcurrentHashMap<>();
    private final Map<String, RefreshToken> refresh = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    TokenRegistry(TokenPolicy policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** Takes note of an access token, which lives from now for as long as the policy says. */
    IssuedToken issue(String value, Grant grant) {
        Instant now = clock.instant();
        IssuedToken token = new IssuedToken(value, grant, now, now.plus(policy.lifetime()));
        access.put(value, token);
        if (issued.incrementAndGet() % SWEEP_EVERY == 0) {
            Instant limit = now.minus(EXPIRED_ARE_KNOWN_FOR);
            access.values().removeIf(old -> old.expiresAt().isBefore(limit));
        }
        return token;
    }

    RefreshToken issueRefresh(Grant grant) {
        RefreshToken token = new RefreshToken(Opaque.next(), grant);
        refresh.put(token.value(), token);
        return token;
    }

    /** Returns the token, also if it has expired; null if it was never issued or was revoked. */
    @Nullable IssuedToken find(@Nullable String value) {
        return value == null ? null : access.get(value);
    }

    /** Returns the token if the API must honour it. */
    @Nullable IssuedToken live(@Nullable String value) {
        IssuedToken token = find(value);
        return token != null && token.isLive(clock.instant()) ? token : null;
    }

    @Nullable RefreshToken findRefresh(@Nullable String value) {
        return value == null ? null : refresh.get(value);
    }

    /** Uses the refresh token up; false if another request was faster. */
    boolean spend(RefreshToken token) {
        return refresh.remove(token.value(), token);
    }

    /** Forgets the access or refresh token, if it belongs to that client. */
    void revoke(String value, String clientId) {
        access.computeIfPresent(value, (key, token) -> unless(token, token.grant(), clientId));
        refresh.computeIfPresent(value, (key, token) -> unless(token, token.grant(), clientId));
    }

    private static <T> @Nullable T unless(T token, Grant grant, String clientId) {
        return grant.clientId().equals(clientId) ? null : token;
    }

    void revokeAll() {
        access.clear();
    }

    void revokeAllRefreshTokens() {
        refresh.clear();
    }
}
