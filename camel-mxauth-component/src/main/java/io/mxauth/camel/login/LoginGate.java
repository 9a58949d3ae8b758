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
package io.mxauth.camel.login;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Bounds how many logins are being ended at one issuer at a time, each of which sends one request at
 * a time: codes that are worth nothing must not hold up the renewals of tokens, which
 * share the issuer's requests with them. Nobody waits here.
 */
final class LoginGate {

    /** Half of the requests that run at a time for one issuer. */
    static final int WIDTH = 2;

    private final Map<String, Integer> inside = new ConcurrentHashMap<>();

    /**
     * Runs what ends a login.
     *
     * @param issuer scheme, host and port
     * @param busy makes the failure where too many are inside; nothing was run then
     */
    <T> CompletableFuture<T> pass(
            String issuer, Supplier<CompletableFuture<T>> end, Supplier<? extends Throwable> busy) {
        int[] number = new int[1];
        inside.compute(
                issuer,
                (name, present) -> {
                    int before = present == null ? 0 : present;
                    number[0] = before + 1;
                    return Math.min(number[0], WIDTH);
                });
        if (number[0] > WIDTH) {
            return CompletableFuture.failedFuture(busy.get());
        }
        CompletableFuture<T> ended;
        try {
            ended = end.get();
        } catch (RuntimeException e) {
            ended = CompletableFuture.failedFuture(e);
        }
        return ended.whenComplete(
                (result, thrown) ->
                        inside.computeIfPresent(
                                issuer, (name, present) -> present == 1 ? null : present - 1));
    }
}
