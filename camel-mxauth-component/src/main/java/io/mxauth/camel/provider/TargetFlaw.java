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
import org.jspecify.annotations.Nullable;

/** Why a URL has no host that could be compared with one that is listed. */
final class TargetFlaw {

    private static final String NO_HOST =
            "names no host, or none that Java takes for one, as with an underscore in its name. Check"
                    + " the URL";
    private static final int MOST_SHOWN = 100;

    private TargetFlaw() {}

    /** What is wrong, or null. */
    static @Nullable String of(URI target) {
        String authority = target.getRawAuthority();
        if (authority == null && target.getScheme() == null) {
            return "is relative. If the exchange came in by HTTP, the header CamelHttpUri of that"
                    + " request has replaced the endpoint's URL: set bridgeEndpoint=true, or remove the"
                    + " header";
        }
        if (authority == null) {
            return NO_HOST;
        }
        if (target.getHost() == null) {
            return ofName(authority.substring(authority.lastIndexOf('@') + 1));
        }
        return target.getHost().endsWith(".")
                ? "has the host '%s'. Leave out its final dot".formatted(shown(target.getHost()))
                : null;
    }

    private static String ofName(String host) {
        if (host.isEmpty() || host.startsWith(":")) {
            return NO_HOST;
        }
        String named = "has '" + shown(host) + "' where its host has to be, which ";
        if (host.indexOf('_') >= 0) {
            return named
                    + "has an underscore. Java finds no host there: call it by a name without one, or"
                    + " by its address";
        }
        if (host.indexOf('%') >= 0 || !HostName.isAscii(host)) {
            return named
                    + "has other characters than ASCII's. Write an international name in its ASCII"
                    + " form, xn--..";
        }
        return named + "is no host's name with or without a port. Check the URL";
    }

    private static String shown(String host) {
        return host.length() > MOST_SHOWN ? host.substring(0, MOST_SHOWN) + ".." : host;
    }
}
