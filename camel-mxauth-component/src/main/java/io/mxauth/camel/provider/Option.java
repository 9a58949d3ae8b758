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
package io.mxauth.camel.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The vocabulary: every single-valued option of a provider, by the one name that it has in URIs,
 * properties, Kamelets and presets. Names follow RFC 8414 where it has one.
 */
public enum Option {
    PRESET("preset"),
    REGION("region"),
    SERVER("server"),

    CLIENT_ID("clientId", true),
    CLIENT_SECRET("clientSecret", true),
    NEXT_CLIENT_SECRET("nextClientSecret", true),
    USERNAME("username", true),
    PASSWORD("password", true),
    API_KEY("apiKey", true),
    SUBSCRIPTION_KEY("subscriptionKey", true),
    REFRESH_TOKEN("refreshToken", true),

    TOKEN_ENDPOINT("tokenEndpoint"),
    AUTHORIZATION_ENDPOINT("authorizationEndpoint"),
    INTROSPECTION_ENDPOINT("introspectionEndpoint"),
    REVOCATION_ENDPOINT("revocationEndpoint"),
    JWKS_URI("jwksUri"),
    ISSUER("issuer"),
    DISCOVERY_URI("discoveryUri"),
    REDIRECT_URI("redirectUri"),
    LOGIN_PATH("loginPath"),
    ALLOWED_HOSTS("allowedHosts"),

    GRANT_TYPE("grantType"),
    CLIENT_AUTHENTICATION("clientAuthentication"),
    INTROSPECTION_AUTHENTICATION("introspectionAuthentication"),
    SCOPE("scope"),
    AUDIENCE("audience"),

    REFRESH_AHEAD("refreshAhead"),
    EXPIRY_MARGIN("expiryMargin"),
    DEFAULT_LIFETIME("defaultLifetime"),
    REQUEST_TIMEOUT("requestTimeout"),
    MAX_ATTEMPTS("maxAttempts");

    private static final Map<String, Option> BY_KEY =
            Arrays.stream(values())
                    .collect(Collectors.toMap(o -> normalized(o.key), Function.identity()));

    private final String key;
    private final boolean credential;

    Option(String key) {
        this(key, false);
    }

    Option(String key, boolean credential) {
        this.key = key;
        this.credential = credential;
    }

    /** The name in camelCase, as URIs and presets write it. */
    public String key() {
        return key;
    }

    /** Whether the value is a credential, which is masked wherever it could be seen. */
    public boolean isCredential() {
        return credential;
    }

    /** The option of that name, camelCase or kebab-case, in any case. */
    public static Optional<Option> of(String name) {
        return Optional.ofNullable(BY_KEY.get(normalized(name)));
    }

    private static String normalized(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
