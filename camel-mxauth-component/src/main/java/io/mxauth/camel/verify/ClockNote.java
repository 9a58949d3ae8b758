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
package io.mxauth.camel.verify;

import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.RecordedExchange;
import io.mxauth.camel.oauth.TokenClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the clocks of this machine and of the issuer agree, told by the answer's date. */
record ClockNote(Evidence evidence) {

    /** What a slow answer and a date in whole seconds may come to. */
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    Optional<String> text() {
        RecordedExchange last = evidence.last();
        if (last == null) {
            return Optional.empty();
        }
        HttpAnswer answer = last.answer();
        Instant issuers = answer == null ? null : date(answer.date());
        Duration ahead = issuers == null ? Duration.ZERO : Duration.between(issuers, last.ended());
        if (ahead.abs().compareTo(TOLERATED) > 0) {
            return Optional.of(
                    "The clock of this machine is %s that of the issuer. Set it by a time server:"
                                    .formatted(words(ahead))
                            + " logins are checked by it, and an API may refuse a token that seems"
                            + " not to have begun.");
        }
        TokenClaims claims = evidence.claims();
        Instant notBefore = claims == null ? null : claims.notBefore();
        return notBefore != null && notBefore.isAfter(last.ended().plus(TOLERATED))
                ? Optional.of(
                        "The token says that it is not valid yet: the clocks of issuer and API may"
                                + " differ.")
                : Optional.empty();
    }

    private static String words(Duration ahead) {
        Duration by = ahead.abs();
        String amount =
                by.toMinutes() >= 2 ? by.toMinutes() + " min" : Math.max(1, by.toSeconds()) + " s";
        return amount + (ahead.isNegative() ? " behind" : " ahead of");
    }

    private static @Nullable Instant date(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
