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

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a host by which a host that is listed is compared with a URL's: lower case, an
 * international name in its ASCII form (RFC 5890), an IPv6 address in brackets and in one spelling
 * out of many. Asks no resolver.
 */
final class HostName {

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** What IDNA 2003 and 2008 map to different names (RFC 5894 section 7.2). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\\u00DF\\u03C2\\u200C\\u200D]");

    private HostName() {}

    /** A URL's host, as {@link URI#getHost()} has it. */
    static String of(String host) {
        if (host.startsWith("[")) {
            String address = ipv6(host.substring(1, host.length() - 1));
            return address == null ? host.toLowerCase(Locale.ROOT) : address;
        }
        return host.toLowerCase(Locale.ROOT);
    }

    /** The spelling of a name or an IPv4 address as somebody wrote it, or null if it is none. */
    static @Nullable String read(String written) {
        String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
        try {
            name = isAscii(name) ? name : IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            return null;
        }
        name = name.toLowerCase(Locale.ROOT);
        return isHostOfUrl(name) && !name.endsWith(".") ? name : null;
    }

    /** The address in its one spelling, with brackets, or null if the text is none. */
    static @Nullable String ipv6(String text) {
        if (!IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            // The brackets keep Java from asking a resolver.
            InetAddress address = InetAddress.getByName("[" + text + "]");
            String mapped = address instanceof Inet4Address ? "::ffff:" : "";
            return "[" + mapped + address.getHostAddress() + "]";
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether the name is read as another one by each of two standards. */
    static boolean isAmbiguous(String name) {
        return AMBIGUOUS.matcher(name).find();
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** Whether Java finds that very host in a URL; elsewhere it is never compared. */
    private static boolean isHostOfUrl(String name) {
        try {
            return name.equals(new URI("https://" + name + "/").getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
