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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.login.PendingLogin;
import io.mxauth.camel.login.PendingLogins;
import io.mxauth.camel.provider.GivenProvider;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.shared.StoredLogins;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log-in leaves in a store that all pods share. */
class StoredLoginsTest {

    private final Instant begun = Instant.now().plusNanos(123456789);

    private final Provider provider =
            GivenProvider.provider(
                    "gallery", "tokenEndpoint=https://issuer.example/token", "clientId=client");
    private final MemoryTokenStore store = new MemoryTokenStore();
    private final PendingLogins logins = pod(store);

    private static PendingLogins pod(TokenStore store) {
        return new StoredLogins(
                new BlockingStore(store, Runnable::run, (delay, task) -> () -> {}),
                ObjectMapper::new);
    }

    private @Nullable PendingLogin take() {
        return logins.take(provider, "key").join().orElse(null);
    }

    private static AuthFailure failure(Future<?> call) {
        try {
            throw new AssertionError("not expected: " + call.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (AuthFailure) Objects.requireNonNull(Cause.of(e.getCause()));
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a failure was expected", e);
        }
    }

    private PendingLogin login(String returnTo) {
        return new PendingLogin(
                "account", "binding", new Secret("verifier"), new Secret("nonce"), returnTo, begun);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "/connections?a=\"b\"")
    void login_isHandedOutByAnotherPod_asItWas(String returnTo) {
        logins.keep(provider, "key", login(returnTo)).join();
        assertThat(store.expiry("login:key")).isEqualTo(begun.plusSeconds(600));
        assertThat(pod(store).take(provider, "key").join()).hasValue(login(returnTo));
        assertThat(store.values()).isEmpty();
        assertThat(take()).isNull();
    }

    @Test
    void login_takenByManyAtOnce_isHandedOutOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                logins.keep(provider, "key", login("/")).join();
                List<Future<Boolean>> takers =
                        IntStream.range(0, 8)
                                .mapToObj(i -> threads.submit(() -> take() != null))
                                .toList();
                int taken = 0;
                for (Future<Boolean> taker : takers) {
                    taken += taker.get() ? 1 : 0;
                }
                assertThat(taken).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void login_underAKeyInUse_isNotOverwritten() {
        logins.keep(provider, "key", login("/one")).join();
        assertThat(failure(logins.keep(provider, "key", login("/other"))).reason())
                .isEqualTo(Reason.STORE);
        assertThat(Objects.requireNonNull(take()).returnTo()).isEqualTo("/one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"begun\":\"evil\"}"})
    void login_unreadable_isTheStoresFault_andNotQuoted(String value) {
        store.save("login:key", value, begun, TokenStore.ABSENT);
        AuthFailure failure = failure(logins.take(provider, "key"));
        assertThat(failure.reason()).isEqualTo(Reason.STORE);
        assertThat(failure).hasNoCause().hasMessageNotContaining("evil");
    }

    @Test
    void store_thatFails_endsTheLogIn_inWords() {
        TroubledStore troubled = new TroubledStore(store);
        troubled.failing.add("*");
        PendingLogins failing = pod(troubled);
        for (Future<?> call :
                List.of(failing.keep(provider, "key", login("/")), failing.take(provider, "key"))) {
            assertThat(failure(call))
                    .hasMessageContaining("Provider 'gallery': The token store failed: ")
                    .hasMessageContaining(TroubledStore.WHY)
                    .hasMessageContaining("log in again once the store works")
                    .extracting(AuthFailure::reason)
                    .isEqualTo(Reason.STORE);
        }
    }
}
