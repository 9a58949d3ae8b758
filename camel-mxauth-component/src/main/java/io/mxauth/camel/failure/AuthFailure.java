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
package io.mxauth.camel.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the token core, in the terms of the contract: which provider, what happened, what to
 * do. It never carries a body, a secret or a token, and has no stack trace, since it is handed to
 * every caller that waited for the same fetch.
 */
public final class AuthFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String provider;
    private final Reason reason;
    private final @Nullable String error;
    private final int status;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;
    private final @Nullable Instant retryAt;

    private AuthFailure(Builder builder) {
        super(builder.message, null, false, false);
        this.provider = builder.provider;
        this.reason = builder.reason;
        this.error = builder.error;
        this.status = builder.status;
        this.retryable = builder.retryable;
        this.retryAfter = builder.retryAfter;
        this.retryAt = builder.retryAt;
    }

    public static Builder of(String provider, Reason reason, String message) {
        return new Builder(provider, reason, message);
    }

    public String provider() {
        return provider;
    }

    public Reason reason() {
        return reason;
    }

    /** The OAuth error code (RFC 6749 section 5.2), or null. */
    public @Nullable String error() {
        return error;
    }

    /** The HTTP status of the issuer's answer, or 0. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed later with nothing changed. */
    public boolean retryable() {
        return retryable;
    }

    /** How long the issuer asked to be left alone, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** When the next attempt is made, or null where none is planned. */
    public @Nullable Instant retryAt() {
        return retryAt;
    }

    /** The text, which {@link Throwable} may have as null but a failure always has. */
    public String message() {
        return Objects.requireNonNull(getMessage());
    }

    /** This failure as seen by callers who come before {@code at}: nothing was asked for them. */
    public AuthFailure withRetryAt(Instant at) {
        return new Builder(provider, reason, message())
                .error(error)
                .status(status)
                .retryable(retryable)
                .retryAfter(retryAfter)
                .retryAt(at)
                .build();
    }

    /** Collects what is known of a failure; only the first three facts are required. */
    public static final class Builder {
        private final String provider;
        private final Reason reason;
        private final String message;
        private @Nullable String error;
        private int status;
        private boolean retryable;
        private @Nullable Duration retryAfter;
        private @Nullable Instant retryAt;

        private Builder(String provider, Reason reason, String message) {
            this.provider = provider;
            this.reason = reason;
            this.message = message;
            this.retryable = reason == Reason.UNAVAILABLE || reason == Reason.STORE;
        }

        public Builder error(@Nullable String value) {
            this.error = value;
            return this;
        }

        public Builder status(int value) {
            this.status = value;
            return this;
        }

        public Builder retryable(boolean value) {
            this.retryable = value;
            return this;
        }

        public Builder retryAfter(@Nullable Duration value) {
            this.retryAfter = value;
            return this;
        }

        Builder retryAt(@Nullable Instant value) {
            this.retryAt = value;
            return this;
        }

        public AuthFailure build() {
            return new AuthFailure(this);
        }
    }
}
