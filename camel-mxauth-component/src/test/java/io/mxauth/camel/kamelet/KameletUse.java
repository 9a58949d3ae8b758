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
package io.mxauth.camel.kamelet;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Each Kamelet as somebody uses it, at a provider of the sandbox as if that were a test system. A
 * setting {@code name=@other} takes its value from the sandbox.
 */
enum KameletUse {
    ACTION(
            "mxauth-action",
            "movio-us",
            Call.PUT_FILMS,
            "provider=acme",
            "preset=movio",
            "region=us",
            "clientId=@client-id",
            "clientSecret=@client-secret"),
    HTTP_ACTION_WITH_A_BODY(
            "mxauth-http-action",
            "movio-us",
            Call.PUT_FILMS,
            "provider=movio",
            "region=us",
            "clientId=@client-id",
            "clientSecret=@client-secret",
            "url=@api",
            "method=PUT"),
    HTTP_ACTION_WITHOUT_A_BODY(
            "mxauth-http-action",
            "mxo",
            Call.GET,
            "provider=mxo",
            "server=eu2",
            "clientId=@client-id",
            "clientSecret=@client-secret",
            "url=@api"),
    MOVIEXCHANGE(
            "mxauth-moviexchange-action",
            "moviexchange",
            Call.GET,
            "clientId=@client-id",
            "clientSecret=@client-secret",
            "username=@username",
            "password=@password"),
    MOVIO(
            "mxauth-movio-action",
            "movio-us",
            Call.PUT_FILMS,
            "region=us",
            "clientId=@client-id",
            "clientSecret=@client-secret"),
    FILMMAKERS_BY_OAUTH(
            "mxauth-filmmakers-action",
            "filmmakers",
            Call.GET,
            "clientId=@client-id",
            "clientSecret=@client-secret"),
    FILMMAKERS_BY_KEY("mxauth-filmmakers-action", "filmmakers", Call.GET, "apiKey=@api-key"),
    MXO(
            "mxauth-mxo-action",
            "mxo",
            Call.GET,
            "server=eu2",
            "clientId=@client-id",
            "clientSecret=@client-secret"),
    MEDIAVALET(
            "mxauth-mediavalet-action",
            "mediavalet",
            Call.GET,
            "clientId=@client-id",
            "clientSecret=@client-secret",
            "subscriptionKey=@subscription-key",
            "username=@username",
            "password=@password");

    /** How an API is called. */
    enum Call {
        GET(null, 200),
        PUT_FILMS("[{\"id\":\"f1\",\"title\":\"Metropolis\"}]", 202);

        final @Nullable String body;
        final int status;

        Call(@Nullable String body, int status) {
            this.body = body;
            this.status = status;
        }
    }

    final String kamelet;
    final String provider;
    final Call call;

    /** One a line. */
    private final String settings;

    KameletUse(String kamelet, String provider, Call call, String... settings) {
        this.kamelet = kamelet;
        this.provider = provider;
        this.call = call;
        this.settings = String.join("\n", settings);
    }

    /** Whether the Kamelet makes the call itself. */
    boolean calls() {
        return kamelet.equals("mxauth-http-action");
    }

    /** Sends what the API takes. */
    Exchange send(FluentProducerTemplate template) {
        FluentProducerTemplate message = template.withHeader("Content-Type", "application/json");
        if (!calls()) {
            message = message.withHeader(Exchange.HTTP_METHOD, call == Call.GET ? "GET" : "PUT");
        }
        return message.withBody(call.body).send();
    }

    /** The properties of the Kamelet. */
    Map<String, String> properties(Sandbox sandbox) {
        SandboxProvider site = sandbox.provider(provider);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("tokenEndpoint", site.setting("token-endpoint"));
        properties.put("allowedHosts", site.setting("api-host"));
        for (String setting : settings.lines().toList()) {
            int equals = setting.indexOf('=');
            String value = setting.substring(equals + 1);
            properties.put(
                    setting.substring(0, equals),
                    value.startsWith("@") ? site.setting(value.substring(1)) : value);
        }
        return properties;
    }
}
