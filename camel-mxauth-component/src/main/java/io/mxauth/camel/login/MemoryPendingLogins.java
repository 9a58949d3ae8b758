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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.TimeSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Remembers log-ins in this JVM; where too many are under way, some are forgotten. */
public final class MemoryPendingLogins implements PendingLogins {

    private final Cache<String, PendingLogin> logins;

    public MemoryPendingLogins(TimeSource time, long maximumSize) {
        this.logins =
                Caffeine.newBuilder()
                        .maximumSize(maximumSize)
                        .expireAfterWrite(PendingLogin.LIFE)
                        .ticker(time::nanoTime)
                        .executor(Runnable::run)
                        .build();
    }

    @Override
    public CompletableFuture<?> keep(Provider provider, String key, PendingLogin login) {
        logins.put(key, login);
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Optional<PendingLogin>> take(Provider provider, String key) {
        return CompletableFuture.completedFuture(Optional.ofNullable(logins.asMap().remove(key)));
    }
}
