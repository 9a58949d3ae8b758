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
package io.mxauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.AccessToken;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLifeTest {

    @ParameterizedTest
    @CsvSource({
        "PT0.04S, 0.0 s",
        "PT3.26S, 3.3 s",
        "PT4M58.9S, 4 min 58 s",
        "PT11H59M58S, 11 h 59 min",
        "PT24H, 24 h 0 min"
    })
    void text_ofTime_isAsCoarseAsItIsLong(Duration time, String text) {
        assertThat(TokenLife.text(time)).isEqualTo(text);
    }

    @Test
    void life_ofToken_countsFromItsRequest() {
        Instant issued = Instant.parse("2026-01-01T00:00:00Z");
        AccessToken token =
                new AccessToken("value", "Bearer", null, issued, issued.plusSeconds(299));

        TokenLife life = TokenLife.of(token, issued.plusSeconds(9));

        assertThat(life.ageText()).isEqualTo("9.0 s");
        assertThat(life.remainingText()).isEqualTo("4 min 50 s");
    }
}
