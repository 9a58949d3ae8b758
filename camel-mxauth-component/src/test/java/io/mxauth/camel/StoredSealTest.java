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
package io.mxauth.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.login.LoginSeal;
import io.mxauth.camel.provider.GivenProvider;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.shared.StoredSeal;
import io.mxauth.camel.token.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The seal of logins by a store, or by a key that is kept in one that cannot seal. */
class StoredSealTest {

    private final Provider provider =
            GivenProvider.provider(
                    "gallery", "tokenEndpoint=https://issuer.example/token", "clientId=client");
    private final ManualClock clock = new ManualClock();
    private final MemoryTokenStore memory = new MemoryTokenStore();
    private final TroubledStore store = new TroubledStore(memory);

    private LoginSeal instance() {
        return instance(store, Runnable::run);
    }

    private LoginSeal instance(TokenStore with, Executor threads) {
        return new StoredSeal(new BlockingStore(with, threads, (delay, task) -> () -> {}), clock);
    }

    private static <T> AuthFailure failure(CompletableFuture<T> call) {
        return (AuthFailure) Objects.requireNonNull(Cause.of(catchThrowable(call::join)));
    }

    @Test
    void login_sealedByOneInstance_isOpenedByAnother_byOneKeyOfTheStore() {
        LoginSeal one = instance();
        byte[] sealed = one.seal(provider, "a text").join();
        assertThat(instance().open(provider, sealed).join()).hasValue("a text");
        for (int i = 0; i < 100; i++) {
            one.seal(provider, "another").join();
        }
        assertThat(store.calls).containsExactly("load", "save", "load");
        assertThat(memory.values()).containsOnlyKeys("login:key");
        assertThat(memory.expiry("login:key")).isEqualTo(clock.now().plus(Duration.ofDays(400)));
    }

    @Test
    void key_isReadOnce_howeverManyWaitForIt() {
        Queue<Runnable> queue = new ArrayDeque<>();
        LoginSeal seal = instance(store, queue::add);
        List<CompletableFuture<byte[]>> all =
                IntStream.range(0, 100).mapToObj(i -> seal.seal(provider, "a text")).toList();
        assertThat(queue).hasSize(1);
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
        assertThat(all).allSatisfy(one -> assertThat(one).isCompleted());
        assertThat(store.calls).containsExactly("load", "save");
    }

    @Test
    void key_writtenByAnotherInstanceAtTheSameMoment_isTaken() {
        Queue<Runnable> queue = new ArrayDeque<>();
        LoginSeal seal = instance(store, queue::add);
        CompletableFuture<byte[]> late = seal.seal(provider, "a text");
        queue.remove().run();
        LoginSeal first = instance();
        first.seal(provider, "another").join();
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
        assertThat(first.open(provider, late.join()).join()).hasValue("a text");
    }

    @Test
    void key_thatWasDeleted_isMissedWithinTenMinutes() {
        LoginSeal one = instance();
        one.seal(provider, "a text").join();
        memory.forget("login:key");
        LoginSeal other = instance();
        byte[] sealed = other.seal(provider, "a text").join();
        assertThat(one.open(provider, sealed).join()).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(one.open(provider, sealed).join()).hasValue("a text");
    }

    @Test
    void store_thatFails_isToldInWords_andAskedAgain() {
        store.failing.add("*");
        LoginSeal seal = instance();
        for (CompletableFuture<?> call :
                List.of(seal.seal(provider, "a text"), seal.open(provider, new byte[40]))) {
            assertThat(failure(call))
                    .hasMessageContaining("Provider 'gallery': The token store failed: ")
                    .hasMessageContaining(TroubledStore.WHY)
                    .hasMessageContaining("log in again once the store works")
                    .extracting(AuthFailure::reason)
                    .isEqualTo(Reason.STORE);
        }
        store.failing.clear();
        assertThat(seal.seal(provider, "a text")).isCompleted();
    }

    @Test
    void entry_thatIsNoKey_isTheStoresFault_andNotQuoted() {
        memory.save("login:key", "evil", Instant.now().plusSeconds(60), TokenStore.ABSENT);
        AuthFailure failure = failure(instance().seal(provider, "a text"));
        assertThat(failure.reason()).isEqualTo(Reason.STORE);
        assertThat(failure).hasNoCause().hasMessageContaining("login:key");
        assertThat(failure).hasMessageNotContaining("evil");
    }

    /** A store that can seal, but only its own way. */
    private static class SealingStore extends UnaskedStore {

        @Override
        public byte[] seal(String text, String context) {
            return (context + "|" + text).getBytes(UTF_8);
        }

        @Override
        public @Nullable String open(byte[] sealed, String context) {
            String text = new String(sealed, UTF_8);
            return text.startsWith(context + "|") ? text.substring(context.length() + 1) : null;
        }
    }

    @Test
    void store_thatSeals_isAskedOnTheSpot_andKeepsNothing() {
        LoginSeal seal =
                instance(
                        new SealingStore(),
                        task -> {
                            throw new AssertionError("a store's thread was asked for");
                        });
        byte[] sealed = seal.seal(provider, "a text").join();
        assertThat(seal.open(provider, sealed).join()).hasValue("a text");
        assertThat(seal.open(provider, new byte[4]).join()).isEqualTo(Optional.empty());
    }

    @Test
    void store_whoseSealThrows_isToldWithoutItsWords() {
        LoginSeal seal =
                instance(
                        new SealingStore() {
                            @Override
                            public byte[] seal(String text, String context) {
                                throw new IllegalStateException(text);
                            }
                        },
                        Runnable::run);
        assertThat(failure(seal.seal(provider, "a text")))
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("a text");
    }

    /** A store that is not to be asked for anything else. */
    private static class UnaskedStore implements TokenStore {

        @Override
        public @Nullable Entry load(String key) {
            throw new AssertionError();
        }

        @Override
        public boolean save(String key, String value, Instant expiry, long version) {
            throw new AssertionError();
        }

        @Override
        public boolean forget(String key) {
            throw new AssertionError();
        }

        @Override
        public @Nullable Section tryEnter(String key, Duration lease) {
            throw new AssertionError();
        }
    }
}
