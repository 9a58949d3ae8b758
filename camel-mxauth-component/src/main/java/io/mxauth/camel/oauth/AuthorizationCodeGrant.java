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

/**
 * The code that a person's log-in brought is exchanged for tokens (RFC 6749 section 4.1.3), together
 * with the verifier of its challenge (RFC 7636 section 4.5). The code is used up by that.
 */
record AuthorizationCodeGrant(Secret code, Secret verifier) implements Grant {

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public void addTo(Form form, Provider provider) {
        // No scope: what was granted to the person's log-in stays (section 4.1.3).
        form.put("grant_type", "authorization_code")
                .put("code", code.value())
                .put("redirect_uri", provider.redirectUri())
                .put("code_verifier", verifier.value());
    }

    @Override
    public boolean spends() {
        return true;
    }
}
