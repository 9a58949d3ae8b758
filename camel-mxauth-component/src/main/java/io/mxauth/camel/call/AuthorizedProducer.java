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

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The producer of an HTTP endpoint that keeps the rules of authorized calls. An exchange without an
 * authorization passes through it untouched.
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
        Authorization authorization = Authorization.forCall(exchange);
        if (authorization == null) {
            return client.process(exchange, callback);
        }
        if (authorization.isRedelivery(exchange, getEndpoint().getEndpointUri())) {
            authorization.takeOff(exchange);
            return redeliver(exchange, authorization, callback);
        }
        if (authorization.isFor(exchange)) {
            return call(exchange, authorization, callback).make(true);
        }
        authorization.takeOff(exchange);
        return client.process(exchange, callback);
    }

    /** A redelivery carries the token that is valid then, not the one of the call that failed. */
    private boolean redeliver(
            Exchange exchange, Authorization authorization, AsyncCallback callback) {
        CallAuthorizer authorizer = authorization.authorizer();
        return Resumption.when(
                authorizer.headers(),
                exchange,
                authorizer.resumeExecutor(),
                true,
                (headers, thrown, sync) -> {
                    if (headers == null) {
                        exchange.setException(thrown);
                        callback.done(sync);
                        return sync;
                    }
                    Authorization renewed = authorization.renewed(exchange, headers);
                    return call(exchange, renewed, callback).make(sync);
                });
    }

    private AuthorizedCall call(
            Exchange exchange, Authorization authorization, AsyncCallback callback) {
        return new AuthorizedCall(
                exchange, authorization, callback, client, dialect, getEndpoint().getEndpointUri());
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
