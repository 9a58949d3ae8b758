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

import io.mxauth.camel.provider.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cookies in which a browser keeps its logins under way: one for each, so that two tabs that
 * begin at the same moment take nothing from each other. With {@code __Host-} in its name a browser
 * takes a cookie over TLS only, and from no other host of the domain (RFC 6265bis section 4.1.3.2); on
 * loopback, without TLS, it goes without. Providers of one host share the bounds.
 */
final class LoginCookies {

    /** The most logins of one browser at a time. */
    static final int MOST = 3;

    /** What the cookies of one browser have together stays below that, as it sends them back. */
    static final int MOST_BYTES = 4096;

    private static final String NAME = "mxauth-";

    /** Its name's end, the millisecond in which it began, and what is sealed. */
    private static final Pattern COOKIE =
            Pattern.compile("([A-Za-z0-9_-]{16})=(?:(\\d{1,15})\\.([A-Za-z0-9_-]+)|.*)");

    /** What stands between two cookies of a header, and between a name and a value. */
    private static final int SEPARATORS = "; =".length();

    private final boolean secure;
    private final String prefix;
    private final List<Kept> kept;

    /**
     * One of them.
     *
     * @param name without what all names begin with
     * @param begun the millisecond in which the login began, by the word of the browser: which is the oldest
     * @param value what is sealed, or nothing where it is none of ours
     */
    private record Kept(String name, long begun, String value, int length) {}

    /** Those that a browser sent, as the {@code Cookie} headers have them. */
    LoginCookies(Provider provider, List<String> headers) {
        String uri = Objects.requireNonNull(provider.redirectUri());
        this.secure = uri.regionMatches(true, 0, "https:", 0, "https:".length());
        this.prefix = (secure ? "__Host-" : "") + NAME;
        this.kept =
                headers.stream()
                        .flatMap(header -> Arrays.stream(header.split(";", -1)))
                        .map(String::strip)
                        .filter(pair -> pair.startsWith(prefix))
                        .flatMap(pair -> kept(pair.substring(prefix.length())).stream())
                        .toList();
    }

    private Optional<Kept> kept(String pair) {
        // Some clients send a value in quotes (RFC 6265 section 4.1.1), which mean nothing.
        Matcher cookie = COOKIE.matcher(pair.replace("\"", ""));
        if (!cookie.matches()) {
            return Optional.empty();
        }
        boolean ours = cookie.group(2) != null;
        return Optional.of(
                new Kept(
                        cookie.group(1),
                        ours ? Long.parseLong(cookie.group(2)) : 0,
                        ours ? cookie.group(3) : "",
                        prefix.length() + pair.length() + SEPARATORS));
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** What is sealed of that login; empty where it is missing, is none of ours, or comes twice. */
    Optional<byte[]> of(String state) {
        List<String> values =
                kept.stream()
                        .filter(cookie -> cookie.name.equals(name(state)))
                        .map(Kept::value)
                        .toList();
        try {
            return values.size() == 1 && !values.get(0).isEmpty()
                    ? Optional.of(Base64.getUrlDecoder().decode(values.get(0)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The values of {@code Set-Cookie} that add a login, in the place of the oldest if need be. */
    List<String> with(String state, Instant begun, byte[] sealed) {
        String value =
                begun.toEpochMilli()
                        + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        List<String> set = new ArrayList<>();
        set.add(set(name(state), value, PendingLogin.LIFE.toSeconds()));
        int number = 1;
        int length = prefix.length() + name(state).length() + value.length() + SEPARATORS;
        for (Kept cookie :
                kept.stream().sorted(Comparator.comparingLong(Kept::begun).reversed()).toList()) {
            number++;
            length += cookie.length;
            if (number > MOST || length >= MOST_BYTES) {
                set.add(removal(cookie.name));
            }
        }
        return set;
    }

    /** The values of {@code Set-Cookie} that remove a login, if it is there. */
    List<String> without(String state) {
        return kept.stream()
                .map(Kept::name)
                .filter(name(state)::equals)
                .distinct()
                .map(this::removal)
                .toList();
    }

    /** Tells logins of one browser apart, and tells nobody the state. */
    private static String name(String state) {
        return LoginSecrets.fingerprint(state).substring(0, 16);
    }

    private String removal(String name) {
        return set(name, "", 0);
    }

    private String set(String name, String value, long seconds) {
        return Stream.of(
                        prefix + name + "=" + value,
                        "Path=/",
                        "Max-Age=" + seconds,
                        "HttpOnly",
                        "SameSite=Lax",
                        secure ? "Secure" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
