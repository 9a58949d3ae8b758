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
package io.mxauth.camel.springboot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, under 1 s",
        "PT-3S, under 1 s",
        "PT0.9S, under 1 s",
        "PT59.9S, 59 s",
        "PT1M, 1 min",
        "PT4M58S, 4 min 58 s",
        "PT1H0M59S, 1 h",
        "PT23H59M, 23 h 59 min",
        "P1D, 1 d",
        "P400DT5H, 400 d 5 h"
    })
    void duration_isItsTwoLargestUnits(Duration duration, String text) {
        assertThat(Times.text(duration)).isEqualTo(text.replaceAll("(?<=\\d) ", "\u00a0"));
    }

    @Test
    void point_isInUtc_toTheSecond() {
        assertThat(Times.text(Instant.parse("2026-03-02T10:00:31.326Z")))
                .isEqualTo("2026-03-02 10:00:31 UTC");
    }
}
