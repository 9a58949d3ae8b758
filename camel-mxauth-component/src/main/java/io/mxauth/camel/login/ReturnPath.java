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
package io.mxauth.camel.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The path that a person is sent back to: of the same site, whatever a browser, or a proxy that
 * decodes and merges, makes of it.
 */
final class ReturnPath {

    /** So that the cookies of several logins, which have it in them, stay small. */
    private static final int LONGEST = 1000;

    /** How often something may have been encoded; what still changes then is a trick. */
    private static final int MOST_DECODINGS = 3;

    private ReturnPath() {}

    /** The path in ASCII, if it is one. */
    static Optional<String> parse(String text) {
        if (text.length() > LONGEST || isOdd(text)) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        boolean path =
                uri.getScheme() == null
                        && uri.getRawAuthority() == null
                        && text.startsWith("/")
                        && isPlain(text);
        return path
                ? Optional.of(uri.toASCIIString()).filter(ascii -> ascii.length() <= LONGEST)
                : Optional.empty();
    }

    /** Whether it stays a path, and a harmless one, however often it is decoded. */
    private static boolean isPlain(String text) {
        String decoded = text;
        for (int i = 0; i < MOST_DECODINGS; i++) {
            if (isOdd(decoded) || pathOf(decoded).contains("//")) {
                return false;
            }
            String next;
            try {
                next = URLDecoder.decode(decoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                // A bare percent sign: there is nothing more to decode.
                return true;
            }
            if (next.equals(decoded)) {
                return true;
            }
            decoded = next;
        }
        return false;
    }

    /** Browsers take a backslash for a slash, and leave tabs and line breaks out. */
    private static boolean isOdd(String text) {
        return text.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c));
    }

    private static String pathOf(String text) {
        int end = text.length();
        for (char c : new char[] {'?', '#'}) {
            int at = text.indexOf(c);
            if (at >= 0) {
                end = Math.min(end, at);
            }
        }
        return text.substring(0, end);
    }
}
