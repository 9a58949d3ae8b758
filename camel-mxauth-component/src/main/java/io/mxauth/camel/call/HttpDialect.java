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
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.UnsafeUriCharactersEncoder;
import org.jspecify.annotations.Nullable;

/** What differs between Camel's HTTP clients, as far as an authorized call is concerned. */
interface HttpDialect {

    /**
     * The URL that the client will call with that exchange, headers that override the endpoint's
     * considered.
     *
     * @throws IllegalArgumentException if it is none
     */
    URI target(Exchange exchange);

    /** The HTTP status that the client's exception stands for, or 0. */
    int statusOf(Throwable thrown);

    /** A header of the answer that the client's exception stands for, or null. */
    @Nullable String headerOf(Throwable thrown, String name);

    /**
     * The option by which the endpoint puts an authentication of its own on each request, above ours;
     * null if it has none.
     */
    default @Nullable String ownAuthentication() {
        return null;
    }

    /** A header of the answer that camel-http, camel-vertx-http or camel-undertow has thrown. */
    static @Nullable String header(Throwable thrown, String name) {
        return thrown instanceof HttpOperationFailedException failed
                        && failed.getResponseHeaders() != null
                ? failed.getResponseHeaders().entrySet().stream()
                        .filter(header -> name.equalsIgnoreCase(header.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /**
     * The URL that camel-http and camel-vertx-http make of an endpoint's URL and of the headers that
     * override it. What they take for a URL is taken for one here, be it as odd as it may.
     *
     * @param bridged whether {@code CamelHttpUri} is ignored
     * @param emptyCounts whether an empty {@code CamelRestHttpUri} is taken for a URL
     */
    static URI resolve(Exchange exchange, URI configured, boolean bridged, boolean emptyCounts) {
        Message in = exchange.getIn();
        String url = in.getHeader(Exchange.REST_HTTP_URI, String.class);
        if (url != null && url.isEmpty() && !emptyCounts) {
            url = null;
        }
        if (url == null && !bridged) {
            url = in.getHeader(Exchange.HTTP_URI, String.class);
        }
        String path = in.getHeader(Exchange.HTTP_PATH, "", String.class);
        if (url == null && path.isEmpty()) {
            return configured;
        }
        if (url == null) {
            url = configured.toASCIIString();
        }
        url = exchange.getContext().resolvePropertyPlaceholders(url);
        if (!path.isEmpty()) {
            String base = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
            String relative = path.startsWith("/") ? path.substring(1) : path;
            url = base.endsWith("/") ? base + relative : base + "/" + relative;
        }
        return URI.create(UnsafeUriCharactersEncoder.encodeHttpURI(url));
    }
}
