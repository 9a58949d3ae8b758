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

import io.mxauth.camel.provider.Provider;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where the log-ins that are under way are remembered, each for {@link PendingLogin#LIFE} and for
 * one use. Safe for any number of threads, and blocks none; every future fails with an {@code
 * AuthFailure}, which ends the log-in.
 */
public interface PendingLogins {

    /**
     * Remembers a log-in; it is there once the future has completed.
     *
     * @param key tells nobody the state that it is made of
     */
    CompletableFuture<?> keep(Provider provider, String key, PendingLogin login);

    /**
     * Hands a log-in out and forgets it.
     *
     * @return empty where there is none: of several calls at a time, in whichever JVM, one gets it
     */
    CompletableFuture<Optional<PendingLogin>> take(Provider provider, String key);
}
