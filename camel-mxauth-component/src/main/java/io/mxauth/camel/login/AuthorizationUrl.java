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
package io.mxauth.camel.login;

import io.mxauth.camel.provider.Provider;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser is sent to log in (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect
 * Core section 3.1.2.1).
 */
final class AuthorizationUrl {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    AuthorizationUrl(Provider provider, String state, String nonce, String challenge) {
        put("response_type", "code");
        put("client_id", provider.credentials().clientId());
        put("redirect_uri", Objects.requireNonNull(provider.redirectUri()));
        put("scope", provider.scope());
        // What a token is for is decided here where an issuer knows audiences at all; others ignore
        // the parameter (RFC 6749 section 3.1). The token request's own parameters stay there.
        put("audience", provider.audience());
        put("state", state);
        put("nonce", nonce);
        put("code_challenge", challenge);
        put("code_challenge_method", "S256");
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** The endpoint with these parameters behind those that it has (RFC 6749 section 3.1). */
    String at(URI endpoint) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(
                        Collectors.joining(
                                "&", endpoint + (endpoint.getRawQuery() == null ? "?" : "&"), ""));
    }

    /** With spaces as {@code %20}, which every reader of queries understands. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
