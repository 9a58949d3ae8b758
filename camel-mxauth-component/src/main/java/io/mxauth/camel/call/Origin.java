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
package io.mxauth.camel.call;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The origin of a URL (RFC 6454 section 4): its scheme, host and port. */
final class Origin {

    private Origin() {}

    static boolean isSame(URI one, URI other) {
        return one.equals(other)
                || (equal(one.getScheme(), other.getScheme())
                        && equal(one.getHost(), other.getHost())
                        && port(one) == port(other));
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
