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

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;

/** The options that point a preset at the sandbox, as a user would write them for a staging system. */
final class SandboxAccounts {

    private SandboxAccounts() {}

    static ProviderConfiguration movieXchange(Sandbox sandbox) {
        SandboxProvider provider = sandbox.provider("moviexchange");
        ProviderConfiguration options = client(provider);
        options.setUsername(provider.setting("username"));
        options.setPassword(provider.setting("password"));
        return options;
    }

    static ProviderConfiguration movio(Sandbox sandbox, String region) {
        ProviderConfiguration options = client(sandbox.provider("movio-" + region));
        options.setPreset("movio");
        options.setRegion(region);
        return options;
    }

    static ProviderConfiguration filmmakers(Sandbox sandbox) {
        SandboxProvider provider = sandbox.provider("filmmakers");
        ProviderConfiguration options = client(provider);
        options.setIntrospectionEndpoint(provider.setting("introspection-endpoint"));
        options.setDiscoveryUri(provider.setting("discovery-uri"));
        return options;
    }

    static ProviderConfiguration filmmakersKey(Sandbox sandbox) {
        SandboxProvider provider = sandbox.provider("filmmakers");
        ProviderConfiguration options = new ProviderConfiguration();
        options.setPreset("filmmakers");
        options.setApiKey(provider.setting("api-key"));
        options.setAllowedHosts(provider.setting("api-host"));
        return options;
    }

    static ProviderConfiguration mxo(Sandbox sandbox) {
        ProviderConfiguration options = client(sandbox.provider("mxo"));
        options.setServer("eu2");
        return options;
    }

    static ProviderConfiguration mediaValet(Sandbox sandbox) {
        SandboxProvider provider = sandbox.provider("mediavalet");
        ProviderConfiguration options = client(provider);
        options.setUsername(provider.setting("username"));
        options.setPassword(provider.setting("password"));
        options.setSubscriptionKey(provider.setting("subscription-key"));
        options.setIntrospectionEndpoint(provider.setting("introspection-endpoint"));
        options.setRevocationEndpoint(provider.setting("revocation-endpoint"));
        return options;
    }

    /** MediaValet by a person's log-in. */
    static ProviderConfiguration mediaValetByLogin(Sandbox sandbox) {
        SandboxProvider provider = sandbox.provider("mediavalet");
        ProviderConfiguration options = client(provider);
        options.setPreset("mediavalet");
        options.setSubscriptionKey(provider.setting("subscription-key"));
        options.setRedirectUri(provider.setting("redirect-uri"));
        options.setLoginPath("/mxauth/login");
        options.setDiscoveryUri(provider.setting("discovery-uri"));
        return options;
    }

    private static ProviderConfiguration client(SandboxProvider provider) {
        ProviderConfiguration options = new ProviderConfiguration();
        options.setTokenEndpoint(provider.setting("token-endpoint"));
        options.setClientId(provider.setting("client-id"));
        options.setClientSecret(provider.setting("client-secret"));
        options.setAllowedHosts(provider.setting("api-host"));
        return options;
    }
}
