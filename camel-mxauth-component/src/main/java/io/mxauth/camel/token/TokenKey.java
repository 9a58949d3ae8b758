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
package io.mxauth.camel.token;

import io.mxauth.camel.provider.Credentials;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What tells one cached token from another: everything that reaches the token request. Secrets are
 * in it as a fingerprint only. Headers of the API call, hosts and times are no part of it.
 */
public final class TokenKey {

    private final String provider;
    private final String fingerprint;
    private final int hash;

    private TokenKey(String provider, String fingerprint) {
        this.provider = provider;
        this.fingerprint = fingerprint;
        this.hash = fingerprint.hashCode();
    }

    public static TokenKey of(Provider provider, Fingerprints fingerprints) {
        List<@Nullable String> parts = new ArrayList<>();
        addIdentity(parts, provider);
        parts.add(provider.grant().value());
        parts.add(provider.region());
        parts.add(provider.clientAuthentication().value());
        Credentials credentials = provider.credentials();
        parts.add(value(credentials.clientSecret()));
        parts.add(value(credentials.nextClientSecret()));
        parts.add(value(credentials.password()));
        parts.add(value(credentials.refreshToken()));
        addEntries(parts, provider.tokenHeaders());
        return new TokenKey(provider.name(), fingerprints.of(parts));
    }

    /** What identifies the account at the issuer, no secret among it. */
    static void addIdentity(List<@Nullable String> parts, Provider provider) {
        parts.add(provider.name());
        parts.add(Objects.toString(provider.endpoints().token(), null));
        parts.add(Objects.toString(provider.endpoints().discovery(), null));
        parts.add(provider.credentials().clientId());
        parts.add(provider.credentials().username());
        parts.add(provider.scope());
        parts.add(provider.audience());
        addEntries(parts, provider.tokenParameters());
    }

    private static void addEntries(List<@Nullable String> parts, Map<String, String> entries) {
        parts.add(Integer.toString(entries.size()));
        new TreeMap<>(entries)
                .forEach(
                        (name, value) -> {
                            parts.add(name);
                            parts.add(value);
                        });
    }

    private static @Nullable String value(@Nullable Secret secret) {
        return secret == null ? null : secret.value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenKey key && fingerprint.equals(key.fingerprint);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "TokenKey[" + provider + "]";
    }
}
