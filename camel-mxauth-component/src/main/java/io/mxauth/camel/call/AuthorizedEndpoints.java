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

import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Puts an endpoint of ours in the place of each HTTP endpoint that is registered: the same class to
 * whoever asks, so that {@code rest:} and casts go on working, with a producer that keeps the rules
 * of authorized calls. Whichever way a route calls the endpoint, by {@code to}, {@code toD}, {@code
 * enrich}, {@code recipientList} or a template, it passes that producer.
 */
public final class AuthorizedEndpoints implements EndpointStrategy {

    private static final String VERTX = "org.apache.camel.component.vertx.http.VertxHttpEndpoint";
    private static final String NETTY = "org.apache.camel.component.netty.http.NettyHttpEndpoint";

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        // By exact class: a subclass of somebody else's would lose what makes it one.
        if (endpoint.getClass() == HttpEndpoint.class) {
            return AuthorizedHttpEndpoint.of((HttpEndpoint) endpoint);
        }
        // Both are optional: their twins are loaded only where they are there.
        return switch (endpoint.getClass().getName()) {
            case VERTX -> AuthorizedVertxHttpEndpoint.of(endpoint);
            case NETTY -> AuthorizedNettyHttpEndpoint.of(endpoint);
            default -> endpoint;
        };
    }
}
