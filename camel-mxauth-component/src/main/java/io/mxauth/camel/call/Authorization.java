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
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.SafeCopyProperty;
import org.jspecify.annotations.Nullable;

/**
 * An authorization on an exchange: who granted it, and which calls carry it. It travels where no EIP
 * can remove it and no serializer, tracer or log finds it, and holds no header. A guarded call fills
 * in the headers that are valid when it is made.
 *
 * <p>Each copy of the exchange has its own. Until a guarded call of the exchange succeeds, each carries
 * it, to allowed hosts only. After that only calls to the same origin do.
 */
public final class Authorization implements SafeCopyProperty {

    private static final String PROPERTY = "CamelMxAuthAuthorization";

    /** Copies come back to their exchange, so that a loop would lengthen the line for ever. */
    private static final int MOST_ANCESTORS = 16;

    /** More hosts than one exchange calls. */
    private static final int MOST_CALLED = 16;

    private final CallAuthorizer authorizer;
    private final AuthorizationScope scope;

    /** That of the exchange which this one's exchange is a copy of, or comes back from. */
    private volatile @Nullable Authorization original;

    /** What calls of the exchange went to, and calls of its copies that succeeded. */
    private volatile List<URI> called = List.of();

    /** What the first call of the exchange went to that succeeded. */
    private volatile @Nullable URI succeeded;

    /** What a call was refused for. */
    private volatile @Nullable URI refused;

    /** Whether a call of a copy of the exchange succeeded. */
    private volatile boolean usedByACopy;

    /** The request that is under way. */
    private volatile @Nullable AuthorizedRequest request;

    /** What is on the message, where the headers are exposed. */
    private volatile @Nullable AuthHeaders exposed;

    private Authorization(
            CallAuthorizer authorizer,
            AuthorizationScope scope,
            @Nullable Authorization original,
            @Nullable AuthHeaders exposed) {
        this.authorizer = authorizer;
        this.scope = scope;
        this.original = original;
        this.exposed = exposed;
    }

    /**
     * Authorizes the calls of an exchange, instead of what authorized them before.
     *
     * @param headers put on the message where the authorizer exposes them
     */
    public static void grant(Exchange exchange, CallAuthorizer authorizer, AuthHeaders headers) {
        release(exchange);
        Authorization granted =
                new Authorization(authorizer, AuthorizationScope.of(exchange), null, null);
        exchange.getExchangeExtension().setSafeCopyProperty(PROPERTY, granted);
        if (authorizer.exposesHeaders() && !AuthorizationScope.isOfKamelet(exchange)) {
            granted.expose(exchange, headers);
            exchange.getExchangeExtension().addOnCompletion(ExposedHeadersCleanup.INSTANCE);
        }
    }

    /** Ends the authorization of an exchange, if it has any. */
    public static void release(Exchange exchange) {
        Authorization present = on(exchange);
        if (present != null) {
            present.conceal(exchange);
            exchange.getExchangeExtension().setSafeCopyProperty(PROPERTY, null);
        }
    }

    /** That of an exchange, unless it has ended. */
    public static @Nullable Authorization of(Exchange exchange) {
        Authorization present = on(exchange);
        return present == null || present.scope.hasEndedFor(exchange) ? null : present;
    }

    private static @Nullable Authorization on(Exchange exchange) {
        return exchange.getExchangeExtension().getSafeCopyProperty(PROPERTY, Authorization.class);
    }

    @Override
    public SafeCopyProperty safeCopy() {
        Authorization copy = new Authorization(authorizer, scope, this, exposed);
        copy.called = called;
        copy.succeeded = succeeded;
        copy.refused = refused;
        copy.usedByACopy = usedByACopy;
        forgetFarAncestors();
        return copy;
    }

    private void forgetFarAncestors() {
        Authorization far = this;
        for (int i = 0; i < MOST_ANCESTORS; i++) {
            Authorization further = far.original;
            if (further == null) {
                return;
            }
            far = further;
        }
        far.original = null;
    }

    CallAuthorizer authorizer() {
        return authorizer;
    }

    /** The provider's name. */
    public String provider() {
        return authorizer.name();
    }

    /** Whether a guarded call of the exchange would carry the provider's headers there. */
    public boolean goesTo(Exchange exchange, URI target) {
        if (!authorizer.allows(target)) {
            return false;
        }
        if (authorizer.keepsAuthorization()) {
            return true;
        }
        URI first = succeeded;
        return first != null ? Origin.isSame(first, target) : !isStranger(exchange, target);
    }

    /**
     * Whether that is a host which nobody named: after a copy of the exchange has made its call, and
     * while an error is handled, it is hardly the API.
     */
    private boolean isStranger(Exchange exchange, URI target) {
        List<URI> known = called;
        return !known.isEmpty()
                && (isUsedByACopy() || scope.isErrorHandledSince(exchange))
                && !authorizer.isNamed(target)
                && known.stream().noneMatch(one -> Origin.isSame(one, target));
    }

    /**
     * Why a call that the authorization does not go to must not be made at all, or null if it is to be
     * made without: the exchange or a copy of it has used the authorization, or an error is handled,
     * whose report must not be lost.
     */
    @Nullable RuntimeException refusalOf(Exchange exchange, URI target) {
        if (isUsed()) {
            return null;
        }
        URI before = refused;
        boolean isRepeated = before != null && Origin.isSame(before, target);
        if (scope.isErrorHandledSince(exchange) && !isRepeated) {
            return null;
        }
        refused = target;
        return authorizer.refusalOf(target);
    }

    /** Whether a guarded call has used it, or one of a copy of its exchange. */
    private boolean isUsed() {
        return succeeded != null || isUsedByACopy();
    }

    /** A copy that has come back looks at its original's original, which was its exchange's before. */
    private boolean isUsedByACopy() {
        Authorization source = original;
        Authorization before = source == null ? null : source.original;
        return usedByACopy || (before != null && before.usedByACopy);
    }

    /** A request of the exchange is about to be made with these headers. */
    AuthorizedRequest begin(Exchange exchange, AuthHeaders headers, URI target) {
        if (exposed != null) {
            expose(exchange, headers);
        }
        addCalled(target);
        AuthorizedRequest begun = new AuthorizedRequest(authorizer, headers, target);
        request = begun;
        return begun;
    }

    private synchronized void addCalled(URI target) {
        if (called.size() < MOST_CALLED
                && called.stream().noneMatch(one -> Origin.isSame(one, target))) {
            called = Stream.concat(called.stream(), Stream.of(target)).toList();
        }
    }

    /** The request that is under way; asked by what makes the client's request. */
    static @Nullable AuthorizedRequest requestOf(Exchange exchange) {
        Authorization present = on(exchange);
        return present == null ? null : present.request;
    }

    /** The call is over. */
    void end(Exchange exchange, URI target) {
        request = null;
        if (exchange.getException() == null && succeeded == null) {
            succeeded = target;
            if (AuthorizationScope.isWaitedFor(exchange)) {
                for (Authorization a = original; a != null; a = a.original) {
                    a.addCalled(target);
                    a.usedByACopy = true;
                }
            }
        }
    }

    private void expose(Exchange exchange, AuthHeaders headers) {
        conceal(exchange);
        headers.putOn(exchange.getMessage());
        exposed = headers;
    }

    /** Takes exposed headers off the messages of the exchange. */
    void conceal(Exchange exchange) {
        AuthHeaders headers = exposed;
        if (headers != null) {
            headers.takeOff(exchange.getIn());
            headers.takeOff(exchange.getMessage());
        }
    }

    @Override
    public String toString() {
        return "Authorization[" + authorizer.name() + "]";
    }
}
