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
package io.mxauth.camel.cache;

import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;

/**
 * The cached token of a provider's account, with the settings that it is asked for by.
 *
 * @param provider the settings
 * @param grantKey what tells its stored grant from others'
 * @param cached the token, shared by everybody whose settings have the same key
 */
public record ProviderToken(Provider provider, GrantKey grantKey, CachedToken cached) {

    @Override
    public String toString() {
        return "ProviderToken[" + provider.name() + "]";
    }
}
