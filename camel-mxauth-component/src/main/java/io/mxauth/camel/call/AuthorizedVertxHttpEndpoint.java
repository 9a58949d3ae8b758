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
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.vertx.http.VertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** An endpoint of camel-vertx-http whose calls keep the rules of authorized calls. */
final class AuthorizedVertxHttpEndpoint extends VertxHttpEndpoint implements HttpDialect {

    private final VertxRedirectGuard guard = new VertxRedirectGuard();
    private final VertxHttpEndpoint original;

    private AuthorizedVertxHttpEndpoint(VertxHttpEndpoint original) {
        super(original.getEndpointUri(), original.getComponent(), original.getConfiguration());
        this.original = original;
    }

    static Endpoint of(Endpoint endpoint) {
        VertxHttpEndpoint original = (VertxHttpEndpoint) endpoint;
        return EndpointTwin.copyOptions(
                original, new AuthorizedVertxHttpEndpoint(original), "vertx-http");
    }

    @Override
    public Producer createProducer() throws Exception {
        VertxHttpBinding binding = getConfiguration().getVertxHttpBinding();
        if (!(binding instanceof GuardedVertxBinding)) {
            getConfiguration().setVertxHttpBinding(new GuardedVertxBinding(binding, guard));
        }
        return new AuthorizedProducer(this, super.createProducer(), this);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Camel may have started it before, and its client is for nobody now.
        ServiceHelper.stopService(original);
        guard.watch(getWebClient());
    }

    @Override
    public URI target(Exchange exchange) {
        return HttpDialect.resolve(
                exchange,
                getConfiguration().getHttpUri(),
                getConfiguration().isBridgeEndpoint(),
                false);
    }

    @Override
    public int statusOf(Throwable thrown) {
        return thrown instanceof HttpOperationFailedException failed ? failed.getStatusCode() : 0;
    }

    @Override
    public @Nullable String headerOf(Throwable thrown, String name) {
        return HttpDialect.header(thrown, name);
    }
}
