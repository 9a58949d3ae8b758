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

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClientOptions;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.VertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpConfiguration;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The binding of camel-vertx-http that guards authorized requests: it puts the headers on, has
 * redirects watched, or not followed where that cannot be, and has TLS used where the URL says {@code https:}, which the
 * binding by itself does not do where the URL has a port.
 */
final class GuardedVertxBinding implements VertxHttpBinding {

    private final VertxHttpBinding binding;
    private final VertxRedirectGuard guard;

    GuardedVertxBinding(VertxHttpBinding binding, VertxRedirectGuard guard) {
        this.binding = binding;
        this.guard = guard;
    }

    @Override
    public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange)
            throws Exception {
        AuthorizedRequest authorized = Authorization.requestOf(exchange);
        HttpRequest<Buffer> request = binding.prepareHttpRequest(endpoint, exchange);
        if (authorized == null) {
            return request;
        }
        authorized.checkProxy(!authorized.isSecure() && isProxied(endpoint.getConfiguration()));
        authorized.checkHost(request.headers().get(HttpHeaders.HOST));
        authorized.putOn(request::putHeader);
        request.ssl(authorized.isSecure());
        if (!guard.isWatching()) {
            return request.followRedirects(false);
        }
        guard.begin(request, authorized);
        return request;
    }

    private static boolean isProxied(VertxHttpConfiguration configuration) {
        WebClientOptions options = configuration.getWebClientOptions();
        return configuration.getProxyHost() != null
                || (options != null && options.getProxyOptions() != null);
    }

    @Override
    public void populateRequestHeaders(
            VertxHttpEndpoint endpoint,
            Exchange exchange,
            HttpRequest<Buffer> request,
            HeaderFilterStrategy strategy) {
        binding.populateRequestHeaders(endpoint, exchange, request, strategy);
    }

    @Override
    public void handleResponse(
            VertxHttpEndpoint endpoint,
            Exchange exchange,
            AsyncResult<HttpResponse<Buffer>> response)
            throws Exception {
        binding.handleResponse(endpoint, exchange, response);
    }

    @Override
    public void populateResponseHeaders(
            Exchange exchange, HttpResponse<Buffer> response, HeaderFilterStrategy strategy) {
        binding.populateResponseHeaders(exchange, response, strategy);
    }

    @Override
    public Object processResponseBody(
            VertxHttpEndpoint endpoint,
            Exchange exchange,
            HttpResponse<Buffer> response,
            boolean exceptionOnly)
            throws Exception {
        return binding.processResponseBody(endpoint, exchange, response, exceptionOnly);
    }

    @Override
    public Throwable handleResponseFailure(
            VertxHttpEndpoint endpoint, Exchange exchange, HttpResponse<Buffer> response)
            throws Exception {
        return binding.handleResponseFailure(endpoint, exchange, response);
    }
}
