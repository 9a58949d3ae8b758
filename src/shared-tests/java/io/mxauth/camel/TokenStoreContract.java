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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mxauth.camel.TokenStore.Entry;
import io.mxauth.camel.TokenStore.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link TokenStore} has to pass. A store of your own is tested by a subclass that makes
 * one; the class is in the component's test jar.
 */
@Timeout(60)
public abstract class TokenStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT_LEASE = Duration.ofMillis(600);
    private static final AtomicInteger KEYS = new AtomicInteger();

    /** Each test has a key of its own, so that they may share what is behind the store. */
    protected final String key = "grant:test:" + System.nanoTime() + "-" + KEYS.incrementAndGet();

    private TokenStore store;

    /** The store; the same one, or another one on the same ground, each time. */
    protected abstract TokenStore store();

    /** Another store on the same ground, as another JVM has it; the same one if that is all. */
    protected TokenStore anotherStore() {
        return store();
    }

    @BeforeEach
    final void open() {
        store = store();
    }

    private static Instant later() {
        return Instant.now().plusSeconds(3600);
    }

    private Section entered(Duration lease) {
        return Objects.requireNonNull(store.tryEnter(key, lease), "nobody is in the section");
    }

    private String value() {
        Entry entry = Objects.requireNonNull(store.load(key));
        assertThat(Objects.requireNonNull(anotherStore().load(key)).value())
                .isEqualTo(entry.value());
        return entry.value();
    }

    private long version() {
        return Objects.requireNonNull(store.load(key)).version();
    }

    private static <T> List<T> inParallel(int times, Supplier<T> task) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            return IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(task, threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void load_nothingSaved_isNull() {
        assertThat(store.load(key)).isNull();
    }

    @Test
    void save_isSeenByOthers_withAVersion() {
        assertThat(store.save(key, "one", later(), TokenStore.ABSENT)).isTrue();
        assertThat(value()).isEqualTo("one");
        assertThat(version()).isGreaterThan(TokenStore.ABSENT);
    }

    @Test
    void save_ofTheVersionRead_replaces_andTheVersionIsAnother() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        long first = version();
        assertThat(anotherStore().save(key, "two", later(), first)).isTrue();
        assertThat(value()).isEqualTo("two");
        assertThat(version()).isNotEqualTo(first);
    }

    @Test
    void save_ofAnotherVersion_changesNothing() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        long first = version();
        store.save(key, "two", later(), first);
        assertThat(store.save(key, "three", later(), first)).isFalse();
        assertThat(store.save(key, "four", later(), TokenStore.ABSENT)).isFalse();
        assertThat(value()).isEqualTo("two");
    }

    @Test
    void save_whereNothingIs_ofAVersion_changesNothing() {
        assertThat(store.save(key, "one", later(), 7)).isFalse();
        assertThat(store.load(key)).isNull();
    }

    @Test
    void save_manyOfTheSameVersion_oneIsDone() {
        assertThat(inParallel(8, () -> store.save(key, "one", later(), TokenStore.ABSENT)))
                .containsOnlyOnce(true);
        long version = version();
        assertThat(inParallel(8, () -> anotherStore().save(key, "two", later(), version)))
                .containsOnlyOnce(true);
    }

    @Test
    void entry_pastItsExpiry_isGone_andItsPlaceIsFree() {
        store.save(key, "one", Instant.now().minusMillis(1), TokenStore.ABSENT);
        assertThat(store.load(key)).isNull();
        assertThat(store.forget(key)).isFalse();
        assertThat(store.save(key, "two", later(), TokenStore.ABSENT)).isTrue();
        assertThat(value()).isEqualTo("two");
    }

    @Test
    void seal_isOpenedByOthers_inItsContextOnly_andUnaltered_whereTheStoreCan() {
        byte[] sealed;
        try {
            sealed = store.seal("one", "this");
        } catch (UnsupportedOperationException e) {
            assertThatThrownBy(() -> store.open(new byte[40], "this"))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        assertThat(anotherStore().open(sealed, "this")).isEqualTo("one");
        assertThat(store.seal("one", "this")).isNotEqualTo(sealed);
        assertThat(store.open(sealed, "that")).isNull();
        assertThat(store.open(new byte[0], "this")).isNull();
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThat(store.open(altered, "this")).as("byte %d altered", i).isNull();
        }
    }

    @Test
    void forget_tellsOneCaller() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        assertThat(inParallel(8, () -> anotherStore().forget(key))).containsOnlyOnce(true);
        assertThat(store.load(key)).isNull();
        assertThat(store.forget(key)).isFalse();
    }

    @Test
    void version_ofAForgottenEntry_neverComesBack() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        long forgotten = version();
        store.forget(key);
        store.save(key, "two", later(), TokenStore.ABSENT);
        assertThat(store.save(key, "three", later(), forgotten)).isFalse();
        assertThat(value()).isEqualTo("two");
    }

    @Test
    void keysAndValues_ofAnyLength_areTold_apart() {
        String longest = "k".repeat(TokenStore.MAXIMUM_KEY_LENGTH - key.length()) + key;
        String large = "\u00e4\u4e2d\ud83c\udfac\"\\\n".repeat(4000);
        store.save(longest, large, later(), TokenStore.ABSENT);
        assertThat(Objects.requireNonNull(store.load(longest)).value()).isEqualTo(large);
        assertThat(store.load(key)).isNull();
        assertThat(store.load(longest.substring(1))).isNull();
        store.forget(longest);
    }

    @Test
    void entry_asText_hasNoValue() {
        store.save(key, "geheim", later(), TokenStore.ABSENT);
        assertThat(String.valueOf(store.load(key))).doesNotContain("geheim");
    }

    @Test
    void section_keepsAllOthersOut_untilItIsClosed() {
        Section section = entered(LEASE);
        assertThat(store.tryEnter(key, LEASE)).isNull();
        assertThat(anotherStore().tryEnter(key, LEASE)).isNull();
        section.close();
        Section next = anotherStore().tryEnter(key, LEASE);
        assertThat(next).isNotNull();
        section.close();
        assertThat(store.tryEnter(key, LEASE)).as("a second close does nothing").isNull();
        Objects.requireNonNull(next).close();
    }

    @Test
    void section_ofOneKey_leavesOthersAlone() {
        try (Section one = entered(LEASE);
                Section other = store.tryEnter(key + "x", LEASE)) {
            assertThat(one).isNotNull();
            assertThat(other).isNotNull();
        }
    }

    @Test
    void section_readsAndWrites_andOthersSeeItAtOnce() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        try (Section section = entered(LEASE)) {
            assertThat(Objects.requireNonNull(section.load()).value()).isEqualTo("one");
            section.save("two", later());
            assertThat(value()).isEqualTo("two");
            section.save("three", later());
            assertThat(value()).isEqualTo("three");
            assertThat(anotherStore().tryEnter(key, LEASE)).as("still inside").isNull();
            assertThat(Objects.requireNonNull(section.load()).value()).isEqualTo("three");
            assertThat(section.forget()).isTrue();
            assertThat(section.forget()).isFalse();
            assertThat(section.load()).isNull();
            assertThat(store.load(key)).isNull();
            section.save("four", later());
        }
        assertThat(value()).isEqualTo("four");
    }

    @Test
    void section_withoutHavingLoaded_writesWhateverIsThere() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        try (Section section = entered(LEASE)) {
            section.save("two", later());
        }
        assertThat(value()).isEqualTo("two");
    }

    @Test
    void section_doesNotOverwriteWhatItHasNotSeen() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        try (Section section = entered(LEASE)) {
            section.load();
            assertThat(anotherStore().save(key, "two", later(), version())).isTrue();
            assertThatThrownBy(() -> section.save("three", later()))
                    .isInstanceOf(TokenStoreException.class);
            assertThat(value()).isEqualTo("two");
            section.load();
            section.save("four", later());
        }
        assertThat(value()).isEqualTo("four");
    }

    @Test
    void section_whereNothingIs_doesNotOverwriteWhatComes() {
        try (Section section = entered(LEASE)) {
            assertThat(section.load()).isNull();
            assertThat(anotherStore().save(key, "one", later(), TokenStore.ABSENT)).isTrue();
            assertThatThrownBy(() -> section.save("two", later()))
                    .isInstanceOf(TokenStoreException.class);
        }
        assertThat(value()).isEqualTo("one");
    }

    @Test
    void section_wanders_fromThreadToThread() {
        Section section = entered(LEASE);
        CompletableFuture.runAsync(() -> section.save("one", later())).join();
        CompletableFuture.runAsync(section::close).join();
        assertThat(value()).isEqualTo("one");
        try (Section next = entered(LEASE)) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void section_pastItsLease_isOver_andWritesNothing() {
        store.save(key, "one", later(), TokenStore.ABSENT);
        Section late = entered(SHORT_LEASE);
        late.load();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            Section next = anotherStore().tryEnter(key, LEASE);
                            if (next == null) {
                                return false;
                            }
                            next.load();
                            next.save("two", later());
                            next.close();
                            return true;
                        });
        assertThatThrownBy(() -> late.save("three", later()))
                .isInstanceOf(TokenStoreException.class);
        assertThat(value()).isEqualTo("two");
        assertThatCode(late::close).doesNotThrowAnyException();
    }

    @Test
    void section_pastItsLease_writesNothing_evenIfNobodyCame() {
        Section late = entered(SHORT_LEASE);
        long end = System.nanoTime() + SHORT_LEASE.toNanos();
        await().until(() -> System.nanoTime() - end > 0);
        assertThatThrownBy(() -> late.save("one", later())).isInstanceOf(TokenStoreException.class);
        assertThat(store.load(key)).isNull();
        late.close();
    }

    @Test
    void sections_manyAtATime_allComeToTheirEnd() {
        List<Boolean> done =
                inParallel(
                        32,
                        () -> {
                            String own = key + "-" + KEYS.incrementAndGet();
                            Section section = entering(own);
                            section.load();
                            section.save("one", later());
                            section.close();
                            return store.load(own) != null;
                        });
        assertThat(done).containsOnly(true);
    }

    @Test
    void section_isEnteredByOneAtATime() {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> most =
                inParallel(
                        8,
                        () -> {
                            Section section = entering(key);
                            int now = inside.incrementAndGet();
                            @Nullable Entry before = section.load();
                            int count = before == null ? 0 : Integer.parseInt(before.value());
                            section.save(String.valueOf(count + 1), later());
                            inside.decrementAndGet();
                            section.close();
                            return now;
                        });
        assertThat(most).containsOnly(1);
        assertThat(value()).isEqualTo("8");
    }

    private Section entering(String which) {
        return Stream.generate(() -> anotherStore().tryEnter(which, LEASE))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
