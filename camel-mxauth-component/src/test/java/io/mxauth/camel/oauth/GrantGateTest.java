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

import io.mxauth.camel.token.GrantKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A revocation and the fetches of its grant, by whichever account they come, are never beside each other. */
class GrantGateTest {

    private static final GrantKey KEY = new GrantKey("own", "k");

    private final GrantGate gate = new GrantGate();
    private final List<String> begun = new ArrayList<>();
    private final CompletableFuture<String> fetch = new CompletableFuture<>();
    private final CompletableFuture<String> revocation = new CompletableFuture<>();

    private CompletableFuture<String> begin(String name, CompletableFuture<String> task) {
        begun.add(name);
        return task;
    }

    @Test
    void fetches_runBesideEachOther() {
        gate.fetch(KEY, () -> begin("one", fetch));
        gate.fetch(KEY, () -> begin("other", fetch));
        assertThat(begun).containsExactly("one", "other");
    }

    @Test
    void revocation_waitsForEveryFetchUnderWay() {
        CompletableFuture<String> failing = new CompletableFuture<>();
        gate.fetch(KEY, () -> begin("one", fetch));
        gate.fetch(KEY, () -> begin("other", failing));
        gate.change(KEY, () -> begin("revocation", revocation));
        fetch.complete("token");
        assertThat(begun).containsExactly("one", "other");
        failing.completeExceptionally(new IllegalStateException("refused"));
        assertThat(begun).containsExactly("one", "other", "revocation");
    }

    @Test
    void fetch_thatComesMeanwhile_beginsBehindTheRevocation() {
        gate.change(KEY, () -> begin("revocation", revocation));
        CompletableFuture<String> token = gate.fetch(KEY, () -> begin("fetch", fetch));
        assertThat(begun).containsExactly("revocation");
        revocation.completeExceptionally(new IllegalStateException("the issuer failed"));
        assertThat(begun).containsExactly("revocation", "fetch");
        fetch.complete("token");
        assertThat(token).isCompletedWithValue("token");
    }

    @Test
    void revocations_comeOneAfterTheOther() {
        gate.change(KEY, () -> begin("one", revocation));
        CompletableFuture<String> second =
                gate.change(KEY, () -> begin("other", CompletableFuture.completedFuture("2")));
        assertThat(begun).containsExactly("one");
        revocation.complete("1");
        assertThat(second).isCompletedWithValue("2");
    }

    @Test
    void otherGrants_areNotHeldUp() {
        gate.change(KEY, () -> begin("revocation", revocation));
        gate.fetch(new GrantKey("own", "other"), () -> begin("fetch", fetch));
        assertThat(begun).containsExactly("revocation", "fetch");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void taskThatThrows_leavesTheGateOpen(boolean byAnError) {
        CompletableFuture<String> failed =
                gate.change(
                        KEY,
                        () -> {
                            if (byAnError) {
                                throw new StackOverflowError("broken");
                            }
                            throw new IllegalStateException("broken");
                        });
        assertThat(failed).isCompletedExceptionally();
        gate.fetch(KEY, () -> begin("fetch", fetch));
        assertThat(begun).containsExactly("fetch");
    }
}
