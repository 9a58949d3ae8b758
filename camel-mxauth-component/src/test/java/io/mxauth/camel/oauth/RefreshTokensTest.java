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

import io.mxauth.camel.provider.GivenProvider;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokensTest {

    private static final GrantKey KEY = new GrantKey("mine", "f");
    private static final Secret R0 = new Secret("r0");
    private static final Secret R1 = new Secret("r1");

    private static final Provider WITHOUT = with(null);

    private final RefreshTokens tokens = new RefreshTokens(100);

    private static Provider with(@Nullable Secret configured) {
        String[] options = {"tokenEndpoint=https://issuer.example/token", "clientId=c"};
        return configured == null
                ? GivenProvider.provider("mine", options)
                : GivenProvider.provider(
                        "mine",
                        options[0],
                        options[1],
                        "grantType=client_credentials",
                        "refreshToken=" + configured.value());
    }

    private @Nullable Secret take(@Nullable Secret configured) {
        return tokens.take(KEY, configured == null ? WITHOUT : with(configured));
    }

    private void keep(@Nullable Secret configured, Secret token) {
        tokens.keep(KEY, configured == null ? WITHOUT : with(configured), token);
    }

    @Test
    void take_ofWhatWasKept_handsItOutOnce() {
        keep(null, R1);

        assertThat(take(null)).isEqualTo(R1);
        assertThat(take(null)).isNull();
    }

    @Test
    void closed_forgetsWhatWasKept_andKeepsNothingMore() {
        keep(null, R1);

        tokens.close();

        assertThat(take(null)).isNull();
        keep(null, R1);
        assertThat(take(null)).isNull();
    }

    @Test
    void take_ofAConfiguredToken_handsItOutOnceHoweverOftenItIsConfigured() {
        assertThat(take(R0)).isEqualTo(R0);
        assertThat(take(R0)).isNull();

        keep(R0, R1);
        assertThat(take(R0)).isEqualTo(R1);
        assertThat(take(R0)).isNull();
    }

    @Test
    void take_ofAnotherConfiguredToken_handsThatOut() {
        take(R0);
        keep(R0, R1);

        assertThat(take(new Secret("new"))).isEqualTo(new Secret("new"));
        assertThat(take(R0)).isEqualTo(R1);
    }

    @Test
    void take_ofAnotherGrant_leavesThisOne() {
        keep(null, R1);

        assertThat(tokens.take(new GrantKey("mine", "g"), with(null))).isNull();
        assertThat(take(null)).isEqualTo(R1);
    }

    /** Two requests with one single-use token, and an issuer ends the whole family. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void take_byManyAtOnce_handsEachTokenToOneOfThem(boolean configured) throws Exception {
        int threads = 8;
        int rounds = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger handedOut = new AtomicInteger();
        if (!configured) {
            keep(null, R1);
        }
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(
                    pool.submit(
                            () -> {
                                for (int round = 0; round < rounds; round++) {
                                    Secret taken = take(configured ? R0 : null);
                                    if (taken != null) {
                                        assertThat(holders.incrementAndGet()).isEqualTo(1);
                                        handedOut.incrementAndGet();
                                        holders.decrementAndGet();
                                        keep(configured ? R0 : null, next(taken));
                                    }
                                }
                            }));
        }
        for (Future<?> thread : running) {
            thread.get(20, TimeUnit.SECONDS);
        }
        pool.shutdown();

        @Nullable Secret last = take(configured ? R0 : null);
        assertThat(Objects.requireNonNull(last).value())
                .isEqualTo((configured ? "r0" : "r1") + "+" + handedOut.get());
    }

    /** The token that a refresh brings in place of that one, numbered. */
    private static Secret next(Secret token) {
        String text = token.value();
        int plus = text.indexOf('+');
        return plus < 0
                ? new Secret(text + "+1")
                : new Secret(
                        text.substring(0, plus + 1)
                                + (Integer.parseInt(text.substring(plus + 1)) + 1));
    }
}
