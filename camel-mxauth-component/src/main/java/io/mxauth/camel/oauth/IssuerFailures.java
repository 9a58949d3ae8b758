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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Provider;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes the failures of one conversation: each says what happened and what to do about it. */
record IssuerFailures(Provider provider) {

    AuthFailure refused(URI endpoint, int status, @Nullable String error) {
        return failure(
                        Reason.REJECTED,
                        "The issuer at %s refused the request (%s). %s"
                                .formatted(place(endpoint), code(status, error), advice(error)))
                .status(status)
                .error(error)
                .build();
    }

    private String advice(@Nullable String error) {
        if ("invalid_grant".equals(error)) {
            return "Check username and password, or the refreshToken";
        }
        if ("invalid_scope".equals(error)) {
            return "Check scope: the issuer does not grant it to this client";
        }
        if ("unsupported_grant_type".equals(error)) {
            return "Check that the issuer allows this client grantType " + provider.grant().value();
        }
        String check =
                "Check clientId, clientSecret, scope and audience, and that the issuer expects"
                        + " clientAuthentication "
                        + provider.clientAuthentication().value();
        // Some say so of a grant that the client may not use, others, such as Keycloak, of a secret
        // that is wrong or came by another way than they expect.
        return "unauthorized_client".equals(error)
                ? check + " and allows grantType " + provider.grant().value()
                : check;
    }

    AuthFailure busy(
            URI endpoint, int status, @Nullable String error, @Nullable Duration retryAfter) {
        return failure(
                        Reason.UNAVAILABLE,
                        "The issuer at %s cannot serve now (%s). It is asked again by itself"
                                .formatted(place(endpoint), code(status, error)))
                .status(status)
                .error(error)
                .retryAfter(retryAfter)
                .build();
    }

    AuthFailure redirected(URI endpoint, int status) {
        return failure(
                        Reason.UNAVAILABLE,
                        "The issuer at %s redirects (HTTP %d), which a request with credentials never follows. Check the endpoint's URL"
                                .formatted(place(endpoint), status))
                .status(status)
                .retryable(false)
                .build();
    }

    AuthFailure unexpected(URI endpoint, int status) {
        return failure(
                        Reason.UNAVAILABLE,
                        "The issuer at %s answered HTTP %d. Check the endpoint's URL"
                                .formatted(place(endpoint), status))
                .status(status)
                .retryable(false)
                .build();
    }

    AuthFailure undiscovered(URI document, int status) {
        return failure(
                        Reason.UNAVAILABLE,
                        "The discovery document at %s cannot be read (HTTP %d). Check discoveryUri, or set the endpoints that are needed"
                                .formatted(place(document), status))
                .status(status)
                .build();
    }

    AuthFailure unanswered(URI endpoint, TransportException e) {
        if (e.outcome() == TransportException.Outcome.TOO_LARGE) {
            return malformed(endpoint, 200, "it is too large");
        }
        String advice =
                e.outcome() == TransportException.Outcome.TIMED_OUT
                        ? "It is asked again by itself; requestTimeout bounds the wait"
                        : "Check the endpoint's URL, the network, the proxy and TLS";
        return failure(
                        Reason.UNAVAILABLE,
                        "The issuer at %s gave no answer: %s. %s"
                                .formatted(place(endpoint), e.getMessage(), advice))
                .build();
    }

    AuthFailure tooLate() {
        return failure(
                        Reason.UNAVAILABLE,
                        "The issuer gave no token within %s. It is asked again by itself; requestTimeout bounds the wait"
                                .formatted(provider.timing().requestTimeout()))
                .build();
    }

    AuthFailure stopping() {
        return failure(Reason.UNAVAILABLE, "No token, as the component is stopping").build();
    }

    AuthFailure malformed(URI endpoint, int status, String why) {
        return failure(
                        Reason.MALFORMED,
                        "The answer of the issuer at %s cannot be used: %s. Check that the endpoint's URL is right"
                                .formatted(place(endpoint), why))
                .status(status)
                .build();
    }

    AuthFailure loginRequired(@Nullable AuthFailure cause) {
        String path = provider.loginPath();
        String how =
                switch (provider.grant()) {
                    case AUTHORIZATION_CODE ->
                            path != null
                                    ? "A person has to log in at " + path
                                    : "A person has to log in; loginPath is not set";
                    default -> "Configure a new refreshToken";
                };
        boolean never = cause == null && provider.grant() == GrantType.AUTHORIZATION_CODE;
        String what = never ? "Nobody is logged in. " : "There is no refresh token that works. ";
        AuthFailure.Builder failure = failure(Reason.LOGIN_REQUIRED, what + how);
        if (cause != null) {
            failure.error(cause.error()).status(cause.status());
        }
        return failure.build();
    }

    AuthFailure codeRefused(URI endpoint, int status, @Nullable String error) {
        return failure(
                        Reason.LOGIN_REFUSED,
                        "The issuer at %s did not take the code of the log-in (%s). It may be too old or used; log in again"
                                .formatted(place(endpoint), code(status, error)))
                .status(status)
                .error(error)
                .build();
    }

    AuthFailure unreadableKeys(URI document, int status) {
        return failure(
                        Reason.UNAVAILABLE,
                        "The issuer's keys at %s cannot be read (HTTP %d). Check jwksUri"
                                .formatted(place(document), status))
                .status(status)
                .build();
    }

    AuthFailure unknownEndpoint(String option) {
        return failure(
                        Reason.CONFIGURATION,
                        "%s is not set and the discovery document does not name it. Set it"
                                .formatted(option))
                .build();
    }

    private AuthFailure.Builder failure(Reason reason, String text) {
        return AuthFailure.of(
                provider.name(), reason, "Provider '" + provider.name() + "': " + text + ".");
    }

    private static String code(int status, @Nullable String error) {
        return error == null ? "HTTP " + status : error + ", HTTP " + status;
    }

    /** The endpoint without its query, which might hold anything. */
    private static String place(URI endpoint) {
        return endpoint.getScheme() + "://" + endpoint.getAuthority() + endpoint.getPath();
    }
}
