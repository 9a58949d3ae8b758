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

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that a provider's tokens may go to. A host without a port stands for every port of it,
 * one with a port for that port alone; {@code *} unbinds. Plain {@code http:} is for loopback only,
 * whatever is listed.
 *
 * @param hosts in lower case; empty: not bound
 */
public record AllowedHosts(Set<String> hosts) {

    private static final String ANY = "*";

    /** Reads the option's comma-separated list. */
    static AllowedHosts parse(String list) {
        return new AllowedHosts(
                Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(host -> !host.isEmpty())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean isBound() {
        return !hosts.isEmpty() && !hosts.contains(ANY);
    }

    /** Whether a request with a token may be sent to that URL. */
    public boolean allow(URI target) {
        if (!isSecure(target)) {
            return false;
        }
        String host = target.getHost().toLowerCase(Locale.ROOT);
        return !isBound() || hosts.contains(host) || hosts.contains(host + ":" + port(target));
    }

    /** Whether it is a whole URL and nobody can listen on the way: https, or loopback. */
    public static boolean isSecure(URI target) {
        return target.getHost() != null
                && target.getScheme() != null
                && (isHttps(target) || Loopback.isLoopback(target.getHost()));
    }

    private static int port(URI target) {
        if (target.getPort() != -1) {
            return target.getPort();
        }
        return isHttps(target) ? 443 : 80;
    }

    private static boolean isHttps(URI target) {
        return "https".equalsIgnoreCase(target.getScheme());
    }
}
