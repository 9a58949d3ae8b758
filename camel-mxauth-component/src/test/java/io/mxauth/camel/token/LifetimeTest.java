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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.provider.Timing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeTest {

    /**
     * A fixed margin of minutes made other clients ask for a token at every call where it lived no
     * longer than that: hence the shares.
     */
    @ParameterizedTest
    @CsvSource({
        "PT299S, PT239.2S, PT289S",
        "PT300S, PT240S, PT290S",
        "PT60S, PT48S, PT57S",
        "PT5S, PT4S, PT4.75S",
        "PT1S, PT0.8S, PT0.95S",
        "PT200S, PT160S, PT190S",
        "PT5H, PT4H, PT4H59M50S",
        "PT12H, PT11H, PT11H59M50S",
        "PT24H, PT23H, PT23H59M50S",
        "P3650D, PT87599H, PT87599H59M50S",
        "P4000D, PT87599H, PT87599H59M50S",
        "PT2562047788015215H, PT87599H, PT87599H59M50S"
    })
    void life_ofThatLength_isStaleAndInItsMarginAt(
            Duration issued, Duration stale, Duration margin) {
        Lifetime life = Lifetime.of(issued, timing(null, null));

        assertThat(life.total().minus(life.refreshAhead())).isEqualTo(stale);
        assertThat(life.total().minus(life.margin())).isEqualTo(margin);
        assertThat(life.cut()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "P-4000D"})
    void life_thatIsNone_hasNoTimesAndIsNoReasonToWarn(Duration issued) {
        assertThat(Lifetime.of(issued, timing(Duration.ofMinutes(5), Duration.ofMinutes(5))))
                .isEqualTo(new Lifetime(Duration.ZERO, Duration.ZERO, Duration.ZERO, false));
    }

    @ParameterizedTest
    @CsvSource({
        // issued, ahead, margin, expected ahead, expected margin, cut
        "PT299S, PT30S, PT5S, PT30S, PT5S, false",
        "PT299S, PT298S, PT5S, PT298S, PT5S, false",
        "PT299S, PT0S, PT0S, PT0S, PT0S, false",
        "PT299S, PT5M, PT5S, PT59.8S, PT5S, true",
        "PT299S, PT30S, PT5M, PT30S, PT10S, true",
        "PT299S, PT299S, PT299S, PT59.8S, PT10S, true",
        "PT299S, PT5S, PT30S, PT30S, PT30S, false",
        "PT299S, PT0S, PT30S, PT30S, PT30S, false"
    })
    void times_thatAreConfigured_countAsFarAsTheLifeAllows(
            Duration issued,
            Duration ahead,
            Duration margin,
            Duration expectedAhead,
            Duration expectedMargin,
            boolean cut) {
        assertThat(Lifetime.of(issued, timing(ahead, margin)))
                .isEqualTo(new Lifetime(issued, expectedAhead, expectedMargin, cut));
    }

    @Test
    void token_whoseTicksOverflow_keepsItsStates() {
        ManualClock clock = new ManualClock();
        long sent = clock.nanoTime();
        Token token =
                new Token(
                        new io.mxauth.camel.provider.Secret("t"),
                        "Bearer",
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        sent + Duration.ofMinutes(1).toNanos(),
                        sent + Duration.ofMinutes(2).toNanos(),
                        sent + Duration.ofMinutes(3).toNanos());

        assertThat(token.isFresh(sent)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(token.isFresh(clock.nanoTime())).isFalse();
        assertThat(token.isInMargin(clock.nanoTime())).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(token.isInMargin(clock.nanoTime())).isTrue();
        assertThat(token.isExpired(clock.nanoTime())).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(token.isExpired(clock.nanoTime())).isTrue();
    }

    private static Timing timing(@Nullable Duration ahead, @Nullable Duration margin) {
        return new Timing(ahead, margin, Duration.ofHours(1), Duration.ofSeconds(10), 3);
    }
}
