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
package io.mxauth.camel.springboot.page;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.observe.AccountState;
import java.util.Locale;

/**
 * How a provider's token is, for people.
 *
 * @param tone what that is worth
 * @param word the same in a word or two
 * @param meaning what it means for calls, as a sentence
 */
record Condition(Tone tone, String word, String meaning) {

    /** What a condition is worth. */
    enum Tone {
        GOOD,
        IDLE,
        WARNING,
        DOWN;

        /** Its class in the style sheet. */
        String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Condition API_KEY =
            new Condition(
                    Tone.GOOD,
                    "API key",
                    "Each call carries the key. There is no token, so nothing can expire.");

    static final Condition WITHOUT_ROUTE =
            new Condition(Tone.IDLE, "No route uses it", "It is configured, and nothing calls it.");

    static Condition of(AccountState account) {
        if (account.isDown()) {
            return isLoginRequired(account)
                    ? new Condition(
                            Tone.DOWN, "Login required", "Calls fail until that has been done.")
                    : new Condition(Tone.DOWN, "No token", "Calls fail until there is a token.");
        }
        if (account.isWarned()) {
            return new Condition(
                    Tone.WARNING,
                    "Renewal fails",
                    "Calls are still served, with the token in hand, until it ends.");
        }
        return switch (account.life()) {
            case UNUSED ->
                    new Condition(
                            Tone.IDLE, "Not used yet", "The first call will ask for a token.");
            case NONE ->
                    account.fetching()
                            ? new Condition(
                                    Tone.IDLE,
                                    "Being fetched",
                                    "Calls wait for the token that is under way.")
                            : new Condition(
                                    Tone.IDLE,
                                    "No token in hand",
                                    "The next call will ask for one.");
            case FRESH -> new Condition(Tone.GOOD, "Fresh", "Calls are served at once.");
            case STALE ->
                    new Condition(
                            Tone.GOOD,
                            account.fetching() ? "Being renewed" : "Renewal due",
                            "Calls are served at once, with the token in hand.");
        };
    }

    private static boolean isLoginRequired(AccountState account) {
        AuthFailure failure = account.lastFailure();
        return failure != null && failure.reason() == Reason.LOGIN_REQUIRED;
    }
}
