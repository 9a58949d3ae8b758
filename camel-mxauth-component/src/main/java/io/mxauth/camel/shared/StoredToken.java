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

import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.provider.Timing;
import io.mxauth.camel.token.Lifetime;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token as it is kept in a store: by the wall clock, as other JVMs have other ticks.
 *
 * @param issued when the request for it was sent
 * @param expires when it ends
 */
record StoredToken(
        Secret value, String type, @Nullable String scope, Instant issued, Instant expires) {

    static StoredToken of(Token token) {
        return new StoredToken(
                token.value(), token.type(), token.scope(), token.issued(), token.expires());
    }

    /**
     * The token in hand. It lives for what the wall clock says, and never for longer than it was
     * issued for, whatever that clock says.
     */
    Token inHand(Timing timing, TimeSource time) {
        Duration issuedFor = Duration.between(issued, expires);
        Duration left = Duration.between(time.now(), expires);
        long end = time.nanoTime() + (left.compareTo(issuedFor) < 0 ? left : issuedFor).toNanos();
        Lifetime life = Lifetime.of(issuedFor, timing);
        return new Token(
                value,
                type,
                scope,
                issued,
                expires,
                end - life.refreshAhead().toNanos(),
                end - life.margin().toNanos(),
                end);
    }

    @Override
    public String toString() {
        return "StoredToken[expires " + expires + "]";
    }
}
