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

import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.HttpProducer;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.http.common.HttpConfiguration;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** An endpoint of camel-http whose calls keep the rules of authorized calls. */
final class AuthorizedHttpEndpoint extends HttpEndpoint implements HttpDialect {

    private static final String HTTP_CLIENT = "httpClient";
    private static final Pattern NAMES_HTTP_CLIENT = Pattern.compile("[?&]httpClient=");
    private static final Pattern OWN_AUTHENTICATION =
            Pattern.compile("[?&](oauth2ClientId|authUsername|authMethod)=");

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

    /** The client's own producer, which puts the headers on the request that it sends. */
    private final class GuardedProducer extends HttpProducer {

        GuardedProducer() {
            super(AuthorizedHttpEndpoint.this);
        }

        @Override
        protected <T> T executeMethod(
                Exchange exchange,
                HttpHost host,
                HttpUriRequest request,
                HttpClientResponseHandler<T> handler)
                throws IOException, HttpException {
            AuthorizedRequest authorized = Authorization.requestOf(exchange);
            if (authorized == null) {
                return super.executeMethod(exchange, host, request, handler);
            }
            Header named = request.getFirstHeader(HttpHeaders.HOST);
            authorized.checkHost(named == null ? null : named.getValue());
            authorized.putOn(request::setHeader);
            HttpClient client = getHttpClient();
            if (!client.equals(guarded)) {
                return executeUnguarded(client, host, request, handler, authorized);
            }
            guard.enter(authorized);
            try {
                return super.executeMethod(exchange, host, request, handler);
            } finally {
                guard.leave();
            }
        }

        /** A client of the user's: follows no redirect, and tells by its context what it sent. */
        private <T> T executeUnguarded(
                HttpClient client,
                HttpHost host,
                HttpUriRequest request,
                HttpClientResponseHandler<T> handler,
                AuthorizedRequest authorized)
                throws IOException, HttpException {
            RedirectGuard.keepFromRedirects(request, client);
            HttpContext given = getEndpoint().getHttpContext();
            HttpClientContext context =
                    given == null ? HttpClientContext.create() : new HttpClientContext(given);
            ClassicHttpResponse response = client.executeOpen(host, request, context);
            HttpRequest sent = context.getRequest();
            if (sent != null) {
                RedirectGuard.witness(authorized, sent);
            }
            return handler.handleResponse(response);
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

    @Override
    public @Nullable String headerOf(Throwable thrown, String name) {
        return HttpDialect.header(thrown, name);
    }

    @Override
    public @Nullable String ownAuthentication() {
        Matcher named = OWN_AUTHENTICATION.matcher(getEndpointUri());
        if (named.find()) {
            return named.group(1);
        }
        HttpConfiguration shared = getComponent().getHttpConfiguration();
        return shared != null && shared.getAuthMethod() != null ? "authMethod" : null;
    }
}
