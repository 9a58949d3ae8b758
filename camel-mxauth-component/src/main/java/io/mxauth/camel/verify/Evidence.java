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
package io.mxauth.camel.verify;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.oauth.IssuerMetadata;
import io.mxauth.camel.oauth.RecordedExchange;
import io.mxauth.camel.oauth.TokenClaims;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a verification saw. Either there is a token or a failure.
 *
 * @param provider the settings that were tried
 * @param exchanges what was sent to the issuer and what came back
 * @param token the token, or null
 * @param claims what can be read in the token, or null where there is none
 * @param failure why there is no token, or null
 * @param metadata what the issuer says of itself, where it was asked and had an answer
 */
record Evidence(
        Provider provider,
        List<RecordedExchange> exchanges,
        @Nullable Token token,
        @Nullable TokenClaims claims,
        @Nullable AuthFailure failure,
        @Nullable IssuerMetadata metadata) {

    /** What decided, or null where nothing was sent. */
    @Nullable RecordedExchange last() {
        return exchanges.isEmpty() ? null : exchanges.get(exchanges.size() - 1);
    }

    /** The OAuth error code of the issuer's last answer, or null. */
    @Nullable String error() {
        return failure == null ? null : failure.error();
    }

    /** Whether the description of the issuer's last error mentions one of these, in any case. */
    boolean mentions(String... words) {
        RecordedExchange last = last();
        String description = last == null ? null : last.member("error_description");
        if (description == null) {
            return false;
        }
        String text = description.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "Evidence[" + provider.name() + "]";
    }
}
