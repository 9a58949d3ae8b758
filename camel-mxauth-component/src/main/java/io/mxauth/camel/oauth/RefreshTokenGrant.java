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

import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;

/** A refresh token is exchanged for new tokens (RFC 6749 section 6); it may be used up by that. */
record RefreshTokenGrant(Secret refreshToken) implements Grant {

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public void addTo(Form form, Provider provider) {
        // No scope: the one that was granted stays (section 6).
        form.put("grant_type", "refresh_token").put("refresh_token", refreshToken.value());
    }

    @Override
    public boolean spends() {
        return true;
    }
}
