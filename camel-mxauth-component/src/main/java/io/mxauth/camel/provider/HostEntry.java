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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code allowedHosts} as somebody wrote it. What can be meant in one way only is taken
 * so; all else that no URL could ever match is a flaw, since it would refuse each call.
 *
 * @param host the host in the spelling of {@link HostName}, with its port if it has one, or a star;
 *     if there is a flaw empty, which matches nothing
 * @param flaw what is wrong with it, said without the entry as other options' values, or null
 */
record HostEntry(String host, @Nullable String flaw) {

    static final String ANY = "*";

    private static final int MOST_PORT = 65_535;

    private static final String QUOTES = "[\"'`\\u201C\\u201D\\u2018\\u2019\\u00AB\\u00BB]";

    /** What no host has, in the order in which it is told. */
    private static final List<Foreign> FOREIGN =
            List.of(
                    new Foreign(QUOTES, "has quotes; write it without"),
                    new Foreign("//", "has a scheme; write the host alone"),
                    new Foreign("@", "has user info; write the host alone"),
                    new Foreign("[/\\\\?#]", "has a path or a query; write the host alone"),
                    new Foreign("[\\s\\u00A0]", "has a space; commas separate hosts"),
                    new Foreign("[;|]", "has another separator than a comma"),
                    new Foreign("\\*", "has a star in a name; each host has to be named"),
                    new Foreign("[{}]", "has a placeholder that nothing fills in"),
                    new Foreign("_", "has an underscore, with which Java finds no host in a URL"),
                    new Foreign("%", "has a percent sign"));

    private static final Pattern NAME_AND_PORT = Pattern.compile("([^:]*)(?::([^:]*))?");
    private static final Pattern BRACKETS = Pattern.compile("\\[(.*)](?::(.*))?");
    private static final Pattern LAST_NUMBER = Pattern.compile("(.*):(\\d{1,5})");

    /** Reads an entry that has no spaces around it and is not empty. */
    static HostEntry read(String written) {
        if (written.equals(ANY)) {
            return new HostEntry(ANY, null);
        }
        for (Foreign foreign : FOREIGN) {
            if (foreign.characters().matcher(written).find()) {
                return flawed(foreign.text());
            }
        }
        Matcher brackets = BRACKETS.matcher(written);
        if (brackets.matches()) {
            String address = HostName.ipv6(brackets.group(1));
            return address == null
                    ? flawed("has no IPv6 address in its brackets")
                    : withPort(address, brackets.group(2));
        }
        Matcher name = NAME_AND_PORT.matcher(written);
        return name.matches() ? named(name.group(1), name.group(2)) : bareAddress(written);
    }

    private static HostEntry named(String name, @Nullable String port) {
        if (HostName.isAmbiguous(name)) {
            return flawed("stands for two names; write its ASCII form, xn--..");
        }
        String host = HostName.read(name);
        return host == null ? flawed("is no name of a host") : withPort(host, port);
    }

    /** An IPv6 address without brackets, unless its end may as well be a port. */
    private static HostEntry bareAddress(String written) {
        String whole = HostName.ipv6(written);
        Matcher last = LAST_NUMBER.matcher(written);
        String before = last.matches() ? HostName.ipv6(last.group(1)) : null;
        if (before != null) {
            return flawed("may end with a port; put brackets around the address, [..] or [..]:443");
        }
        return whole == null ? flawed("is no name of a host") : new HostEntry(whole, null);
    }

    private static HostEntry withPort(String host, @Nullable String port) {
        if (port == null) {
            return new HostEntry(host, null);
        }
        int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
        return number == 0 || number > MOST_PORT
                ? flawed("has no port of 1 to 65535 after the colon")
                : new HostEntry(host + ":" + number, null);
    }

    private static HostEntry flawed(String flaw) {
        return new HostEntry("", flaw);
    }

    /** Characters that tell of a mistake, and what that is. */
    private record Foreign(Pattern characters, String text) {
        Foreign(String characters, String text) {
            this(Pattern.compile(characters), text);
        }
    }
}
