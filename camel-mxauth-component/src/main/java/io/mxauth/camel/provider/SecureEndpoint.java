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
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the URL of an endpoint must be so that a secret may be sent there. */
public final class SecureEndpoint {

    private SecureEndpoint() {}

    /** The endpoint, if the text is one that a secret may be sent to. */
    public static Optional<URI> parse(String text) {
        return flaw(text) == null ? Optional.of(URI.create(text)) : Optional.empty();
    }

    /** What is wrong with the text, or null. */
    static @Nullable String flaw(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return "is not a URL";
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            return "must be an absolute https: URL";
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return "must have neither user info nor a fragment";
        }
        if (scheme.equals("http") && !Loopback.isLoopback(host)) {
            return "must be https:, as plain http: is for loopback only";
        }
        return null;
    }
}
