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
package io.mxauth.camel.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoginGateTest {

    private final LoginGate gate = new LoginGate();
    private final List<String> begun = new ArrayList<>();

    private CompletableFuture<String> pass(String issuer, Supplier<CompletableFuture<String>> end) {
        return gate.pass(
                issuer,
                () -> {
                    begun.add(issuer);
                    return end.get();
                },
                () -> new IllegalStateException("busy"));
    }

    @Test
    void third_isNotBegun_untilOneOfTwoHasEnded_howeverItEnds() {
        for (int round = 0; round < 3; round++) {
            begun.clear();
            CompletableFuture<String> good = new CompletableFuture<>();
            CompletableFuture<String> bad = new CompletableFuture<>();
            CompletableFuture<String> first = pass("one", () -> good);
            CompletableFuture<String> second = pass("one", () -> bad);
            assertThat(pass("one", () -> good)).isCompletedExceptionally();
            assertThat(pass("other", () -> good)).isNotDone();
            assertThat(begun).containsExactly("one", "one", "other");

            good.complete("done");
            assertThat(first).isCompletedWithValue("done");
            assertThat(pass("one", () -> CompletableFuture.completedFuture("next")))
                    .isCompletedWithValue("next");
            bad.completeExceptionally(new IllegalArgumentException());
            assertThat(second).isCompletedExceptionally();
        }
    }

    @Test
    void endThatThrows_leavesTheGate() {
        for (int i = 0; i < 5; i++) {
            assertThat(
                            pass(
                                    "one",
                                    () -> {
                                        throw new IllegalArgumentException("flawed");
                                    }))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("flawed");
        }
    }
}
