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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.token.TimeSource;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Why a key does not ask its issuer right now. After a failure it cools down, longer each time: 1 s
 * doubling to 60 s, or 30 s doubling to 15 min where credentials were refused, give or take 20 %;
 * what the issuer asked for wins, up to 5 min. Where nobody has logged in there is nobody to ask, so
 * whoever comes looks again at once; only a renewal by itself cools down then. Without a failure it
 * is the pause of a key whose tokens have no life: it asks at most once a second.
 *
 * @param failure what to tell callers, or null where there was none
 * @param until the tick at which the issuer may be asked again
 * @param count how many setbacks of that kind there were in a row
 */
record Setback(@Nullable AuthFailure failure, long until, int count) {

    private static final Duration PAUSE_OF_LIFELESS = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration FIRST_OF_REFUSED = Duration.ofSeconds(30);
    private static final Duration LONGEST_OF_REFUSED = Duration.ofMinutes(15);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    /**
     * The setback that a failure is.
     *
     * @param tokenLives whether a token is in hand all the same, so that this was a renewal
     */
    static Setback after(
            AuthFailure failure, boolean tokenLives, @Nullable Setback previous, TimeSource time) {
        int count = previous != null && previous.isLike(failure) ? previous.count + 1 : 1;
        boolean nobodyToAsk = failure.reason() == Reason.LOGIN_REQUIRED && !tokenLives;
        Duration pause = nobodyToAsk ? Duration.ZERO : pause(failure, count);
        AuthFailure remembered =
                pause.isZero() ? failure : failure.withRetryAt(time.now().plus(pause));
        return new Setback(remembered, time.nanoTime() + pause.toNanos(), count);
    }

    static Setback ofLifelessToken(TimeSource time) {
        return new Setback(null, time.nanoTime() + PAUSE_OF_LIFELESS.toNanos(), 1);
    }

    Duration remaining(long tick) {
        return Duration.ofNanos(Math.max(0, until - tick));
    }

    /** Whether callers without a token are told of the failure, and nothing is asked. */
    boolean holdsUp(long tick) {
        return failure != null
                && failure.reason() != Reason.LOGIN_REQUIRED
                && !remaining(tick).isZero();
    }

    private boolean isLike(AuthFailure other) {
        return failure != null && kind(failure) == kind(other);
    }

    /** Failures of one kind in a row make the pause longer. */
    private static Reason kind(AuthFailure failure) {
        return switch (failure.reason()) {
            case REJECTED, LOGIN_REQUIRED -> failure.reason();
            default -> Reason.UNAVAILABLE;
        };
    }

    private static Duration pause(AuthFailure failure, int count) {
        Duration asked = failure.retryAfter();
        if (asked != null) {
            return asked.compareTo(FIRST) < 0 ? FIRST : shorter(asked, LONGEST_ASKED);
        }
        return switch (failure.reason()) {
            case REJECTED -> jittered(FIRST_OF_REFUSED, LONGEST_OF_REFUSED, count);
            default -> jittered(FIRST, LONGEST, count);
        };
    }

    private static Duration jittered(Duration first, Duration longest, int count) {
        Duration doubled = shorter(first.multipliedBy(1L << Math.min(count - 1, 20)), longest);
        return doubled.multipliedBy(ThreadLocalRandom.current().nextInt(80, 121)).dividedBy(100);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
