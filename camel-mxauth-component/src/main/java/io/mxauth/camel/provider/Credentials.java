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

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is convinced with. Which of them are there depends on the grant; the resolver has
 * checked that.
 */
public record Credentials(
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable Secret nextClientSecret,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable Secret apiKey,
        @Nullable Secret subscriptionKey,
        @Nullable Secret refreshToken) {

    /** The next client secret in the place of the usual one, and the usual one as the other. */
    Credentials withNextClientSecret() {
        return new Credentials(
                clientId,
                nextClientSecret,
                clientSecret,
                username,
                password,
                apiKey,
                subscriptionKey,
                refreshToken);
    }

    Credentials withoutRefreshToken() {
        return new Credentials(
                clientId,
                clientSecret,
                nextClientSecret,
                username,
                password,
                apiKey,
                subscriptionKey,
                null);
    }

    /** Whether the text holds one of the secrets, or is a part of one. */
    public boolean haveInCommonWith(String text) {
        return Stream.of(
                        clientSecret,
                        nextClientSecret,
                        password,
                        apiKey,
                        subscriptionKey,
                        refreshToken)
                .filter(Objects::nonNull)
                .map(Secret::value)
                .anyMatch(secret -> text.contains(secret) || secret.contains(text));
    }

    @Override
    public String toString() {
        return "Credentials[xxxxxx]";
    }
}
