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
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What every provider has, whatever its behaviour: settings, tokens, faults and a log. */
final class ProviderState {

    private final String name;
    private final InstantSource clock;
    private final Settings settings;
    private final TokenPolicy policy;
    private final TokenRegistry tokens;
    private final RequestLog log;
    private final Map<Kind, Faults> faults = new EnumMap<>(Kind.class);
    private final List<Runnable> resets = new CopyOnWriteArrayList<>();

    ProviderState(String name, InstantSource clock, Duration lifetime, boolean refreshable) {
        this.name = name;
        this.clock = clock;
        this.settings = new Settings(name);
        this.policy = new TokenPolicy(lifetime, refreshable);
        this.tokens = new TokenRegistry(policy, clock);
        this.log = new RequestLog(name, clock);
        for (Kind kind : Kind.values()) {
            faults.put(kind, new Faults());
        }
    }

    String name() {
        return name;
    }

    InstantSource clock() {
        return clock;
    }

    Settings settings() {
        return settings;
    }

    TokenPolicy policy() {
        return policy;
    }

    TokenRegistry tokens() {
        return tokens;
    }

    RequestLog log() {
        return log;
    }

    Faults faults(Kind kind) {
        return Objects.requireNonNull(faults.get(kind));
    }

    /** Returns the live token that the request carries, or null. */
    @Nullable IssuedToken bearer(Request request) {
        return tokens.live(BearerToken.of(request));
    }

    void onReset(Runnable reset) {
        resets.add(reset);
    }

    void reset() {
        clearFaults();
        settings.reset();
        policy.reset();
        tokens.revokeAll();
        tokens.revokeAllRefreshTokens();
        resets.forEach(Runnable::run);
        log.clear();
    }

    void clearFaults() {
        faults.values().forEach(Faults::clear);
    }
}
