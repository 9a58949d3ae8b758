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
package io.mxauth.camel.shared;

import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.login.LoginSeal;
import io.mxauth.camel.login.SealingKey;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Seals by the store's own keys, or, in a store that has none, by a key that all instances find in one
 * entry of it. That entry is read now and then, not for each login.
 */
public final class StoredSeal implements LoginSeal {

    private static final String ENTRY = "login:key";
    private static final Duration KEPT = Duration.ofDays(400);

    /** So long a key is used without another look; after that an entry that was deleted is missed. */
    private static final Duration KNOWN = Duration.ofMinutes(10);

    private final SharedStore store;
    private final TimeSource time;
    private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();

    private record Reading(CompletableFuture<SealingKey> key, long at) {}

    public StoredSeal(SharedStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    @Override
    public CompletableFuture<byte[]> seal(Provider provider, String text) {
        return told(
                provider,
                store.seal(text, LoginSeal.context(provider)),
                key -> key.seal(provider, text));
    }

    @Override
    public CompletableFuture<Optional<String>> open(Provider provider, byte[] sealed) {
        return told(
                provider,
                store.open(sealed, LoginSeal.context(provider)),
                key -> key.open(provider, sealed));
    }

    private <T> CompletableFuture<T> told(
            Provider provider,
            CompletableFuture<T> byTheStore,
            Function<SealingKey, CompletableFuture<T>> byTheEntry) {
        return byTheStore
                .exceptionallyCompose(
                        thrown ->
                                Cause.of(thrown) instanceof UnsupportedOperationException
                                        ? key().thenCompose(byTheEntry)
                                        : CompletableFuture.failedFuture(thrown))
                .exceptionallyCompose(
                        thrown ->
                                CompletableFuture.failedFuture(
                                        new StoreFailures(provider).ofLogin(thrown)));
    }

    /** The key, by one look into the store at a time. */
    private CompletableFuture<SealingKey> key() {
        Reading known = last.get();
        long now = time.nanoTime();
        if (known != null
                && !known.key.isCompletedExceptionally()
                && now - known.at < KNOWN.toNanos()) {
            return known.key;
        }
        Reading next = new Reading(new CompletableFuture<>(), now);
        if (!last.compareAndSet(known, next)) {
            return key();
        }
        read().whenComplete(
                        (key, thrown) -> {
                            if (thrown == null) {
                                next.key.complete(key);
                            } else {
                                next.key.completeExceptionally(thrown);
                            }
                        });
        return next.key;
    }

    private CompletableFuture<SealingKey> read() {
        return found().thenCompose(
                        found ->
                                found.map(CompletableFuture::completedFuture)
                                        .orElseGet(this::made));
    }

    private CompletableFuture<Optional<SealingKey>> found() {
        return store.load(ENTRY).thenApply(entry -> entry.map(there -> key(there.value())));
    }

    private static SealingKey key(Secret value) {
        return SealingKey.of(value)
                .orElseThrow(
                        () -> new StoreFailure("Its entry '" + ENTRY + "' is no key; delete it"));
    }

    /** A new key, or that which another instance wrote at the same moment. */
    private CompletableFuture<SealingKey> made() {
        SealingKey made = SealingKey.generate();
        return store.save(ENTRY, made.value(), time.now().plus(KEPT), SharedStore.ABSENT)
                .thenCompose(
                        saved ->
                                saved
                                        ? CompletableFuture.completedFuture(made)
                                        : found().thenApply(Optional::orElseThrow));
    }
}
