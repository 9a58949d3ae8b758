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
package io.mxauth.sandbox;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One imitated provider: where it listens, what it accepts, what it was asked, and the faults it is
 * told to show. Safe for use by many threads, and meant to be changed while it serves.
 */
public final class SandboxProvider {

    private final ProviderState state;

    SandboxProvider(ProviderState state) {
        this.state = state;
    }

    public String name() {
        return state.name();
    }

    /**
     * Returns the current value of a setting, such as {@code token-endpoint} or {@code
     * client-secret}; throws IllegalArgumentException, listing the names, for one it does not have.
     */
    public String setting(String name) {
        return state.settings().get(name);
    }

    /** Returns all settings, the credentials it accepts among them. */
    public Map<String, String> settings() {
        return Collections.unmodifiableMap(state.settings().all());
    }

    /** Changes an accepted credential from now on; tokens that were issued live on. */
    public void change(String name, String value) {
        state.settings().change(name, value);
    }

    /** Returns the faults of the token endpoint. */
    public Faults tokenFaults() {
        return state.faults(Kind.TOKEN);
    }

    /** Returns the faults of the API. */
    public Faults apiFaults() {
        return state.faults(Kind.API);
    }

    /** Returns the faults of all else: introspection, revocation, discovery, keys, login. */
    public Faults otherFaults() {
        return state.faults(Kind.OTHER);
    }

    /** Sets how long access tokens live that are issued from now on, and their expires_in. */
    public void tokenLifetime(Duration lifetime) {
        state.policy().lifetime(lifetime);
    }

    /**
     * Sets what token answers say in expires_in, which does not change how long a token lives.
     *
     * @param rawJson written into the answer as it is, such as {@code 12.7} or {@code "soon"} with
     *     the quotes; null leaves the member out
     */
    public void expiresIn(@Nullable String rawJson) {
        state.policy().expiresIn(rawJson);
    }

    /** Sets whether refresh tokens are issued; Movio and MXO know none and ignore it. */
    public void issueRefreshTokens(boolean yes) {
        state.policy().refreshable(yes);
    }

    /** Revokes the access tokens; refresh tokens stay. */
    public void revokeAllTokens() {
        state.tokens().revokeAll();
    }

    public void revokeAllRefreshTokens() {
        state.tokens().revokeAllRefreshTokens();
    }

    /** Returns the last 10,000 requests at most, in the order of their arrival. */
    public List<RecordedRequest> requests() {
        return state.log().requests();
    }

    /** Returns how many requests reached the token endpoint, the refused ones included. */
    public int tokenRequests() {
        return state.log().count(Kind.TOKEN);
    }

    /** Returns how many requests reached the API, the refused ones included. */
    public int apiRequests() {
        return state.log().count(Kind.API);
    }

    public void clearRequests() {
        state.log().clear();
    }

    @Override
    public String toString() {
        return "SandboxProvider[" + name() + "]";
    }
}
