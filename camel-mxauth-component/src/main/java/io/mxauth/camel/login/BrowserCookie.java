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

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that tells the browser that began a log-in from others. With {@code __Host-} in its name
 * a browser takes it over TLS only, and from no other host of the domain (RFC 6265bis section
 * 4.1.3.2); on loopback, without TLS, it goes without.
 *
 * @param name of the cookie
 * @param secure whether it has the prefix
 */
record BrowserCookie(String name, boolean secure) {

    private static final String NAME = "mxauth";

    static BrowserCookie of(String redirectUri) {
        return redirectUri.regionMatches(true, 0, "https:", 0, "https:".length())
                ? new BrowserCookie("__Host-" + NAME, true)
                : new BrowserCookie(NAME, false);
    }

    /** The value of the {@code Set-Cookie} header. */
    String set(String value) {
        return name
                + "="
                + value
                + "; Path=/; Max-Age="
                + PendingLogin.LIFE.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    /**
     * Its value in {@code Cookie} headers.
     *
     * @return null where it is missing, is none of ours, or comes more than once
     */
    @Nullable String in(List<String> headers) {
        List<String> values =
                headers.stream()
                        .flatMap(header -> Arrays.stream(header.split(";", -1)))
                        .map(String::strip)
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> unquoted(pair.substring(name.length() + 1)))
                        .toList();
        return values.size() == 1 && LoginSecrets.isOne(values.get(0)) ? values.get(0) : null;
    }

    /** Some clients send it in quotes (RFC 6265 section 4.1.1), which mean nothing. */
    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
