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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.provider.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.camel.RuntimeCamelException;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the component: which provider, what happened and what to do. It holds no
 * secret, no token and nothing of an answer's body but the OAuth error code.
 */
public class MxAuthException extends RuntimeCamelException {

    private static final long serialVersionUID = 1L;

    /** Why a call could not be authenticated. */
    public enum Reason {
        /** Options are missing, contradictory or malformed. */
        CONFIGURATION,
        /** The issuer refused the credentials or the grant. */
        REJECTED,
        /** The issuer could not be reached, was too slow, or cannot serve now. */
        UNAVAILABLE,
        /** The issuer's answer is not one that a token may be taken from. */
        MALFORMED,
        /** A person has to log in first. */
        LOGIN_REQUIRED,
        /** A log-in was refused. */
        LOGIN_REFUSED,
        /** A token would have left for a host that it is not meant for; nothing was sent. */
        FORBIDDEN_HOST,
        /** The token store could not be read or written. */
        STORE
    }

    private final String provider;
    private final Reason reason;
    private final @Nullable String error;
    private final int status;
    private final boolean retryable;
    private final @Nullable Instant retryAt;
    private final List<Problem> problems;

    MxAuthException(String provider, Reason reason, String message) {
        this(provider, reason, message, List.of());
    }

    /** A configuration that cannot work. */
    MxAuthException(String provider, String message, List<Problem> problems) {
        this(provider, Reason.CONFIGURATION, message, List.copyOf(problems));
    }

    private MxAuthException(
            String provider, Reason reason, String message, List<Problem> problems) {
        super(message);
        this.provider = provider;
        this.reason = reason;
        this.error = null;
        this.status = 0;
        this.retryable = false;
        this.retryAt = null;
        this.problems = problems;
    }

    private MxAuthException(AuthFailure failure) {
        super(text(failure));
        this.provider = failure.provider();
        this.reason = Reason.valueOf(failure.reason().name());
        this.error = failure.error();
        this.status = failure.status();
        this.retryable = failure.retryable();
        this.retryAt = failure.retryAt();
        this.problems = List.of();
    }

    private static String text(AuthFailure failure) {
        Instant retryAt = failure.retryAt();
        return retryAt == null ? failure.message() : failure.message() + " Retry at " + retryAt;
    }

    /** What a failed future of the token core comes to for a route. */
    static MxAuthException of(String provider, Throwable thrown) {
        Throwable cause = Cause.of(thrown);
        if (cause instanceof MxAuthException known) {
            return known;
        }
        if (cause instanceof AuthFailure failure) {
            return new MxAuthException(failure);
        }
        return new MxAuthException(
                provider,
                Reason.UNAVAILABLE,
                "Provider '%s': an unexpected fault (%s)."
                        .formatted(provider, Objects.requireNonNull(cause).getClass().getName()));
    }

    /** The provider's name, as routes and properties call it. */
    public String provider() {
        return provider;
    }

    public Reason reason() {
        return reason;
    }

    /** The OAuth error code of the issuer's answer (RFC 6749 section 5.2), or null. */
    public @Nullable String error() {
        return error;
    }

    /** The HTTP status of the issuer's answer, or 0 where there was none. */
    public int status() {
        return status;
    }

    /** Whether the same may succeed later with nothing changed. */
    public boolean retryable() {
        return retryable;
    }

    /** When the issuer is asked again at the earliest, or null. */
    public @Nullable Instant retryAt() {
        return retryAt;
    }

    /** What is wrong with the options one by one, as the message lists it; else empty. */
    public List<Problem> problems() {
        return problems;
    }
}
