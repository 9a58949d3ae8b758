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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says that a log-in was refused: to the person why, to the route what to make of it. */
public final class LoginRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why; each with the HTTP status and the words for the person. */
    public enum Why {
        RETURN_PATH(400, "The page to return to is not a page of this site."),
        MALFORMED(400, "The address of this page is not one that a log-in leads to."),
        UNKNOWN_STATE(
                400,
                "This login is not under way here: it took longer than ten minutes, was finished"
                        + " before, or did not begin here. Start again."),
        OTHER_BROWSER(
                403,
                "This login began in another browser, or took longer than ten minutes. Finish it"
                        + " there, or start again here."),
        OTHER_ISSUER(403, "The answer came from another log-in service than the one asked."),
        CANCELLED(403, "The log-in was cancelled. Nothing has changed."),
        ISSUER_ERROR(400, "The log-in service could not log you in."),
        CODE_REFUSED(400, "The log-in took too long, or was finished before."),
        ID_TOKEN(403, "The log-in service's word on who you are could not be verified."),
        OTHER_PERSON(
                403, "Somebody else is connected and has to be disconnected before you connect."),
        CONNECTED_ALREADY(
                403,
                "Somebody is connected already and has to be disconnected before you connect."),
        BUSY(
                503,
                "Too many logins are being finished at this moment. Reload this page in a few"
                        + " seconds.");

        private final int status;
        private final String words;

        Why(int status, String words) {
            this.status = status;
            this.words = words;
        }

        /** The HTTP status of the page. */
        public int status() {
            return status;
        }

        /** What the page says. */
        public String words() {
            return words;
        }
    }

    private final Why why;
    private final AuthFailure failure;

    LoginRefused(Why why, AuthFailure failure) {
        super(failure.message(), null, false, false);
        this.why = why;
        this.failure = failure;
    }

    /**
     * A refusal.
     *
     * @param detail for whoever runs the route, without a full stop; nothing that came from outside
     */
    static LoginRefused of(String provider, Why why, String detail) {
        return of(provider, why, detail, null);
    }

    static LoginRefused of(String provider, Why why, String detail, @Nullable String error) {
        String text = "Provider '%s': a log-in was refused: %s.".formatted(provider, detail);
        return new LoginRefused(
                why, AuthFailure.of(provider, Reason.LOGIN_REFUSED, text).error(error).build());
    }

    /** That nothing was done with an answer, which may come again at that time. */
    static LoginRefused busy(String provider, Duration pause, Instant retryAt) {
        String text =
                "Provider '%s': a login was not finished, as many others are being finished at its issuer. No code was sent; load the page again."
                        .formatted(provider);
        return new LoginRefused(
                Why.BUSY,
                AuthFailure.of(provider, Reason.UNAVAILABLE, text)
                        .retryAfter(pause)
                        .build()
                        .withRetryAt(retryAt));
    }

    /** A refusal that was seen before any issuer or state was. */
    public static LoginRefused malformed(String provider, String detail) {
        return of(provider, Why.MALFORMED, detail);
    }

    public Why why() {
        return why;
    }

    public AuthFailure failure() {
        return failure;
    }
}
