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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization was granted, by which it is known where it ends: with its exchange, with the
 * branch of a multicast or split that it was granted in, and at an aggregation. Copies of the exchange
 * share it.
 *
 * @param unitOfWork of the exchange; null outside of a route
 * @param branchOf the id of the exchange that this one is a branch of, or null
 * @param caught the error that was handled before
 * @param aggregation what completed the exchange, where it is an aggregated one
 * @param exposes whether headers are put on the message
 * @param exposed all headers that were put on a message, of which copies of it may come back
 */
record AuthorizationScope(
        @Nullable UnitOfWork unitOfWork,
        String exchangeId,
        @Nullable String branchOf,
        @Nullable Object caught,
        @Nullable Object aggregation,
        boolean exposes,
        Set<AuthHeaders> exposed) {

    /** What a Kamelet begins with; a route of the user's may begin with a Kamelet of another name. */
    private static final Pattern KAMELET_SOURCE = Pattern.compile("kamelet:(//)?source\\b");

    /**
     * The scope of what is granted to, or ended for, an exchange now.
     *
     * @param exposes whether headers are put on the message
     * @param before what the message may still hold
     */
    static AuthorizationScope of(Exchange exchange, boolean exposes, Set<AuthHeaders> before) {
        Set<AuthHeaders> exposed =
                exposes && before.isEmpty() ? ConcurrentHashMap.newKeySet() : before;
        return new AuthorizationScope(
                exchange.getUnitOfWork(),
                exchange.getExchangeId(),
                branchOf(exchange),
                exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT),
                markedAggregation(exchange),
                exposes,
                exposed);
    }

    /**
     * The exchange that a branch belongs to. A Kamelet's exchange is a copy as well, but what it
     * returns goes on with the exchange that called it.
     */
    private static @Nullable String branchOf(Exchange exchange) {
        return isBranch(exchange) && !isOfKamelet(exchange)
                ? exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class)
                : null;
    }

    private static boolean isBranch(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX) != null
                || exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null;
    }

    /** Whether the exchange that this one is a copy of waits for it; a wire tap's goes its own way. */
    static boolean isWaitedFor(Exchange exchange) {
        return exchange.getPattern() == ExchangePattern.InOut
                || isBranch(exchange)
                || isOfKamelet(exchange);
    }

    static boolean isOfKamelet(Exchange exchange) {
        Endpoint from = exchange.getFromEndpoint();
        return from != null && KAMELET_SOURCE.matcher(from.getEndpointUri()).lookingAt();
    }

    /**
     * What completed an aggregated exchange, as an object of its own: a later aggregation says the
     * same in another object.
     */
    @SuppressWarnings("StringCopy") // the identity is the point
    private static @Nullable Object markedAggregation(Exchange exchange) {
        String completed =
                exchange.getProperty(ExchangePropertyKey.AGGREGATED_COMPLETED_BY, String.class);
        if (completed == null) {
            return null;
        }
        String marked = new String(completed);
        exchange.setProperty(ExchangePropertyKey.AGGREGATED_COMPLETED_BY, marked);
        return marked;
    }

    /** Whether the exchange is beyond it. */
    boolean hasEndedFor(Exchange exchange) {
        if (exchange.getProperty(ExchangePropertyKey.AGGREGATED_COMPLETED_BY) != aggregation) {
            return true;
        }
        String id = exchange.getExchangeId();
        return id.equals(exchangeId)
                ? unitOfWork != null && unitOfWork != exchange.getUnitOfWork()
                : id.equals(branchOf);
    }

    /** Whether an error is or was handled since. */
    boolean isErrorHandledSince(Exchange exchange) {
        Object now = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);
        return now != null && now != caught;
    }
}
