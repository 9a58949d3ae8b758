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

import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.Token;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A grant whose refresh token is in this JVM's memory. */
record MemoryWallet(RefreshTokens tokens, GrantKey key, Provider provider) implements Wallet {

    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(true);

    @Override
    public CompletableFuture<Optional<Secret>> take() {
        return CompletableFuture.completedFuture(Optional.ofNullable(tokens.take(key, provider)));
    }

    @Override
    public CompletableFuture<?> giveBack(Secret token) {
        tokens.keep(key, provider, token);
        return DONE;
    }

    @Override
    public CompletableFuture<Optional<Token>> lose(Secret token, boolean refused) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletableFuture<?> put(
            Token token, @Nullable Secret refreshToken, @Nullable Secret spent) {
        Secret next = refreshToken != null ? refreshToken : spent;
        if (next != null) {
            tokens.keep(key, provider, next);
        }
        return DONE;
    }
}
