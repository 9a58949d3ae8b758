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
package io.mxauth.camel;

import io.mxauth.camel.MxAuthException.Reason;
import io.mxauth.camel.oauth.LoopbackIssuer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with an issuer, and what callers see of it: each a row of the manual's table. */
@SuppressWarnings("ImmutableEnumChecker") // a record, and lambdas without state
enum IssuerFault {
    REFUSED_CONNECTION(
            "Connection refused",
            unavailable(0, 3).countedIn("connections"),
            "listens again",
            FaultyIssuer::stopListening),
    UNTRUSTED_CERTIFICATE(
            "TLS failure, such as an untrusted certificate",
            unavailable(0, 3).countedIn("handshakes, no request"),
            "shows a trusted certificate",
            FaultyIssuer::showAnotherCertificate),
    HANG("No answer at all", unavailable(0, 1), "answers in time", FaultyIssuer::hang),
    DRIBBLE(
            "Answer that dribbles in byte by byte",
            unavailable(0, 1),
            "answers in time",
            FaultyIssuer::dribble),
    DROPPED(
            "Connection closed without an answer",
            unavailable(0, 3),
            "answers",
            issuer -> issuer.answer(LoopbackIssuer.drop())),
    CUT_OFF(
            "Connection closed in mid-answer",
            unavailable(0, 3),
            "answers",
            issuer -> issuer.answer(FaultyIssuer.part())),
    RESET(
            "Connection reset in mid-answer",
            unavailable(0, 3),
            "answers",
            issuer -> issuer.answer(LoopbackIssuer.thenReset(FaultyIssuer.part()))),
    SERVER_ERROR(
            "500",
            unavailable(500, 3),
            "serves again",
            issuer -> issuer.answer(500, "<html>Something went wrong</html>")),
    UNAVAILABLE("503", unavailable(503, 3), "serves again", issuer -> issuer.answer(503, "")),
    UNAVAILABLE_UNTIL(
            "503 with `Retry-After: 30`",
            unavailable(503, 1).waiting(30),
            "serves again",
            issuer -> issuer.answer(503, "", "Retry-After: 30")),
    TOO_MANY("429", unavailable(429, 3), "serves again", issuer -> issuer.answer(429, "")),
    TOO_MANY_UNTIL(
            "429 with `Retry-After: 30`",
            unavailable(429, 1).waiting(30),
            "serves again",
            issuer -> issuer.answer(429, "", "Retry-After: 30")),
    TOO_MANY_UNTIL_DATE(
            "429 with `Retry-After` as a date, 45 s ahead",
            unavailable(429, 1).waiting(45),
            "serves again",
            issuer -> issuer.retryAfterDate(429, Duration.ofSeconds(45))),
    TOO_MANY_FOR_LONG(
            "429 with `Retry-After: 3600`",
            unavailable(429, 1).waiting(300),
            "serves again",
            issuer -> issuer.answer(429, "", "Retry-After: 3600")),
    RATE_LIMIT_AS_400(
            "400 whose body says that it is a rate limit",
            unavailable(400, 3),
            "serves again",
            issuer ->
                    issuer.answer(
                            400,
                            "{\"error\":\"invalid_request\",\"error_description\":\"Rate limit exceeded\"}")),
    RATE_LIMIT_AS_500(
            "500 whose body says that it is a rate limit",
            unavailable(500, 3),
            "serves again",
            issuer ->
                    issuer.answer(
                            500,
                            "{\"error\":\"access_denied\",\"error_description\":\"Global limit has been reached\"}")),
    OVERSIZED(
            "Answer that is too large (128 KiB)",
            malformed(),
            "gives an answer that can be used",
            issuer -> issuer.answer(200, FaultyIssuer.token(0, " ".repeat(128 * 1024)))),
    GARBAGE(
            "Answer that is no JSON, such as a log-in page",
            malformed(),
            "gives an answer that can be used",
            issuer -> issuer.answer(200, "<html>Log in</html>")),
    REDIRECT(
            "Redirect, which is not followed",
            unavailable(307, 1).notRetryable(),
            "answers by itself",
            issuer -> issuer.answer(307, "", "Location: " + issuer.url() + "/elsewhere"));

    /** How the fault comes over an issuer. */
    @FunctionalInterface
    interface Begin {
        void over(FaultyIssuer issuer) throws Exception;
    }

    /**
     * What a caller without a token gets.
     *
     * @param status of the issuer's answer, or 0
     * @param requests those of the first fetch, where maxAttempts is 3
     * @param unit what these are
     * @param asked how long the issuer is then left alone, or null for a time that grows
     */
    record Seen(
            Reason reason,
            int status,
            boolean retryable,
            int requests,
            String unit,
            @Nullable Duration asked) {

        Seen countedIn(String what) {
            return new Seen(reason, status, retryable, requests, what, asked);
        }

        Seen waiting(long seconds) {
            Duration wait = Duration.ofSeconds(seconds);
            return new Seen(reason, status, retryable, requests, unit, wait);
        }

        Seen notRetryable() {
            return new Seen(reason, status, false, requests, unit, asked);
        }
    }

    private static Seen unavailable(int status, int requests) {
        return new Seen(Reason.UNAVAILABLE, status, true, requests, "", null);
    }

    private static Seen malformed() {
        return new Seen(Reason.MALFORMED, 200, false, 1, "", null);
    }

    private final String title;
    private final Seen seen;
    private final String heals;
    private final Begin begin;

    IssuerFault(String title, Seen seen, String heals, Begin begin) {
        this.title = title;
        this.seen = seen;
        this.heals = heals;
        this.begin = begin;
    }

    Seen seen() {
        return seen;
    }

    void begin(FaultyIssuer issuer) throws Exception {
        begin.over(issuer);
    }

    boolean isOfTls() {
        return this == UNTRUSTED_CERTIFICATE;
    }

    /** Whether the issuer gives no answer of its own accord, so that only the time-out ends it. */
    boolean isSlow() {
        return this == HANG || this == DRIBBLE;
    }

    /** How many connections of so many attempts the issuer notices. */
    int noticed(int attempts) {
        return this == REFUSED_CONNECTION ? 0 : attempts;
    }

    /** How many requests of so many attempts come through to it. */
    int received(int attempts) {
        return isOfTls() ? 0 : noticed(attempts);
    }

    /** Its row, as the manual has it. */
    List<String> row() {
        String status = seen.status() == 0 ? "no status" : "status " + seen.status();
        String retryable = seen.retryable() ? "retryable" : "not retryable";
        String unit = seen.unit().isEmpty() ? "" : " " + seen.unit();
        Duration asked = seen.asked();
        String rhythm =
                asked == null
                        ? "1 each time after 1 s, 2 s, .. 60 s"
                        : "1 every %d s".formatted(asked.toSeconds());
        return List.of(
                title,
                "is served",
                "`%s`, %s, %s".formatted(seen.reason(), status, retryable),
                "%d%s; then %s".formatted(seen.requests(), unit, rhythm),
                "by the next request once the issuer " + heals);
    }
}
