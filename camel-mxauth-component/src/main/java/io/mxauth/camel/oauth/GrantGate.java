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

import io.mxauth.camel.token.GrantKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a grant's end and its beginning apart from its fetches, whichever account they are for: a
 * fetch under way has the refresh token in its hands, and one that began meanwhile would bring a
 * grant that outlives a revocation, or take the place of what a log-in brought. Fetches run beside each other. The lock is held for a few
 * assignments only.
 */
final class GrantGate {

    private final Map<GrantKey, Passage> passages = new HashMap<>();

    private static final class Passage {
        private int fetches;

        /** Completes once the fetches that are under way have ended. */
        private CompletableFuture<?> fetchesEnded = CompletableFuture.completedFuture(true);

        private @Nullable CompletableFuture<?> change;
    }

    /** Runs a fetch, after the change that is under way. */
    <T> CompletableFuture<T> fetch(GrantKey key, Supplier<CompletableFuture<T>> fetch) {
        CompletableFuture<?> earlier;
        CompletableFuture<T> done = new CompletableFuture<>();
        synchronized (passages) {
            Passage passage = passages.computeIfAbsent(key, k -> new Passage());
            earlier = passage.change;
            if (earlier == null) {
                passage.fetches++;
                passage.fetchesEnded =
                        CompletableFuture.allOf(
                                passage.fetchesEnded, done.handle((token, thrown) -> true));
            }
        }
        if (earlier != null) {
            return earlier.handle((changed, thrown) -> true)
                    .thenCompose(ended -> fetch(key, fetch));
        }
        run(fetch, done, () -> left(key));
        return done;
    }

    /** Runs a revocation or a log-in's end, after the fetches and the change that are under way. */
    <T> CompletableFuture<T> change(GrantKey key, Supplier<CompletableFuture<T>> change) {
        CompletableFuture<?> earlier;
        CompletableFuture<?> fetches;
        CompletableFuture<T> done = new CompletableFuture<>();
        synchronized (passages) {
            Passage passage = passages.computeIfAbsent(key, k -> new Passage());
            earlier = passage.change;
            fetches = passage.fetchesEnded;
            if (earlier == null) {
                passage.change = done;
            }
        }
        if (earlier != null) {
            return earlier.handle((changed, thrown) -> true)
                    .thenCompose(ended -> change(key, change));
        }
        fetches.whenComplete((all, thrown) -> run(change, done, () -> changed(key)));
        return done;
    }

    private static <T> void run(
            Supplier<CompletableFuture<T>> task, CompletableFuture<T> done, Runnable leave) {
        CompletableFuture<T> running;
        try {
            running = task.get();
        } catch (RuntimeException | Error e) {
            running = CompletableFuture.failedFuture(e);
        }
        running.whenComplete(
                (result, thrown) -> {
                    leave.run();
                    Issuer.complete(done, result, thrown);
                });
    }

    private void left(GrantKey key) {
        synchronized (passages) {
            Passage passage = passages.get(key);
            if (passage != null) {
                passage.fetches--;
                removeIfUnused(key, passage);
            }
        }
    }

    private void changed(GrantKey key) {
        synchronized (passages) {
            Passage passage = passages.get(key);
            if (passage != null) {
                passage.change = null;
                removeIfUnused(key, passage);
            }
        }
    }

    private void removeIfUnused(GrantKey key, Passage passage) {
        if (passage.fetches == 0) {
            passage.fetchesEnded = CompletableFuture.completedFuture(true);
        }
        if (passage.fetches == 0 && passage.change == null) {
            passages.remove(key);
        }
    }
}
