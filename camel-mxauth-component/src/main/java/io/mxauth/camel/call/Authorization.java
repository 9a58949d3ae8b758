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

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.SynchronizationVetoable;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * An authorization on an exchange: which headers it carries for the next HTTP call, and who gave
 * them. It travels as an exchange property, so that the copies that splitters, enrichers and
 * recipient lists make carry it as well; when the exchange ends, the headers are taken off.
 */
public final class Authorization extends SynchronizationAdapter implements SynchronizationVetoable {

    private static final String PROPERTY = "CamelMxAuthAuthorization";

    private final CallAuthorizer authorizer;
    private final AuthHeaders headers;
    private final @Nullable Exchange owner;
    private final @Nullable String failedEndpoint;
    private final boolean spent;
    private volatile boolean usedByACopy;

    private Authorization(
            CallAuthorizer authorizer,
            AuthHeaders headers,
            @Nullable Exchange owner,
            boolean spent,
            @Nullable String failedEndpoint) {
        this.authorizer = authorizer;
        this.headers = headers;
        this.owner = owner;
        this.spent = spent;
        this.failedEndpoint = failedEndpoint;
    }

    /** Authorizes the next call of an exchange; what an earlier authorization left is taken off. */
    public static void put(Exchange exchange, CallAuthorizer authorizer, AuthHeaders headers) {
        Authorization earlier = of(exchange);
        if (earlier != null) {
            earlier.headers.takeOff(exchange.getMessage());
        }
        Authorization authorization = new Authorization(authorizer, headers, exchange, false, null);
        headers.putOn(exchange.getMessage());
        exchange.setProperty(PROPERTY, authorization);
        exchange.getExchangeExtension().addOnCompletion(authorization);
    }

    /** Takes an exchange's authorization off, headers and all. */
    public static void remove(Exchange exchange) {
        Authorization present = of(exchange);
        if (present != null) {
            present.headers.takeOff(exchange.getMessage());
            exchange.removeProperty(PROPERTY);
        }
    }

    static @Nullable Authorization of(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof Authorization present ? present : null;
    }

    CallAuthorizer authorizer() {
        return authorizer;
    }

    AuthHeaders headers() {
        return headers;
    }

    /** Whether the headers are to go with a call of that exchange. */
    boolean isFor(Exchange exchange) {
        boolean used = spent || (usedByACopy && exchange == owner && !authorizer.keepsHeaders());
        return !used && headers.areOn(exchange.getIn());
    }

    /** Whether this is the redelivery of the call that failed, for which the headers come back. */
    boolean isRedelivery(Exchange exchange, String endpointUri) {
        return endpointUri.equals(failedEndpoint)
                && exchange.getIn().getHeader(Exchange.REDELIVERED) != null;
    }

    /** The same authorization with other headers, still to be used. */
    Authorization renewed(Exchange exchange, AuthHeaders fresh) {
        headers.takeOff(exchange.getIn());
        Authorization renewed = new Authorization(authorizer, fresh, exchange, false, null);
        fresh.putOn(exchange.getIn());
        exchange.setProperty(PROPERTY, renewed);
        exchange.getExchangeExtension().addOnCompletion(renewed);
        return renewed;
    }

    /** Ends the authorization of that exchange: it was used, or must not be. */
    void spend(Exchange exchange, @Nullable String endpointUriIfFailed) {
        if (exchange != owner) {
            usedByACopy = true;
        }
        takeOff(exchange);
        exchange.setProperty(
                PROPERTY, new Authorization(authorizer, headers, owner, true, endpointUriIfFailed));
    }

    void takeOff(Exchange exchange) {
        headers.takeOff(exchange.getIn());
        Message message = exchange.getMessage();
        if (message != exchange.getIn()) {
            headers.takeOff(message);
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        takeOff(exchange);
    }

    /** Stays with its exchange, whose message it has to clean. */
    @Override
    public boolean allowHandover() {
        return false;
    }

    @Override
    public void beforeHandover(Exchange target) {
        // nothing is handed over
    }

    @Override
    public String toString() {
        return "Authorization" + headers;
    }
}
