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
package io.mxauth.camel;

import io.mxauth.camel.login.Logins;
import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.provider.Provider;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider has to have so that persons can log in; what its grant needs is checked before. */
final class LoginRules {

    private LoginRules() {}

    /** What keeps the operation from being carried out. */
    static Optional<Problem> check(Operation operation, Provider provider) {
        String name = operation.name().toLowerCase(Locale.ROOT);
        if (provider.grant() != GrantType.AUTHORIZATION_CODE) {
            Option option =
                    provider.redirectUri() == null ? Option.REDIRECT_URI : Option.GRANT_TYPE;
            String text =
                    provider.redirectUri() == null
                            ? "is missing: operation %s needs it"
                            : "must be authorization_code for operation %s";
            return problem(provider, option, text.formatted(name));
        }
        Endpoints endpoints = provider.endpoints();
        if (endpoints.discovery() != null || !Logins.namesPersons(provider)) {
            return Optional.empty();
        }
        return missing(provider, Option.ISSUER, endpoints.issuer(), name)
                .or(() -> missing(provider, Option.JWKS_URI, endpoints.jwks(), name));
    }

    private static Optional<Problem> missing(
            Provider provider, Option option, @Nullable Object value, String operation) {
        return value != null
                ? Optional.empty()
                : problem(
                        provider,
                        option,
                        "is missing: operation %s needs it to verify ID tokens, or discoveryUri; or take openid out of scope"
                                .formatted(operation));
    }

    private static Optional<Problem> problem(Provider provider, Option option, String text) {
        return Optional.of(new Problem(provider.name(), option.key(), text, false));
    }
}
