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

import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.shared.SharedStore;
import io.mxauth.camel.shared.StoreFailure;
import io.mxauth.camel.token.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A user's {@link TokenStore} for the token core: called on threads of the component, and waited for
 * no longer than a few seconds, as a pool of connections may wait for a database for much longer.
 */
final class BlockingStore implements SharedStore {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TokenStore store;
    private final Executor threads;
    private final Timer timer;

    BlockingStore(TokenStore store, Executor threads, Timer timer) {
        this.store = store;
        this.threads = threads;
        this.timer = timer;
    }

    @Override
    public CompletableFuture<Optional<Entry>> load(String key) {
        return call(() -> entry(store.load(key)));
    }

    @Override
    public CompletableFuture<Boolean> save(String key, Secret value, Instant expiry, long version) {
        return call(() -> store.save(key, value.value(), expiry, version));
    }

    @Override
    public CompletableFuture<Boolean> forget(String key) {
        return call(() -> store.forget(key));
    }

    @Override
    public CompletableFuture<Optional<Section>> tryEnter(String key, Duration lease) {
        return call(
                () ->
                        Optional.ofNullable(store.tryEnter(key, lease))
                                .map(section -> new BlockingSection(this, section)),
                // Nobody waits for it any more.
                late -> late.ifPresent(Section::close));
    }

    @Override
    public CompletableFuture<byte[]> seal(String text, String context) {
        return atOnce(() -> store.seal(text, context));
    }

    @Override
    public CompletableFuture<Optional<String>> open(byte[] sealed, String context) {
        return atOnce(() -> Optional.ofNullable(store.open(sealed, context)));
    }

    /** Runs here what only computes: queued, any number of logins could hold up renewals. */
    private static <T> CompletableFuture<T> atOnce(Supplier<T> task) {
        try {
            return CompletableFuture.completedFuture(task.get());
        } catch (UnsupportedOperationException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(failure(e));
        }
    }

    private static Optional<Entry> entry(TokenStore.@Nullable Entry entry) {
        return Optional.ofNullable(entry)
                .map(found -> new Entry(new Secret(found.value()), found.version()));
    }

    private <T> CompletableFuture<T> call(Supplier<T> task) {
        return call(task, late -> {});
    }

    private <T> CompletableFuture<T> call(Supplier<T> task, Consumer<T> late) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable cancel =
                timer.after(
                        PATIENCE,
                        () ->
                                answer.completeExceptionally(
                                        new StoreFailure(
                                                "It gave no answer within "
                                                        + PATIENCE.toSeconds()
                                                        + " s")));
        try {
            threads.execute(() -> run(task, late, answer, cancel));
        } catch (RejectedExecutionException e) {
            cancel.run();
            answer.completeExceptionally(new StoreFailure("The component is stopping"));
        }
        return answer;
    }

    private static <T> void run(
            Supplier<T> task, Consumer<T> late, CompletableFuture<T> answer, Runnable cancel) {
        if (answer.isDone()) {
            // It was given up while it waited for a thread: what it was to do is not to be done
            // now.
            return;
        }
        T result;
        try {
            result = task.get();
        } catch (Throwable e) {
            // An Error too: whoever waits is told of it, and not that the store gave no answer.
            cancel.run();
            answer.completeExceptionally(failure(e));
            return;
        }
        cancel.run();
        if (!answer.complete(result)) {
            late.accept(result);
        }
    }

    /** In the words of the store where they are meant for people. */
    private static StoreFailure failure(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof LinkageError) {
            // Its text is the name of a class or a method.
            return new StoreFailure(
                    "It threw "
                            + thrown.getClass().getName()
                            + ": "
                            + message
                            + ". Check that the class path has all jars that the store needs, in"
                            + " versions that fit together");
        }
        if (thrown instanceof TokenStoreException && message != null) {
            Throwable cause = thrown.getCause();
            String by = cause == null ? "" : " (" + cause.getClass().getName() + ")";
            return new StoreFailure(message.replaceAll("\\.$", "") + by);
        }
        return new StoreFailure("It threw " + thrown.getClass().getName());
    }

    /** Leaves a section of the store on a thread of the component. */
    private record BlockingSection(BlockingStore of, TokenStore.Section section)
            implements SharedStore.Section {

        @Override
        public CompletableFuture<Optional<Entry>> load() {
            return of.call(() -> entry(section.load()));
        }

        @Override
        public CompletableFuture<Boolean> save(Secret value, Instant expiry) {
            return of.call(
                    () -> {
                        section.save(value.value(), expiry);
                        return true;
                    });
        }

        @Override
        public CompletableFuture<Boolean> forget() {
            return of.call(section::forget);
        }

        @Override
        public CompletableFuture<?> close() {
            return of.call(
                            () -> {
                                section.close();
                                return true;
                            })
                    .handle((left, thrown) -> true);
        }
    }
}
