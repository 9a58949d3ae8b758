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

import io.mxauth.camel.call.AuthorizedEndpoints;
import java.util.Collection;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Navigate;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a route, when it is added, whose first HTTP call behind {@code mxauth:} is to an endpoint
 * that authenticates by options of its own. What only an exchange shows is refused at the call.
 */
final class RouteChecks extends LifecycleStrategySupport {

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        routes.forEach(route -> new Walk().along(route.navigate()));
    }

    /** One way through a route, in the order in which it is written. */
    private static final class Walk {

        private @Nullable MxAuthEndpoint authorizing;

        void along(@Nullable Object node) {
            if (node instanceof EndpointAware step && step.getEndpoint() != null) {
                meet(step.getEndpoint());
            }
            if (node instanceof Navigate<?> parent && parent.hasNext()) {
                parent.next().forEach(this::along);
            }
        }

        private void meet(Endpoint endpoint) {
            MxAuthEndpoint before = authorizing;
            if (endpoint instanceof MxAuthEndpoint ours) {
                authorizing = ours.authorizes() ? ours : null;
            } else if (before != null && AuthorizedEndpoints.isGuarded(endpoint)) {
                String option = AuthorizedEndpoints.ownAuthentication(endpoint);
                if (option != null) {
                    throw before.conflictWith(option, endpoint);
                }
                authorizing = null;
            }
        }
    }
}
