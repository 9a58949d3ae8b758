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
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.Token;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from that are not in hand. Safe for any number of threads, and blocks none;
 * every future fails with an {@code AuthFailure}.
 */
public interface TokenOrigin {

    /** Whether tokens get there by others too, so that one may be there soon where there is none. */
    default boolean isShared() {
        return false;
    }

    /**
     * Gets a token.
     *
     * @param anew whether the issuer is to be asked even for a first token, which might be known to
     *     others
     */
    CompletableFuture<Token> fetch(
            Provider provider, GrantKey grantKey, Asking asking, boolean anew);

    /** Keeps the access token from being handed out again; the refresh token stays. */
    CompletableFuture<?> invalidate(Provider provider, GrantKey grantKey);

    /**
     * Ends a grant at the issuer (RFC 7009), refresh token first, so that no new access token can
     * come from it in between, and forgets it. Where the issuer fails, the refresh token is kept;
     * where it has no endpoint for that, there is nobody to ask. No fetch of that grant runs
     * meanwhile.
     *
     * @param accessToken the token in hand, or null
     * @return whether the issuer was asked
     */
    CompletableFuture<Boolean> revoke(
            Provider provider, GrantKey grantKey, @Nullable Token accessToken);

    /**
     * Puts what a person's log-in brought in the place of what was there, unless somebody else is
     * connected. No fetch of that grant runs meanwhile.
     *
     * @param subject stands for the person
     * @param instead whose place the person may take, or null
     * @return who is connected now; where that is somebody else, nothing was changed
     */
    CompletableFuture<String> connect(
            Provider provider,
            GrantKey grantKey,
            CodeGranted granted,
            String subject,
            @Nullable String instead);

    /** Who is connected: whoever logged in first, until the grant is revoked. */
    CompletableFuture<Optional<String>> connected(Provider provider, GrantKey grantKey);
}
