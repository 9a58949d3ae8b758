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

import java.time.Instant;
import org.apache.camel.spi.CamelEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a provider's token, told to Camel's event notifiers: {@code
 * context.getManagementStrategy().addEventNotifier(..)}. Sent once per fetch of a token, not once per
 * exchange. Holds no secret and no token.
 */
public final class MxAuthEvent implements CamelEvent {

    /** What happened. */
    public enum Kind {
        /** A token was fetched. */
        TOKEN_ACQUIRED,
        /** No token could be fetched; it is tried again by itself. */
        RENEWAL_FAILED,
        /** The issuer refused the credentials: somebody has to look after them. */
        CREDENTIALS_REFUSED,
        /** There is no refresh token that works: a person has to log in, or set a new one. */
        LOGIN_REQUIRED
    }

    private final MxAuthComponent component;
    private final Kind kind;
    private final String provider;
    private final @Nullable MxAuthException failure;
    private final boolean tokenLives;
    private final @Nullable Instant expires;
    private long timestamp;

    MxAuthEvent(
            MxAuthComponent component,
            Kind kind,
            String provider,
            @Nullable MxAuthException failure,
            boolean tokenLives,
            @Nullable Instant expires) {
        this.component = component;
        this.kind = kind;
        this.provider = provider;
        this.failure = failure;
        this.tokenLives = tokenLives;
        this.expires = expires;
    }

    public Kind kind() {
        return kind;
    }

    /** The provider's name, as routes and properties call it. */
    public String provider() {
        return provider;
    }

    /** Why there is no token, with what to do; null with {@link Kind#TOKEN_ACQUIRED}. */
    public @Nullable MxAuthException failure() {
        return failure;
    }

    /** Whether exchanges are served: by the new token, or by the one that still lives. */
    public boolean tokenLives() {
        return tokenLives;
    }

    /** When the new token ends, or null. */
    public @Nullable Instant expires() {
        return expires;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    /** The {@link MxAuthComponent} whose token it is. */
    @Override
    public Object getSource() {
        return component;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public String toString() {
        String why = failure == null ? "" : ": " + failure.getMessage();
        return "mxauth " + kind + " for provider '" + provider + "'" + why;
    }
}
