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

import java.util.Objects;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.SafeCopyProperty;
import org.jspecify.annotations.Nullable;

/**
 * An authorization on an exchange: which headers it carries for the next HTTP call, and who gave
 * them. It travels where no EIP can remove it, and every copy of the exchange gets one of its own.
 */
public final class Authorization implements SafeCopyProperty {

    private static final String PROPERTY = "CamelMxAuthAuthorization";

    /**
     * Where a Kamelet's exchange leaves its own: that is a copy, of which the exchange that goes on
     * gets back the message and the properties, and nothing else.
     */
    private static final String RETURNED = "CamelMxAuthReturned";

    private final CallAuthorizer authorizer;
    private final AuthHeaders headers;
    private final boolean spent;
    private final @Nullable String failedEndpoint;

    /** Whether the exchange it is on has its {@link HeaderCleanup}. */
    private final boolean cleanedUp;

    /** That of the exchange which this one's exchange is a copy of. */
    private final @Nullable Authorization original;

    /** Whether a copy that the exchange waits for has used the headers. */
    private volatile boolean usedByACopy;

    private Authorization(
            CallAuthorizer authorizer,
            AuthHeaders headers,
            boolean spent,
            @Nullable String failedEndpoint,
            boolean cleanedUp,
            @Nullable Authorization original) {
        this.authorizer = authorizer;
        this.headers = headers;
        this.spent = spent;
        this.failedEndpoint = failedEndpoint;
        this.cleanedUp = cleanedUp;
        this.original = original;
    }

    /** Authorizes the next call of an exchange; what an earlier authorization left is taken off. */
    public static void put(Exchange exchange, CallAuthorizer authorizer, AuthHeaders headers) {
        Authorization earlier = of(exchange);
        if (earlier != null) {
            earlier.headers.takeOff(exchange.getMessage());
        }
        headers.putOn(exchange.getMessage());
        exchange.removeProperty(RETURNED);
        set(exchange, authorizer, headers, earlier, earlier == null ? null : earlier.original);
    }

    private static void set(
            Exchange exchange,
            CallAuthorizer authorizer,
            AuthHeaders headers,
            @Nullable Authorization earlier,
            @Nullable Authorization original) {
        ExchangeExtension extension = exchange.getExchangeExtension();
        if (earlier == null || !earlier.cleanedUp) {
            extension.addOnCompletion(HeaderCleanup.INSTANCE);
        }
        extension.setSafeCopyProperty(
                PROPERTY, new Authorization(authorizer, headers, false, null, true, original));
    }

    /** That of an exchange whose call comes now; what a Kamelet has returned is put on first. */
    static @Nullable Authorization forCall(Exchange exchange) {
        if (exchange.removeProperty(RETURNED) instanceof Authorization returned
                && !returned.isUsedUp()) {
            Authorization earlier = of(exchange);
            returned.headers.putOnWhereAbsent(exchange.getIn());
            set(exchange, returned.authorizer, returned.headers, earlier, returned);
        }
        return of(exchange);
    }

    /** Takes the headers off at the end of an exchange, or of its part in a Kamelet. */
    void end(Exchange exchange) {
        takeOff(exchange);
        if (isOfKamelet(exchange) && !isUsedUp()) {
            exchange.setProperty(RETURNED, this);
        }
    }

    private static boolean isOfKamelet(Exchange exchange) {
        Endpoint from = exchange.getFromEndpoint();
        return from != null && from.getEndpointUri().startsWith("kamelet:");
    }

    private boolean isUsedUp() {
        return spent || (usedByACopy && !authorizer.keepsHeaders());
    }

    static @Nullable Authorization of(Exchange exchange) {
        return exchange.getExchangeExtension().getSafeCopyProperty(PROPERTY, Authorization.class);
    }

    @Override
    public SafeCopyProperty safeCopy() {
        return new Authorization(authorizer, headers, spent, failedEndpoint, false, this);
    }

    CallAuthorizer authorizer() {
        return authorizer;
    }

    AuthHeaders headers() {
        return headers;
    }

    /** Whether the headers are to go with a call of that exchange. */
    boolean isFor(Exchange exchange) {
        return !isUsedUp() && headers.areOn(exchange.getIn());
    }

    /** Whether this is a redelivery, for which the headers come back with the token valid then. */
    boolean isRedelivery(Exchange exchange, String endpointUri) {
        boolean mayReturn = spent ? endpointUri.equals(failedEndpoint) : authorizer.keepsHeaders();
        return mayReturn
                && Boolean.TRUE.equals(
                        exchange.getIn().getHeader(Exchange.REDELIVERED, Boolean.class));
    }

    /** The same authorization with other headers, still to be used. */
    Authorization renewed(Exchange exchange, AuthHeaders fresh) {
        headers.takeOff(exchange.getIn());
        put(exchange, authorizer, fresh);
        return Objects.requireNonNull(of(exchange));
    }

    /**
     * Ends the authorization of that exchange: it was used, or must not be. A copy that the exchange
     * waits for, as it does for an enricher's or a Kamelet's, uses up those of the exchange itself, too;
     * a wire tap's goes its own way.
     */
    void spend(Exchange exchange, @Nullable String endpointUriIfFailed) {
        if (original != null
                && (exchange.getPattern() == ExchangePattern.InOut || isOfKamelet(exchange))) {
            original.usedByACopy = true;
        }
        takeOff(exchange);
        exchange.getExchangeExtension()
                .setSafeCopyProperty(
                        PROPERTY,
                        new Authorization(
                                authorizer,
                                headers,
                                true,
                                endpointUriIfFailed,
                                cleanedUp,
                                original));
    }

    void takeOff(Exchange exchange) {
        headers.takeOff(exchange.getIn());
        Message message = exchange.getMessage();
        if (message != exchange.getIn()) {
            headers.takeOff(message);
        }
    }

    @Override
    public String toString() {
        return "Authorization" + headers;
    }
}
