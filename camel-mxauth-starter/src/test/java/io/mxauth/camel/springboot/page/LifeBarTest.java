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

import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.AccountState.Life;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifeBarTest {

    private static final Instant ACQUIRED = Instant.parse("2026-03-02T10:00:00Z");

    private static AccountState account(
            @Nullable Instant expires, int remaining, @Nullable Duration wait, boolean failing) {
        return new AccountState(
                "movio",
                "client_credentials",
                null,
                Life.FRESH,
                false,
                ACQUIRED,
                expires,
                Duration.ofSeconds(remaining),
                wait,
                null,
                failing,
                Duration.ZERO);
    }

    private static LifeBar bar(int remaining, @Nullable Duration wait, boolean failing) {
        return LifeBar.of(account(ACQUIRED.plusSeconds(500), remaining, wait, failing))
                .orElseThrow();
    }

    @Test
    void bar_isTheShareThatIsLeft_andThatOfTheRenewal() {
        assertThat(bar(390, Duration.ofSeconds(290), false))
                .isEqualTo(new LifeBar(Duration.ofSeconds(500), 780, 200));
    }

    @Test
    void renewalThatIsDue_isNoLine() {
        assertThat(bar(60, Duration.ZERO, false).renewal()).isZero();
        assertThat(bar(60, null, false).renewal()).isZero();
        assertThat(bar(60, Duration.ofSeconds(20), true).renewal()).as("an attempt").isZero();
    }

    @Test
    void clocksThatDiffer_giveNoMoreThanTheWhole() {
        assertThat(bar(600, Duration.ofSeconds(610), false))
                .isEqualTo(new LifeBar(Duration.ofSeconds(500), 1000, 0));
    }

    @Test
    void noToken_orNoLife_isNoBar() {
        assertThat(LifeBar.of(account(null, 0, null, false))).isEmpty();
        assertThat(LifeBar.of(account(ACQUIRED, 0, null, false))).isEmpty();
    }
}
