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

import io.mxauth.camel.AccessToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final Ledger ledger = new Ledger();

    @Test
    void failure_besideALiveToken_isAViolation() {
        handOut("a", 0, 10);

        fail(5);

        assertThat(ledger.failedDespiteToken()).isEqualTo(1);
        assertThat(ledger.violations()).singleElement().asString().contains("no token", "expires");
    }

    @Test
    void failure_whenTheTokenHasEnded_isNone() {
        handOut("a", 0, 10);

        fail(10);

        assertThat(ledger.failedDespiteToken()).isZero();
        assertThat(ledger.failedWithoutToken()).isEqualTo(1);
    }

    @Test
    void failure_afterTheTokenWasRefused_isNone() {
        handOut("a", 0, 10);
        ledger.refused("a", at(4));

        fail(5);

        assertThat(ledger.failedDespiteToken()).isZero();
    }

    @Test
    void failure_beforeTheTokenWasRefused_isAViolation() {
        handOut("a", 0, 10);
        ledger.refused("a", at(6));

        fail(5);

        assertThat(ledger.failedDespiteToken()).isEqualTo(1);
    }

    @Test
    void failure_afterARevocation_isNoneUntilTheNextToken() {
        handOut("a", 0, 100);
        ledger.revoked(at(4), at(5));
        fail(6);
        handOut("b", 10, 100);

        fail(12);

        assertThat(ledger.failedWithoutToken()).isEqualTo(1);
        assertThat(ledger.failedDespiteToken()).isEqualTo(1);
    }

    private void handOut(String token, int from, int until) {
        ledger.handedOut(new AccessToken(token, "Bearer", "", at(from), at(until)), at(from));
    }

    private void fail(int second) {
        ledger.failed(at(second).minusMillis(1), at(second), "no token");
        ledger.judge(at(second + 1));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
