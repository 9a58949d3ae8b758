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
package io.mxauth.camel.shared;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.provider.Provider;
import org.jspecify.annotations.Nullable;

/** Writes what callers are told when the store is in the way of a token. */
record StoreFailures(Provider provider) {

    /** The reason why a future failed: an {@code AuthFailure}, whatever it was. */
    AuthFailure of(@Nullable Throwable thrown) {
        Throwable cause = Cause.of(thrown);
        if (cause instanceof AuthFailure failure) {
            return failure;
        }
        return failure(
                "The token store failed: %s. The refresh token is not spent, so that it is not lost;"
                                .formatted(why(cause))
                        + " it is tried again by itself");
    }

    /** The same for a log-in, which nobody but the person can try again. */
    AuthFailure ofLogin(@Nullable Throwable thrown) {
        Throwable cause = Cause.of(thrown);
        return cause instanceof AuthFailure failure
                ? failure
                : failure(
                        "The token store failed: %s. Nobody was connected by this log-in; log in again"
                                        .formatted(why(cause))
                                + " once the store works");
    }

    private static String why(@Nullable Throwable cause) {
        if (cause instanceof StoreFailure failure) {
            return failure.why();
        }
        // Its text might hold anything.
        return "unexpected " + (cause == null ? "fault" : cause.getClass().getName());
    }

    AuthFailure occupied() {
        return failure(
                "Another instance has been renewing this token for longer than requestTimeout. It is"
                        + " tried again by itself");
    }

    AuthFailure renewedElsewhere() {
        return failure(
                "Another instance renewed this token at the same time. It is tried again by itself");
    }

    AuthFailure undecided() {
        return failure(
                "Another instance began to renew this token and has not said yet how that ended. It"
                        + " is tried again by itself");
    }

    AuthFailure tooLate() {
        return failure(
                "Token store and issuer gave no token within %s. It is tried again by itself; requestTimeout bounds the wait"
                        .formatted(provider.timing().requestTimeout()));
    }

    AuthFailure stopping() {
        return AuthFailure.of(
                        provider.name(),
                        Reason.UNAVAILABLE,
                        "Provider '"
                                + provider.name()
                                + "': No token, as the component is stopping.")
                .build();
    }

    private AuthFailure failure(String text) {
        return AuthFailure.of(
                        provider.name(),
                        Reason.STORE,
                        "Provider '" + provider.name() + "': " + text + ".")
                .build();
    }
}
