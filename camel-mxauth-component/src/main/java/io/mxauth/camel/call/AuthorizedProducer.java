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
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * The producer of a guarded HTTP endpoint: decides whether a call carries the authorization of its
 * exchange, is made without, or is not made. An exchange without an authorization passes untouched.
 */
final class AuthorizedProducer extends DefaultAsyncProducer {

    private final AsyncProducer client;
    private final HttpDialect dialect;

    AuthorizedProducer(Endpoint endpoint, Producer client, HttpDialect dialect) {
        super(endpoint);
        this.client = AsyncProcessorConverterHelper.convert(client);
        this.dialect = dialect;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Authorization authorization = Authorization.of(exchange);
        if (authorization == null) {
            Authorization.concealed(exchange);
            return client.process(exchange, callback);
        }
        RuntimeException refusal;
        try {
            URI target = dialect.target(exchange);
            if (authorization.goesTo(exchange, target)) {
                refusal = conflict(authorization);
                if (refusal == null) {
                    return new AuthorizedCall(
                                    exchange, authorization, target, callback, client, dialect)
                            .make();
                }
            } else {
                refusal = authorization.refusalOf(exchange, target);
            }
        } catch (IllegalArgumentException e) {
            // No URL: the client would not know either where to send it.
            refusal = e;
        }
        if (refusal != null) {
            exchange.setException(refusal);
            callback.done(true);
            return true;
        }
        Authorization.concealed(exchange);
        return client.process(exchange, callback);
    }

    private @Nullable RuntimeException conflict(Authorization authorization) {
        String option = dialect.ownAuthentication();
        return option == null
                ? null
                : authorization
                        .authorizer()
                        .conflictWith(
                                option, URISupport.sanitizeUri(getEndpoint().getEndpointBaseUri()));
    }

    @Override
    protected void doBuild() throws Exception {
        ServiceHelper.buildService(client);
    }

    @Override
    protected void doInit() throws Exception {
        ServiceHelper.initService(client);
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(client);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(client);
    }

    @Override
    protected void doShutdown() throws Exception {
        ServiceHelper.stopAndShutdownService(client);
    }
}
