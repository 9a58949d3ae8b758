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

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that are right for their provider, to be spoilt by tests. */
final class Calls {

    private Calls() {}

    /** Returns the form of a token request that the provider accepts. */
    static Map<String, String> form(SandboxProvider provider) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        switch (provider.name()) {
            case "moviexchange" -> {
                form.put("grant_type", "password");
                put(form, provider, "username", "password", "client-id");
            }
            case "filmmakers" -> put(form, provider, "client-id", "client-secret", "scope");
            case "mediavalet" -> {
                form.put("grant_type", "password");
                put(form, provider, "username", "password", "client-id", "client-secret", "scope");
            }
            case "mxo" -> {}
            default -> put(form, provider, "audience");
        }
        return form;
    }

    private static void put(
            Map<String, String> form, SandboxProvider provider, String... settings) {
        for (String setting : settings) {
            form.put(setting.replace('-', '_'), provider.setting(setting));
        }
    }

    /** Returns the headers of a token request that the provider accepts. */
    static String[] headers(SandboxProvider provider) {
        return switch (provider.name()) {
            case "movio-eu", "movio-us" ->
                    new String[] {"Authorization", Client.encodedBasic(provider)};
            case "mxo" -> new String[] {"Authorization", Client.plainBasic(provider)};
            default -> new String[0];
        };
    }

    static HttpResponse<String> token(SandboxProvider provider) {
        return token(provider, form(provider));
    }

    static HttpResponse<String> token(SandboxProvider provider, Map<String, String> form) {
        return Client.post(provider.setting("token-endpoint"), form, headers(provider));
    }

    /** Calls the API with that Authorization header and whatever else it demands. */
    static HttpResponse<String> api(SandboxProvider provider, String authorization) {
        String url = provider.setting("api");
        return switch (provider.name()) {
            case "moviexchange" ->
                    Client.get(
                            url,
                            "Authorization",
                            authorization,
                            "MX-Api-Client-Secret",
                            provider.setting("client-secret"));
            case "mediavalet" ->
                    Client.get(
                            url,
                            "Authorization",
                            authorization,
                            "Ocp-Apim-Subscription-Key",
                            provider.setting("subscription-key"));
            case "movio-eu", "movio-us" ->
                    Client.send(
                            "PUT",
                            url,
                            "[{\"id\":\"1\"}]",
                            "Authorization",
                            authorization,
                            "Content-Type",
                            "application/json");
            default -> Client.get(url, "Authorization", authorization);
        };
    }
}
