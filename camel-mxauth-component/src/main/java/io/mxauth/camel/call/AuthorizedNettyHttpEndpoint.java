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
import org.apache.camel.component.netty.http.NettyHttpConfiguration;
import org.apache.camel.component.netty.http.NettyHttpEndpoint;
import org.apache.camel.component.netty.http.NettyHttpOperationFailedException;

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
        return new AuthorizedProducer(this, super.createProducer(), this);
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
}
