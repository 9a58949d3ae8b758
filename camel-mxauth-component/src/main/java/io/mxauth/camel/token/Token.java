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
package io.mxauth.camel.token;

import io.mxauth.camel.provider.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token in hand, with the ticks of the {@link TimeSource} at which its state changes.
 * FRESH until {@code staleAt}; STALE, that is served while a renewal runs, until {@code marginAt};
 * EXPIRED after that, but for a renewal that fails: then it is served until {@code expiresAt}.
 *
 * @param value the token
 * @param type the token type as the issuer wrote it
 * @param scope the scope as the issuer wrote it, or null
 * @param issued when the request for it was sent
 * @param expires when it ends, by the wall clock
 * @param staleAt the tick from which it is to be renewed
 * @param marginAt the tick from which it is no longer handed out
 * @param expiresAt the tick at which it ends
 */
public record Token(
        Secret value,
        String type,
        @Nullable String scope,
        Instant issued,
        Instant expires,
        long staleAt,
        long marginAt,
        long expiresAt) {

    public boolean isFresh(long tick) {
        return tick - staleAt < 0;
    }

    public boolean isInMargin(long tick) {
        return tick - marginAt >= 0;
    }

    public boolean isExpired(long tick) {
        return tick - expiresAt >= 0;
    }

    /** The tick at which the request for it was sent. */
    public long requestedAt() {
        return expiresAt - Duration.between(issued, expires).toNanos();
    }

    /** Whether this is the very token that was handed out, not one of the same value. */
    @SuppressWarnings("ReferenceEquality")
    public boolean is(@Nullable Token other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "Token[expires " + expires + "]";
    }
}
