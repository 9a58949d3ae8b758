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

import io.mxauth.camel.provider.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a log-in while the person is at the issuer. The text form shows the
 * moment only.
 *
 * @param account which account's log-in it is, as {@link LoginSecrets#accountOf}
 * @param binding joins the log-in's state with the browser that began it, as {@link
 *     LoginSecrets#binding}
 * @param verifier the secret of the code challenge (RFC 7636)
 * @param nonce what the ID token has to repeat (OpenID Connect Core section 3.1.2.1)
 * @param returnTo the path that the person is sent to in the end, or null
 * @param begun when it began, by the wall clock
 */
public record PendingLogin(
        String account,
        String binding,
        Secret verifier,
        Secret nonce,
        @Nullable String returnTo,
        Instant begun) {

    /** How long a person may take. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    boolean isOver(Instant now) {
        return !now.isBefore(expires());
    }

    /** When it is worth nothing any more. */
    public Instant expires() {
        return begun.plus(LIFE);
    }

    @Override
    public String toString() {
        return "PendingLogin[" + begun + "]";
    }
}
