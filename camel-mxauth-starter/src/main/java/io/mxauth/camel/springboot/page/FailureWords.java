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

/**
 * A failure for people.
 *
 * @param title what it is, in a few words
 * @param text what happened, with what to check, as the failure itself says it
 * @param action what to do, and what happens by itself
 */
record FailureWords(String title, String text, String action) {

    private static final String AFTER_MENDING =
            " What a placeholder {{..}} stands for is read again by itself; other settings need a"
                    + " restart.";

    static FailureWords of(AuthFailure failure) {
        return new FailureWords(title(failure), text(failure), action(failure));
    }

    /** The page has the provider's name above. */
    private static String text(AuthFailure failure) {
        String prefix = "Provider '" + failure.provider() + "': ";
        String message = failure.message();
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private static String title(AuthFailure failure) {
        return switch (failure.reason()) {
            case CONFIGURATION -> "The configuration is wrong";
            case REJECTED -> "The issuer refuses the credentials";
            case UNAVAILABLE ->
                    failure.retryable()
                            ? "The issuer cannot be reached or cannot serve"
                            : "The issuer's address is probably wrong";
            case MALFORMED -> "The issuer's answer cannot be used";
            case LOGIN_REQUIRED -> "Somebody has to log in";
            case LOGIN_REFUSED -> "The login was refused";
            case FORBIDDEN_HOST -> "A token was kept from another host";
            case STORE -> "The token store fails";
        };
    }

    private static String action(AuthFailure failure) {
        return switch (failure.reason()) {
            case CONFIGURATION -> "Correct the options that are named, and start again.";
            case REJECTED -> "Check the credentials with the provider." + AFTER_MENDING;
            case UNAVAILABLE ->
                    failure.retryable()
                            ? "Wait, as it usually passes. If it lasts, check the network from here"
                                    + " to the issuer, and whether the provider has an outage."
                            : "Correct the URL.";
            case MALFORMED ->
                    "Check the URL, and what is between here and the issuer: a proxy's login page,"
                            + " for one.";
            case LOGIN_REQUIRED ->
                    "Log in, or configure a new refresh token, as it says above. The next call"
                            + " then goes through.";
            case LOGIN_REFUSED -> "Log in again, with an account that may.";
            case FORBIDDEN_HOST -> "Check the URL that the route calls.";
            case STORE -> "Check the store: its database, its network, its disk.";
        };
    }
}
