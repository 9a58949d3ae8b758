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

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names a header of ours may have: those that an HTTP client sends as they were set. */
final class HeaderNames {

    /** A header's name (RFC 9110 section 5.6.2). */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** What frames a message or is about one connection, so that it is the client's to set. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private static final String PROXY = "proxy-";

    /** What Camel takes for an instruction to itself, and sends to nobody. */
    private static final List<String> OF_CAMEL = List.of("camel", "org.apache.camel.");

    private HeaderNames() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Why a header of that name would not arrive as it was set, or null. */
    static @Nullable String flaw(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (OF_THE_CLIENT.contains(lower) || lower.startsWith(PROXY)) {
            return "is for the HTTP client to set, which would drop or replace it; remove it, and set"
                    + " the client's own option if it has one";
        }
        return OF_CAMEL.stream().anyMatch(lower::startsWith)
                ? "begins as Camel's own headers, which are not sent; take another name"
                : null;
    }
}
