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

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The five providers imitated on loopback, Movio once for each region. All threads are daemons. Safe
 * for use by many threads.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start()) {
 *     SandboxProvider movio = sandbox.provider("movio-us");
 *     movio.tokenFaults().refuse(2, 503);
 *     ... movio.setting("token-endpoint") ...
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {

    private static final List<Imitation> IMITATIONS =
            List.of(
                    new MovieXchange(),
                    new Movio("eu"),
                    new Movio("us"),
                    new Filmmakers(),
                    new Mxo(),
                    new MediaValet());

    private final Ground ground;
    private final Map<String, ProviderState> states = new LinkedHashMap<>();
    private final Map<String, SandboxProvider> providers = new LinkedHashMap<>();
    private final URI control;

    private Sandbox(Ground ground, InstantSource clock) {
        this.ground = ground;
        for (Imitation imitation : IMITATIONS) {
            Duration lifetime = imitation.lifetime();
            ProviderState state =
                    new ProviderState(imitation.name(), clock, lifetime, imitation.refreshable());
            imitation.open(state, ground);
            states.put(state.name(), state);
            providers.put(state.name(), new SandboxProvider(state));
        }
        this.control = Control.open(ground, this);
    }

    /** Starts a sandbox on free ports of 127.0.0.1. */
    public static Sandbox start() {
        return start(0, InstantSource.system());
    }

    /**
     * Starts a sandbox on consecutive ports of 127.0.0.1, eleven of them; throws
     * UncheckedIOException if one is taken.
     */
    public static Sandbox start(int firstPort) {
        return start(firstPort, InstantSource.system());
    }

    /** Starts a sandbox whose tokens age by that clock. */
    static Sandbox start(int firstPort, InstantSource clock) {
        Ground ground = new Ground(firstPort);
        try {
            Sandbox sandbox = new Sandbox(ground, clock);
            ground.start();
            return sandbox;
        } catch (RuntimeException e) {
            ground.close();
            throw e;
        }
    }

    /**
     * Returns the provider: {@code moviexchange}, {@code movio-eu}, {@code movio-us}, {@code
     * filmmakers}, {@code mxo} or {@code mediavalet}.
     */
    public SandboxProvider provider(String name) {
        SandboxProvider provider = providers.get(name);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "No provider " + name + " in the sandbox, only " + providers.keySet());
        }
        return provider;
    }

    public Collection<SandboxProvider> providers() {
        return Collections.unmodifiableCollection(providers.values());
    }

    /**
     * Returns all settings of all providers, under keys such as {@code
     * sandbox.movio-us.token-endpoint}, to be loaded as an application's properties.
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (SandboxProvider provider : providers.values()) {
            provider.settings().forEach((name, value) -> settings.put(key(provider, name), value));
        }
        return settings;
    }

    static String key(SandboxProvider provider, String name) {
        return "sandbox." + provider.name() + "." + name;
    }

    /** Returns the control endpoint, which does over HTTP what {@link SandboxProvider} does. */
    public URI control() {
        return control;
    }

    /**
     * Makes all as it was at the start: no faults, empty logs, tokens forgotten, lifetimes and
     * changed settings back to the originals.
     */
    public void reset() {
        states.values().forEach(ProviderState::reset);
    }

    /** Stops listening; hanging and delayed requests are dropped. */
    @Override
    public void close() {
        states.values().forEach(ProviderState::clearFaults);
        ground.close();
    }

    @Override
    public String toString() {
        return "Sandbox" + providers.keySet();
    }
}
