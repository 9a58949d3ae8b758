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

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.netty.http.NettyHttpConfiguration;
import org.apache.camel.component.netty.http.NettyHttpEndpoint;
import org.apache.camel.component.netty.http.NettyHttpOperationFailedException;
import org.apache.camel.component.netty.http.NettyHttpProducer;
import org.apache.camel.support.SynchronousDelegateProducer;
import org.jspecify.annotations.Nullable;

/** An endpoint of camel-netty-http whose calls keep the rules of authorized calls. */
final class AuthorizedNettyHttpEndpoint extends NettyHttpEndpoint implements HttpDialect {

    private AuthorizedNettyHttpEndpoint(NettyHttpEndpoint original) {
        super(original.getEndpointUri(), original.getComponent(), original.getConfiguration());
        // Before the options, some of which go to the binding.
        setNettyHttpBinding(original.getNettyHttpBinding());
    }

    static Endpoint of(Endpoint endpoint) {
        NettyHttpEndpoint original = (NettyHttpEndpoint) endpoint;
        return EndpointTwin.copyOptions(
                original, new AuthorizedNettyHttpEndpoint(original), "netty-http");
    }

    @Override
    public Producer createProducer() throws Exception {
        // Fails for what netty-http does not produce to, which is all that it is asked for.
        super.createProducer();
        AuthorizedProducer producer =
                new AuthorizedProducer(this, new GuardedProducer(getConfiguration()), this);
        return getConfiguration().isSynchronous()
                ? new SynchronousDelegateProducer(producer)
                : producer;
    }

    /** The client's own producer, which puts the headers on the request that it sends. */
    private final class GuardedProducer extends NettyHttpProducer {

        GuardedProducer(NettyHttpConfiguration configuration) {
            super(AuthorizedNettyHttpEndpoint.this, configuration);
        }

        @Override
        protected Object getRequestBody(Exchange exchange) throws Exception {
            Object body = super.getRequestBody(exchange);
            AuthorizedRequest authorized = Authorization.requestOf(exchange);
            if (authorized == null || !(body instanceof HttpRequest request)) {
                return body;
            }
            URI named = URI.create(request.uri());
            authorized.checkHost(named.isAbsolute() ? named.getRawAuthority() : null);
            authorized.checkHost(request.headers().get(HttpHeaderNames.HOST));
            HttpRequest own = ownOf(request, exchange);
            authorized.putOn(own.headers()::set);
            return own;
        }
    }

    /** A request that is part of the message, such as one that a consumer got, is copied. */
    private static HttpRequest ownOf(HttpRequest request, Exchange exchange) {
        if (request instanceof FullHttpRequest full) {
            return full.replace(full.content());
        }
        return request.equals(exchange.getIn().getBody())
                ? new DefaultHttpRequest(
                        request.protocolVersion(),
                        request.method(),
                        request.uri(),
                        request.headers().copy())
                : request;
    }

    /** The configured address: whatever the headers say, Netty connects to no other. */
    @Override
    public URI target(Exchange exchange) {
        NettyHttpConfiguration address = getConfiguration();
        String scheme = address.isSsl() ? "https" : "http";
        String host = address.getHost() == null ? "" : address.getHost();
        return URI.create(scheme + "://" + host + ":" + address.getPort());
    }

    @Override
    public int statusOf(Throwable thrown) {
        return thrown instanceof NettyHttpOperationFailedException failed
                ? failed.getStatusCode()
                : 0;
    }

    @Override
    @SuppressWarnings("deprecation") // the answer itself, of which the exception tells no header
    public @Nullable String headerOf(Throwable thrown, String name) {
        return thrown instanceof NettyHttpOperationFailedException failed
                        && failed.getHttpContent() instanceof HttpMessage answer
                ? answer.headers().get(name)
                : null;
    }
}
