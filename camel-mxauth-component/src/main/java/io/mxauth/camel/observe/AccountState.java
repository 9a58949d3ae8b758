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
package io.mxauth.camel.observe;

import io.mxauth.camel.failure.AuthFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one account's token, at one moment. Nothing in it is secret.
 *
 * @param provider the provider's name
 * @param grant how a token is asked for
 * @param region the region, or null
 * @param life the state of the token
 * @param fetching whether a fetch is under way
 * @param acquired when the last token was asked for that came, or null
 * @param expires when the token in hand ends, by the wall clock, or null
 * @param remaining how long the token in hand still lives; zero where there is none
 * @param untilRenewal how long it is until the renewal is due, zero if it is; null without a token
 * @param lastFailure the last fetch that failed, or null
 * @param failing whether the last fetch failed
 * @param coolDown how long the issuer is not asked yet; zero if it may be asked
 */
public record AccountState(
        String provider,
        String grant,
        @Nullable String region,
        Life life,
        boolean fetching,
        @Nullable Instant acquired,
        @Nullable Instant expires,
        Duration remaining,
        @Nullable Duration untilRenewal,
        @Nullable AuthFailure lastFailure,
        boolean failing,
        Duration coolDown) {

    /** The life of a token. */
    public enum Life {
        /** None was asked for yet. */
        UNUSED,
        /** There is none in hand. */
        NONE,
        /** It serves, and nothing is due. */
        FRESH,
        /** It serves, while its renewal is due. */
        STALE
    }

    /** Whether callers cannot be served: there is no token, and the last fetch failed. */
    public boolean isDown() {
        return failing && life != Life.FRESH && life != Life.STALE;
    }

    /** Whether callers are served although the last fetch failed. */
    public boolean isWarned() {
        return failing && !isDown();
    }
}
