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

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Takes exposed headers off when the exchange ends, and already when the route ends that it began in:
 * before a consumer makes a response to somebody outside from the message.
 */
final class ExposedHeadersCleanup extends SynchronizationAdapter
        implements SynchronizationRouteAware {

    static final ExposedHeadersCleanup INSTANCE = new ExposedHeadersCleanup();

    private ExposedHeadersCleanup() {}

    @Override
    public SynchronizationRouteAware getRouteSynchronization() {
        return this;
    }

    @Override
    public void onBeforeRoute(Route route, Exchange exchange) {
        // the headers go with the exchange from route to route
    }

    @Override
    public void onAfterRoute(Route route, Exchange exchange) {
        if (route.getRouteId().equals(exchange.getFromRouteId())) {
            Authorization.release(exchange);
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        Authorization.release(exchange);
    }

    /** Stays with its exchange, whose message it has to clean. */
    @Override
    public boolean allowHandover() {
        return false;
    }
}
