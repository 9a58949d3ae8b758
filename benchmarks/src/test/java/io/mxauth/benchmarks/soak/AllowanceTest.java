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
package io.mxauth.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.benchmarks.soak.Allowance.Window;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final Allowance allowance = new Allowance(false, Duration.ofSeconds(10), START);

    /** Cool-downs of 0.8, 1.6, 3.2, .. s end after 0.8, 2.4, 5.6, .. s. */
    @ParameterizedTest
    @CsvSource({"500, 0, 0", "900, 0, 1", "2500, 0, 2", "5500, 0, 2", "5700, 0, 3", "4500, 1, 4"})
    void window_hasAProbeForEachCoolDown(long millis, long retryAfter, int probes) {
        assertThat(window(millis, retryAfter).probes()).isEqualTo(probes);
    }

    @Test
    void requests_beyondAFetchAndItsProbes_areAViolation() {
        allowance.window(window(2500, 0));
        for (int i = 0; i < 5; i++) {
            allowance.requested(START.plusMillis(i));
        }
        assertThat(allowance.violations()).isEmpty();

        allowance.requested(START.plusMillis(6));

        assertThat(allowance.violations())
                .singleElement()
                .asString()
                .startsWith("6 token requests, not 5, while 503");
    }

    /** 60 s of tokens that are renewed after 8 s: the first, and 7.5 renewals. */
    @Test
    void most_withoutTrouble_isTheFirstAndTheRenewals() {
        assertThat(allowance.most(START.plusSeconds(60))).isEqualTo(9);
        allowance.voided();
        assertThat(allowance.most(START.plusSeconds(60))).isEqualTo(10);
    }

    private static Window window(long millis, long retryAfter) {
        return new Window("503", START, START.plusMillis(millis), Duration.ofSeconds(retryAfter));
    }
}
