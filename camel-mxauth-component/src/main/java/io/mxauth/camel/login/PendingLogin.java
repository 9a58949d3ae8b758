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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a login while the person is at the issuer. The text form shows the
 * moment only.
 *
 * @param account which account's login it is, as {@link LoginSecrets#accountOf}
 * @param state what the answer has to repeat (RFC 6749 section 10.12)
 * @param verifier the secret of the code challenge (RFC 7636)
 * @param nonce what the ID token has to repeat (OpenID Connect Core section 3.1.2.1)
 * @param returnTo the path that the person is sent to in the end, or null
 * @param begun when it began, by the wall clock
 */
record PendingLogin(
        String account,
        String state,
        Secret verifier,
        Secret nonce,
        @Nullable String returnTo,
        Instant begun) {

    /** How long a person may take. */
    static final Duration LIFE = Duration.ofMinutes(10);

    /** How far the clocks of two instances may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final int LINES = 6;

    /** Its moment lies too far back, or ahead: then the clock that began it was wrong. */
    boolean isOver(Instant now) {
        return !now.isBefore(begun.plus(LIFE)) || now.isBefore(begun.minus(SKEW));
    }

    /** All of it as a text, secret; none of the parts has a line break. */
    String text() {
        return String.join(
                "\n",
                account,
                state,
                verifier.value(),
                nonce.value(),
                Long.toString(begun.getEpochSecond()),
                returnTo == null ? "" : returnTo);
    }

    /** Reads {@link #text}; the moment is exact to the second. */
    static Optional<PendingLogin> of(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != LINES) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PendingLogin(
                            lines[0],
                            lines[1],
                            new Secret(lines[2]),
                            new Secret(lines[3]),
                            lines[5].isEmpty() ? null : lines[5],
                            Instant.ofEpochSecond(Long.parseLong(lines[4]))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "PendingLogin[" + begun + "]";
    }
}
