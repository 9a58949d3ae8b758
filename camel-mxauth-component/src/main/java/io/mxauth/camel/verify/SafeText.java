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

import io.mxauth.camel.provider.Credentials;
import io.mxauth.camel.provider.Provider;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets an issuer's own words through, if they are nothing but words: issuers are known to quote
 * tokens and what they were sent. Of what is let through no part is a part of a secret.
 */
record SafeText(Provider provider) {

    private static final int LONGEST = 300;
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_'-]{0,27}");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]{0,30}");
    private static final Pattern AROUND = Pattern.compile("^[(\"']+|[)\"'.,:;!?]+$");

    /** Too short to tell anything, though a secret may well have it. */
    private static final int SHORTEST_TELLING = 4;

    /** The text, or null where it may hold something secret. */
    @Nullable String of(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST || holdsAnOption(text)) {
            return null;
        }
        return Arrays.stream(text.strip().split("\\s+", -1)).allMatch(this::isHarmless)
                ? text.strip()
                : null;
    }

    /** A URL that an issuer names, without what might be secret in it. */
    String place(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        boolean harmless =
                Arrays.stream(path.split("/", -1))
                        .allMatch(part -> SEGMENT.matcher(part).matches() && tellsNothing(part));
        String place = MaskedRequest.place(uri);
        return harmless
                ? place
                : place.substring(0, place.indexOf(path)) + "/" + MaskedRequest.MASK;
    }

    private boolean isHarmless(String part) {
        String word = AROUND.matcher(part).replaceAll("");
        return WORD.matcher(word).matches() && tellsNothing(word);
    }

    private boolean tellsNothing(String part) {
        return part.length() < SHORTEST_TELLING || !provider.credentials().haveInCommonWith(part);
    }

    private boolean holdsAnOption(String text) {
        Credentials credentials = provider.credentials();
        return credentials.haveInCommonWith(text)
                || Stream.concat(
                                Stream.of(credentials.clientId(), credentials.username()),
                                Stream.concat(
                                        provider.tokenParameters().values().stream(),
                                        provider.tokenHeaders().values().stream()))
                        .anyMatch(value -> value != null && text.contains(value));
    }
}
