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
package io.mxauth.camel.call;

import io.mxauth.camel.failure.Cause;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Goes on with an exchange once a result is there, without blocking its thread. */
public final class Resumption {

    private Resumption() {}

    /** What to do with the result; one of the two is null. */
    @FunctionalInterface
    public interface Step<T> {

        /**
         * Takes the result.
         *
         * @param sync whether this still runs in the call of the processor
         * @return whether the exchange is done, and its callback called, in that call
         */
        boolean take(@Nullable T result, @Nullable Throwable thrown, boolean sync);
    }

    /**
     * Takes the step at once where the result is there, and otherwise later on the executor. A
     * transacted exchange has to stay on its thread, so it waits there.
     *
     * @param sync whether the caller itself may still finish synchronously
     * @return as {@link Step#take}
     */
    public static <T> boolean when(
            CompletableFuture<T> pending,
            Exchange exchange,
            Executor executor,
            boolean sync,
            Step<T> step) {
        if (pending.isDone() || exchange.isTransacted()) {
            T result;
            try {
                result = pending.join();
            } catch (CompletionException e) {
                return step.take(null, Cause.of(e), sync);
            }
            return step.take(result, null, sync);
        }
        pending.whenComplete(
                (result, thrown) ->
                        executor.execute(() -> step.take(result, Cause.of(thrown), false)));
        return false;
    }
}
