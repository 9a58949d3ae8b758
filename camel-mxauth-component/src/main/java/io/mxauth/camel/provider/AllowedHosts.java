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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a provider's tokens may go to. A host without a port stands for every port of it,
 * one with a port for that port alone; {@code *} unbinds. Plain {@code http:} is for loopback only,
 * whatever is listed.
 *
 * @param hosts in the spelling of {@link HostName}; empty: not bound
 */
public record AllowedHosts(Set<String> hosts) {

    /** Reads the option's comma-separated list; an entry that has a flaw matches nothing. */
    static AllowedHosts parse(String list) {
        return new AllowedHosts(
                written(list).stream()
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> HostEntry.read(entry).host())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What is wrong with each entry that could never match, told by its place in the list. */
    static List<String> flaws(String list) {
        List<String> flaws = new ArrayList<>();
        List<String> written = written(list);
        for (int i = 0; i < written.size(); i++) {
            String flaw = written.get(i).isEmpty() ? null : HostEntry.read(written.get(i)).flaw();
            if (flaw != null) {
                flaws.add("entry %d %s".formatted(i + 1, flaw));
            }
        }
        return flaws;
    }

    private static List<String> written(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    public boolean isBound() {
        return !hosts.isEmpty() && !hosts.contains(HostEntry.ANY);
    }

    /** Whether a request with a token may be sent to that URL. */
    public boolean allow(URI target) {
        if (!isSecure(target)) {
            return false;
        }
        String host = HostName.of(target.getHost());
        return !isBound() || hosts.contains(host) || hosts.contains(host + ":" + port(target));
    }

    /**
     * What keeps a URL that is not allowed from ever being so, whatever is listed; in words that go
     * on after "the URL of this call", and show no more of it than its host.
     *
     * @return null if its host can be listed
     */
    public static @Nullable String flawOf(URI target) {
        return TargetFlaw.of(target);
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
