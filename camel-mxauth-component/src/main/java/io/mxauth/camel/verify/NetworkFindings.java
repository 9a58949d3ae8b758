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
package io.mxauth.camel.verify;

import io.mxauth.camel.oauth.RecordedExchange;
import io.mxauth.camel.oauth.TransportException;
import java.util.List;

/** What a request without an answer probably means. */
record NetworkFindings(RecordedExchange exchange, TransportException fault) {

    private static final String PROXY =
            "If this machine reaches the internet by a proxy, give the component an httpComponent"
                    + " with proxyHost and proxyPort.";

    List<Finding> list() {
        String host = exchange.call().uri().getHost();
        return List.of(
                switch (fault.fault()) {
                    case UNKNOWN_HOST ->
                            new Finding(
                                    "No name server that this machine asks knows the host %s."
                                            .formatted(host),
                                    "Check the endpoint's URL, and the region or server in it, for"
                                            + " a slip.",
                                    "Try to resolve the name on this machine; if others can, the"
                                            + " name service here is at fault.",
                                    PROXY);
                    case REFUSED ->
                            new Finding(
                                    "Nobody at %s takes the connection, or a firewall refuses it."
                                            .formatted(exchange.call().uri().getAuthority()),
                                    "Check host and port of the endpoint's URL.",
                                    "Ask whether a firewall lets this machine out to that host.",
                                    PROXY);
                    case NO_CONNECTION ->
                            new Finding(
                                    "%s does not answer at all: most often a firewall that drops"
                                                    .formatted(host)
                                            + " what this machine sends.",
                                    "Ask for that host to be opened for this machine.",
                                    PROXY);
                    case TLS ->
                            new Finding(
                                    "This machine and %s do not agree on TLS. Most often the"
                                                    .formatted(host)
                                            + " certificate is not trusted here, because a proxy"
                                            + " puts its own in its place or a private authority"
                                            + " issued it. Or the port does not speak TLS.",
                                    "Look at the certificate that arrives here: openssl s_client"
                                            + " -connect %s".formatted(connect()),
                                    "Let the component trust that authority by"
                                            + " sslContextParameters.",
                                    "Check that https: and the port belong together.");
                    case BROKEN ->
                            new Finding(
                                    "The connection was ended before an answer was there: by the"
                                            + " issuer, or by a proxy or firewall on the way.",
                                    "Check that the port and http: or https: belong together.",
                                    "Try again; if it stays so, ask who runs the network between.");
                    case OTHER -> late();
                });
    }

    private Finding late() {
        if (fault.outcome() == TransportException.Outcome.TOO_LARGE) {
            return new Finding(
                    "The answer is too large for a token: probably a web page.",
                    "Check the endpoint's URL.");
        }
        return new Finding(
                "There was no answer in time. The issuer is slow, or something on the way keeps the"
                        + " request.",
                "Try again; requestTimeout bounds the wait.",
                PROXY);
    }

    private String connect() {
        int port = exchange.call().uri().getPort();
        return exchange.call().uri().getHost() + ":" + (port == -1 ? 443 : port);
    }
}
