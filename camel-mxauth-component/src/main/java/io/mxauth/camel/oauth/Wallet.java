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

import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.Token;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one fetch has of its grant: the refresh token that it may spend, and the place where it puts
 * what the issuer gives. Used by one fetch, one call at a time. A future that fails ends the fetch.
 */
public interface Wallet {

    /** Takes the refresh token, which will be sent now; empty where there is none to be had. */
    CompletableFuture<Optional<Secret>> take();

    /** Gives back a token that surely was not acted on. */
    CompletableFuture<?> giveBack(Secret token);

    /**
     * Says that a token was refused, or that nobody knows what became of it.
     *
     * @return a token that somebody else has got meanwhile; empty where nobody has
     */
    CompletableFuture<Optional<Token>> lose(Secret token, boolean refused);

    /**
     * Puts in what the issuer gave; done before anybody gets the access token.
     *
     * @param refreshToken that came with it, or null
     * @param spent the refresh token that it was given for, or null after a full grant
     */
    CompletableFuture<?> put(Token token, @Nullable Secret refreshToken, @Nullable Secret spent);
}
