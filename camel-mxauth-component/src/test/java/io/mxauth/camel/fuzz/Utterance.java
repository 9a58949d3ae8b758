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
package io.mxauth.camel.fuzz;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.provider.Credentials;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What failures may say: the words of failures whose answers hold nothing, and an OAuth error code.
 * Any other word came out of an answer or of the credentials.
 */
final class Utterance {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_-]+");

    private final Set<String> words = new HashSet<>();

    /**
     * What failures may say.
     *
     * @param ordinary failures that tell of every case
     */
    Utterance(Stream<AuthFailure> ordinary) {
        ordinary.flatMap(failure -> wordsOf(failure.message())).forEach(words::add);
    }

    /** Checks a failure of that provider's, whose error code must be nothing of its secrets. */
    void check(AuthFailure failure, Provider provider) {
        check(failure, provider, " ");
    }

    /**
     * Checks a failure.
     *
     * @param allowed what its text may hold besides, word for word
     */
    void check(AuthFailure failure, Provider provider, String allowed) {
        String error = failure.error();
        if (error != null) {
            Conversation.check(error.matches("[a-z][a-z_]{0,39}"), "the error is a code");
            secretsOf(provider.credentials())
                    .forEach(
                            secret ->
                                    Conversation.check(
                                            !secret.contains(error) && !error.contains(secret),
                                            "the error is nothing of a secret"));
        }
        wordsOf(failure.message().replace(allowed, " "))
                .filter(word -> !words.contains(word) && !word.equals(error))
                .filter(word -> !word.equals(String.valueOf(failure.status())))
                .findAny()
                .ifPresent(
                        word -> {
                            throw new AssertionError("a word of the answer's: " + word);
                        });
    }

    private static Stream<String> secretsOf(Credentials credentials) {
        return Stream.of(
                        credentials.clientSecret(),
                        credentials.nextClientSecret(),
                        credentials.password(),
                        credentials.refreshToken())
                .filter(Objects::nonNull)
                .map(Secret::value);
    }

    private static Stream<String> wordsOf(String text) {
        return NO_WORD.splitAsStream(text).filter(word -> !word.isEmpty());
    }
}
