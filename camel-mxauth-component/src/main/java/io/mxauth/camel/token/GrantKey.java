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

import io.mxauth.camel.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells one stored grant, that is a refresh token, from another: the account at the issuer and
 * the client it was issued to. No secret shapes it, so that a grant survives their rotation.
 *
 * @param provider the provider's name
 * @param fingerprint of the account's identity
 */
public record GrantKey(String provider, String fingerprint) {

    public static GrantKey of(Provider provider, Fingerprints fingerprints) {
        List<@Nullable String> parts = new ArrayList<>();
        TokenKey.addIdentity(parts, provider);
        return new GrantKey(provider.name(), fingerprints.of(parts));
    }

    @Override
    public String toString() {
        return "GrantKey[" + provider + "]";
    }
}
