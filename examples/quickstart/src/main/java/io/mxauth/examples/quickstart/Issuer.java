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
package io.mxauth.examples.quickstart;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;

/** The token endpoint of a provider in the sandbox: what it was asked, and how it behaves. */
final class Issuer {

    private final SandboxProvider provider;
    private final String path;

    Issuer(SandboxProvider provider) {
        this.provider = provider;
        this.path = URI.create(provider.setting("token-endpoint")).getPath();
    }

    int tokenRequests() {
        return provider.tokenRequests();
    }

    /** The grants that arrived, as the token requests named them. */
    String grants() {
        return provider.requests().stream()
                .filter(request -> request.path().equals(path))
                .map(RecordedRequest::form)
                .map(form -> form.getOrDefault("grant_type", "?"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Lets tokens issued from now on live that long. */
    void shortenLife(Duration lifetime) {
        provider.tokenLifetime(lifetime);
    }

    /** Takes that long for every token request from now on, and counts from zero again. */
    void slowDown(Duration delay) {
        provider.tokenFaults().delay(delay);
        provider.clearRequests();
    }
}
