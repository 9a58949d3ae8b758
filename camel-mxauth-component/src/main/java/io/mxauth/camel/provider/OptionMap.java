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
import java.util.Locale;
import java.util.Optional;

/** The options that are maps: a name of the user's own leads to a value, which counts as secret. */
public enum OptionMap {
    /** What a call to the API must carry. */
    HEADERS("headers"),
    /** More parameters for the token request. */
    TOKEN_PARAMETERS("tokenParameters"),
    /** More headers for the token request. */
    TOKEN_HEADERS("tokenHeaders");

    private final String key;

    OptionMap(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The name of one entry as properties write it, {@code headers[X-Api-Key]}. */
    public String entry(String name) {
        return key + "[" + name + "]";
    }

    /** The map of that name, camelCase or kebab-case, in any case. */
    public static Optional<OptionMap> of(String name) {
        String wanted = name.replace("-", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(m -> m.key.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
