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
import java.util.Optional;

/** How a provider is asked for a token (RFC 6749 sections 4 and 6), or that it is not asked at all. */
public enum GrantType {
    CLIENT_CREDENTIALS("client_credentials"),
    PASSWORD("password"),
    AUTHORIZATION_CODE("authorization_code"),
    REFRESH_TOKEN("refresh_token"),
    /** A key that goes into the API call as it is; no token is requested. */
    API_KEY("api_key");

    private final String value;

    GrantType(String value) {
        this.value = value;
    }

    /** The value of {@code grant_type}. */
    public String value() {
        return value;
    }

    public static Optional<GrantType> of(String value) {
        return Arrays.stream(values()).filter(g -> g.value.equalsIgnoreCase(value)).findFirst();
    }

    /** The grant that the credentials suggest where none is named. */
    static GrantType suggestedBy(Settings settings) {
        if (settings.has(Option.API_KEY)) {
            return API_KEY;
        }
        if (settings.has(Option.USERNAME)) {
            return PASSWORD;
        }
        if (settings.has(Option.REDIRECT_URI)) {
            return AUTHORIZATION_CODE;
        }
        return settings.has(Option.REFRESH_TOKEN) ? REFRESH_TOKEN : CLIENT_CREDENTIALS;
    }
}
