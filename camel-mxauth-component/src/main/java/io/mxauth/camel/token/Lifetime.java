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

import io.mxauth.camel.provider.Timing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a token's life is divided: when it is renewed and from when it is no longer handed out.
 *
 * @param total how long the token lives; zero where the issuer gave it no life at all
 * @param refreshAhead how long before its end the renewal starts; at least {@code margin}
 * @param margin how long before its end it is no longer handed out
 * @param cut whether a configured time was too long for this life, so that the usual one was taken
 */
public record Lifetime(Duration total, Duration refreshAhead, Duration margin, boolean cut) {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration MOST_AHEAD = Duration.ofHours(1);
    private static final Duration MOST_MARGIN = Duration.ofSeconds(10);

    /** Divides a life of that length as the provider wishes, as far as the life allows it. */
    public static Lifetime of(Duration issued, Timing timing) {
        Duration total = issued.isNegative() ? Duration.ZERO : shorter(issued, LONGEST);
        Duration usualAhead = shorter(total.dividedBy(5), MOST_AHEAD);
        Duration usualMargin = shorter(total.dividedBy(20), MOST_MARGIN);
        boolean aheadFits = fits(timing.refreshAhead(), total);
        boolean marginFits = fits(timing.expiryMargin(), total);
        Duration margin = marginFits ? or(timing.expiryMargin(), usualMargin) : usualMargin;
        Duration ahead = aheadFits ? or(timing.refreshAhead(), usualAhead) : usualAhead;
        boolean cut = !total.isZero() && !(aheadFits && marginFits);
        return new Lifetime(total, ahead.compareTo(margin) < 0 ? margin : ahead, margin, cut);
    }

    private static boolean fits(@Nullable Duration configured, Duration total) {
        return configured == null || configured.compareTo(total) < 0;
    }

    private static Duration or(@Nullable Duration configured, Duration usual) {
        return configured != null ? configured : usual;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
