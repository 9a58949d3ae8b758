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
package io.mxauth.camel.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0                             | PT0S
                    1                             | PT1S
                    120                           | PT2M
                    ' 120 '                       | PT2M
                    999999999                     | PT277777H46M39S
                    Thu, 01 Jan 2026 00:00:30 GMT | PT30S
                    Thu, 1 Jan 2026 00:00:30 GMT  | PT30S
                    Thu, 01 Jan 2026 00:00:00 GMT | PT0S
                    Wed, 31 Dec 2025 23:00:00 GMT | PT0S
                    """)
    void header_ofSecondsOrADate_isTheTimeToWait(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "1.5",
                "1e3",
                "10000000000",
                "2026-01-01T00:00:30Z",
                "Thu, 32 Jan 2026 00:00:30 GMT",
                "Mon, 01 Jan 2026 00:00:30 GMT"
            })
    void header_ofAnythingElse_isNotUnderstood(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }

    @Test
    void header_absent_isNone() {
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }
}
