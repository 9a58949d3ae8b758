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
package io.mxauth.benchmarks.soak;

import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account at one provider of the sandbox, and the protected API that is called with its tokens.
 *
 * @param refreshes whether it is issued refresh tokens
 * @param body what the call sends, or null for a GET
 */
record Target(
        String name,
        SandboxProvider issuer,
        ProviderConfiguration options,
        boolean refreshes,
        @Nullable String body) {

    /** Short, so that a hang ends within a window of faults. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

    private static final String FILMS = "[{\"id\": \"film-1\", \"title\": \"A Trip to the Moon\"}]";

    /** One for each provider, Movio's two regions apart. */
    static List<Target> all(Sandbox sandbox) {
        return List.of(
                person(sandbox.provider("moviexchange")),
                movio(sandbox.provider("movio-eu"), "eu"),
                movio(sandbox.provider("movio-us"), "us"),
                machine(sandbox.provider("filmmakers"), null),
                mxo(sandbox.provider("mxo")),
                mediaValet(sandbox.provider("mediavalet")));
    }

    String apiUri() {
        String api = issuer.setting("api");
        return api
                + (api.contains("?") ? "&" : "?")
                + "httpMethod="
                + (body == null ? "GET" : "PUT");
    }

    /** The path by which a request to the token endpoint is known in the sandbox's log. */
    String tokenPath() {
        return URI.create(issuer.setting("token-endpoint")).getPath();
    }

    private static Target movio(SandboxProvider issuer, String region) {
        Target target = machine(issuer, FILMS);
        target.options.setPreset("movio");
        target.options.setRegion(region);
        return target;
    }

    private static Target mxo(SandboxProvider issuer) {
        Target target = machine(issuer, null);
        target.options.setServer("eu2");
        return target;
    }

    private static Target mediaValet(SandboxProvider issuer) {
        Target target = person(issuer);
        target.options.setSubscriptionKey(issuer.setting("subscription-key"));
        return target;
    }

    private static Target person(SandboxProvider issuer) {
        ProviderConfiguration options = client(issuer);
        options.setUsername(issuer.setting("username"));
        options.setPassword(issuer.setting("password"));
        return new Target(issuer.name(), issuer, options, true, null);
    }

    private static Target machine(SandboxProvider issuer, @Nullable String body) {
        return new Target(issuer.name(), issuer, client(issuer), false, body);
    }

    private static ProviderConfiguration client(SandboxProvider issuer) {
        ProviderConfiguration options = new ProviderConfiguration();
        options.setTokenEndpoint(issuer.setting("token-endpoint"));
        options.setClientId(issuer.setting("client-id"));
        options.setClientSecret(issuer.setting("client-secret"));
        options.setAllowedHosts(issuer.setting("api-host"));
        options.setRequestTimeout(REQUEST_TIMEOUT);
        return options;
    }

    @Override
    public String toString() {
        return "Target[" + name + "]";
    }
}
