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
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.HttpProducer;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** An endpoint of camel-http whose calls keep the rules of authorized calls. */
final class AuthorizedHttpEndpoint extends HttpEndpoint implements HttpDialect {

    private static final String HTTP_CLIENT = "httpClient";
    private static final Pattern NAMES_HTTP_CLIENT = Pattern.compile("[?&]httpClient=");

    private final RedirectGuard guard = new RedirectGuard();

    /** The client that the guard is built into; any other one is the user's. */
    private volatile @Nullable HttpClient guarded;

    private AuthorizedHttpEndpoint(HttpEndpoint original) {
        super(
                original.getEndpointUri(),
                original.getComponent(),
                original.getHttpUri(),
                original.getClientBuilder(),
                original.getClientConnectionManager(),
                original.getHttpClientConfigurer());
        // What the component sets that is no option of a producer's endpoint.
        setMuteException(original.isMuteException());
        setConnectionRequestTimeout(original.getConnectionRequestTimeout());
        setConnectTimeout(original.getConnectTimeout());
        setSoTimeout(original.getSoTimeout());
        setResponseTimeout(original.getResponseTimeout());
    }

    static AuthorizedHttpEndpoint of(HttpEndpoint original) {
        AuthorizedHttpEndpoint twin =
                EndpointTwin.copyOptions(
                        original, new AuthorizedHttpEndpoint(original), "http", HTTP_CLIENT);
        // Its getter would make a client of the original's, which knows no guard.
        if (NAMES_HTTP_CLIENT.matcher(original.getEndpointUri()).find()) {
            twin.setHttpClient(original.getHttpClient());
        }
        return twin;
    }

    @Override
    public Producer createProducer() {
        return new AuthorizedProducer(this, new GuardedProducer(), this);
    }

    /** The user's configurer, which runs after the guard's. */
    @Override
    public HttpClientConfigurer getHttpClientConfigurer() {
        HttpClientConfigurer users = super.getHttpClientConfigurer();
        return builder -> {
            guard.configureHttpClient(builder);
            if (users != null) {
                users.configureHttpClient(builder);
            }
        };
    }

    @Override
    protected HttpClient createHttpClient() {
        HttpClient created = super.createHttpClient();
        guarded = created;
        return created;
    }

    /** The client's own producer, guarded while it sends. */
    private final class GuardedProducer extends HttpProducer {

        GuardedProducer() {
            super(AuthorizedHttpEndpoint.this);
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            Authorization authorization = Authorization.of(exchange);
            if (authorization == null || !authorization.isFor(exchange)) {
                super.process(exchange);
                return;
            }
            guard.enter(authorization, target(exchange));
            try {
                super.process(exchange);
            } finally {
                guard.leave();
            }
        }

        @Override
        protected HttpUriRequest createMethod(Exchange exchange) throws Exception {
            HttpUriRequest request = super.createMethod(exchange);
            HttpClient client = getHttpClient();
            if (guard.isEntered() && !client.equals(guarded)) {
                RedirectGuard.keepFromRedirects(request, client);
            }
            return request;
        }
    }

    @Override
    public URI target(Exchange exchange) {
        return isSkipControlHeaders()
                ? getHttpUri()
                : HttpDialect.resolve(exchange, getHttpUri(), isBridgeEndpoint(), true);
    }

    @Override
    public int statusOf(Throwable thrown) {
        return thrown instanceof HttpOperationFailedException failed ? failed.getStatusCode() : 0;
    }
}
