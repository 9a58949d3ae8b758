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
package io.mxauth.camel.call;

import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What an API answered, as far as it says something of the token.
 *
 * @param status the HTTP status, or 0 where there was no answer
 * @param challenge the {@code WWW-Authenticate} header, or null
 */
public record HttpAnswer(int status, @Nullable String challenge) {

    /** The header that says why an API answered 401 (RFC 9110 section 11.6.1). */
    public static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private static final int UNAUTHORIZED = 401;

    /** RFC 6750 section 3: quoted, though some servers leave the quotes out. */
    private static final Pattern INVALID_TOKEN =
            Pattern.compile("\\berror\\s*=\\s*\"?invalid_token\\b", Pattern.CASE_INSENSITIVE);

    /**
     * The answer to the exchange's call, whether its client threw it or not.
     *
     * @param before the challenge that was on the message before, which some clients leave there
     */
    @SuppressWarnings("ReferenceEquality") // the very object that was there
    static HttpAnswer of(Exchange exchange, HttpDialect dialect, @Nullable Object before) {
        Exception thrown = exchange.getException();
        if (thrown != null) {
            return new HttpAnswer(
                    dialect.statusOf(thrown), dialect.headerOf(thrown, WWW_AUTHENTICATE));
        }
        Integer status =
                exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        Object challenge = exchange.getMessage().getHeader(WWW_AUTHENTICATE);
        return new HttpAnswer(
                status == null ? 0 : status,
                challenge == null || challenge == before ? null : challenge.toString());
    }

    /** Whether the API refused the token. */
    public boolean isUnauthorized() {
        return status == UNAUTHORIZED;
    }

    /** Whether the API took the token, which a server's error says nothing of. */
    public boolean isAccepted() {
        return status >= 200 && status < 500 && status != UNAUTHORIZED;
    }

    /** Whether the API says that the token is invalid, and not that it wants another kind. */
    public boolean saysInvalidToken() {
        return challenge != null && INVALID_TOKEN.matcher(challenge).find();
    }
}
