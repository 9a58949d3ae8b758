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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.login.PendingLogin;
import io.mxauth.camel.login.Subjects;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log-in leaves in a store that all pods share. */
class StoredLoginsTest {

    private static final Instant BEGUN = Instant.parse("2026-03-02T10:00:00.123456789Z");
    private static final GrantKey GRANT = new GrantKey("gallery", "fingerprint");

    private final MapStore store = new MapStore();
    private final StoredLogins logins = new StoredLogins(store, new ObjectMapper());
    private final StoredSubjects subjects = new StoredSubjects(store, TimeSource.SYSTEM);

    private static PendingLogin login(String returnTo) {
        return new PendingLogin(
                "account", "binding", new Secret("verifier"), new Secret("nonce"), returnTo, BEGUN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "/connections?a=\"b\"")
    void login_isHandedOutByAnotherPod_asItWas(String returnTo) {
        logins.keep("key", login(returnTo));
        assertThat(store.entries)
                .hasEntrySatisfying(
                        "login:key",
                        saved -> assertThat(saved.expiry()).isEqualTo(BEGUN.plusSeconds(600)));
        assertThat(new StoredLogins(store, new ObjectMapper()).take("key"))
                .isEqualTo(login(returnTo));
        assertThat(store.entries).isEmpty();
        assertThat(logins.take("key")).isNull();
    }

    @Test
    void login_takenByManyAtOnce_isHandedOutOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                logins.keep("key", login("/"));
                List<Future<Boolean>> takers =
                        IntStream.range(0, 8)
                                .mapToObj(i -> threads.submit(() -> logins.take("key") != null))
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
        logins.keep("key", login("/one"));
        assertThatThrownBy(() -> logins.keep("key", login("/other")))
                .isInstanceOf(TokenStoreException.class);
        assertThat(Objects.requireNonNull(logins.take("key")).returnTo()).isEqualTo("/one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"begun\":\"evil\"}"})
    void login_unreadable_isTheStoresFault_andNotQuoted(String value) {
        store.save("login:key", value, BEGUN, TokenStore.ABSENT);
        assertThatThrownBy(() -> logins.take("key"))
                .isInstanceOf(TokenStoreException.class)
                .hasNoCause()
                .hasMessageNotContaining("evil");
    }

    @Test
    void store_thatThrowsAnything_isNotQuoted() {
        assertThatThrownBy(
                        () ->
                                StoredLogins.guarded(
                                        () -> {
                                            throw new IllegalStateException("the-secret");
                                        }))
                .isInstanceOf(TokenStoreException.class)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("the-secret")
                .hasNoCause();
    }

    @Test
    void subject_connectedFirst_staysUntilItIsDisconnected() {
        assertThat(subjects.of(GRANT)).isNull();
        assertThat(subjects.connect(GRANT, "una")).isEqualTo("una");
        assertThat(new StoredSubjects(store, TimeSource.SYSTEM).connect(GRANT, "otto"))
                .isEqualTo("una");
        assertThat(subjects.of(GRANT)).isEqualTo("una");
        assertThat(subjects.of(new GrantKey("gallery", "another"))).isNull();
        subjects.disconnect(GRANT);
        assertThat(subjects.connect(GRANT, Subjects.NAMELESS)).isEqualTo(Subjects.NAMELESS);
    }
}
