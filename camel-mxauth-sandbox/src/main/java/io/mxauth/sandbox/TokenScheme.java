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
package io.mxauth.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of an {@code Authorization: Token token=KEY} header, read as Rails does: pairs of name and
 * value with a comma between, the value bare or in quotes.
 */
final class TokenScheme {

    private static final Pattern HEADER = Pattern.compile("^Token (.*)");
    private static final Pattern KEY = Pattern.compile("\\btoken=(\"([^\"]*)\"|[^,;\\s\"=]*)");

    private TokenScheme() {}

    /** Returns the key; null if the header does not carry one in this form. */
    static @Nullable String key(String header) {
        Matcher scheme = HEADER.matcher(header);
        if (!scheme.matches()) {
            return null;
        }
        Matcher key = KEY.matcher(scheme.group(1));
        if (!key.lookingAt()) {
            return null;
        }
        String quoted = key.group(2);
        return quoted == null ? key.group(1) : quoted;
    }
}
