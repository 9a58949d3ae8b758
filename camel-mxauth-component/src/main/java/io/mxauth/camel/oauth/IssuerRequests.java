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
package io.mxauth.camel.oauth;

import io.mxauth.camel.provider.ClientAuthentication;
import io.mxauth.camel.provider.Credentials;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the requests to an issuer, each with the client authentication that it expects. */
final class IssuerRequests {

    private static final String JSON = "application/json";

    private IssuerRequests() {}

    static HttpCall token(Provider provider, URI endpoint, Grant grant) {
        Form form = new Form();
        grant.addTo(form, provider);
        form.put("audience", provider.audience()).putAll(provider.tokenParameters());
        Map<String, String> headers = new LinkedHashMap<>(provider.tokenHeaders());
        return post(provider, provider.clientAuthentication(), endpoint, headers, form);
    }

    /** Asks what a token is worth (RFC 7662 section 2.1). */
    static HttpCall introspection(Provider provider, URI endpoint, Secret token, String hint) {
        Form form = new Form().put("token", token.value()).put("token_type_hint", hint);
        return post(
                provider,
                provider.introspectionAuthentication(),
                endpoint,
                new LinkedHashMap<>(),
                form);
    }

    /** Ends a token (RFC 7009 section 2.1). */
    static HttpCall revocation(Provider provider, URI endpoint, Secret token, String hint) {
        Form form = new Form().put("token", token.value()).put("token_type_hint", hint);
        return post(
                provider, provider.clientAuthentication(), endpoint, new LinkedHashMap<>(), form);
    }

    /** Reads what is public: a discovery document, or keys. */
    static HttpCall document(URI endpoint) {
        return new HttpCall("GET", endpoint, Map.of("Accept", JSON), null);
    }

    private static HttpCall post(
            Provider provider,
            ClientAuthentication authentication,
            URI endpoint,
            Map<String, String> headers,
            Form form) {
        authenticate(provider.credentials(), authentication, headers, form);
        headers.put("Content-Type", Form.CONTENT_TYPE);
        headers.put("Accept", JSON);
        return new HttpCall("POST", endpoint, headers, form.encoded());
    }

    private static void authenticate(
            Credentials credentials,
            ClientAuthentication authentication,
            Map<String, String> headers,
            Form form) {
        String id = credentials.clientId() == null ? "" : credentials.clientId();
        String secret = valueOf(credentials.clientSecret());
        switch (authentication) {
            case CLIENT_SECRET_BASIC ->
                    headers.put(
                            "Authorization", basic(Form.encode(id) + ":" + Form.encode(secret)));
            case CLIENT_SECRET_BASIC_PLAIN ->
                    headers.put("Authorization", basic(id + ":" + secret));
            case CLIENT_SECRET_POST -> form.put("client_id", id).put("client_secret", secret);
            case NONE -> form.put("client_id", credentials.clientId());
        }
    }

    private static String basic(String userPass) {
        return "Basic "
                + Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }

    private static String valueOf(@Nullable Secret secret) {
        return secret == null ? "" : secret.value();
    }
}
