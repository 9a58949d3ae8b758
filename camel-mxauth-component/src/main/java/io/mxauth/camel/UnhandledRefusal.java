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
package io.mxauth.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Lets a browser see why it was refused. The refusal is the exchange's exception, so that error
 * handlers and {@code doCatch} see it. When the route that got the request ends with it still
 * unhandled, an HTTP consumer would answer 500 and nothing else: the page takes its place then, and
 * the exception stays as {@link Exchange#EXCEPTION_CAUGHT}.
 */
final class UnhandledRefusal extends SynchronizationAdapter implements SynchronizationRouteAware {

    private final LoginResponse response;
    private final MxAuthException failure;

    UnhandledRefusal(LoginResponse response, MxAuthException failure) {
        this.response = response;
        this.failure = failure;
    }

    @Override
    public SynchronizationRouteAware getRouteSynchronization() {
        return this;
    }

    @Override
    public void onBeforeRoute(Route route, Exchange exchange) {
        // a route on the way is not the end of it
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a redelivery's refusal has a page of its own
    public void onAfterRoute(Route route, Exchange exchange) {
        if (route.getRouteId().equals(exchange.getFromRouteId())
                && exchange.getException() == failure) {
            exchange.setException(null);
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
            response.writeTo(exchange.getMessage());
        }
    }

    /** Stays with its exchange, whose response it is. */
    @Override
    public boolean allowHandover() {
        return false;
    }
}
