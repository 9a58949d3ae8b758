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
import java.util.Set;
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

    /** Whether this says only that the authorization before it has ended. */
    private final boolean released;

    private Authorization(
            CallAuthorizer authorizer,
            AuthorizationScope scope,
            @Nullable Authorization original,
            boolean released) {
        this.authorizer = authorizer;
        this.scope = scope;
        this.original = original;
        this.released = released;
    }

    /**
     * Authorizes the calls of an exchange, instead of what authorized them before.
     *
     * @param headers put on the message where the authorizer exposes them
     */
    public static void grant(Exchange exchange, CallAuthorizer authorizer, AuthHeaders headers) {
        Authorization before = concealed(exchange);
        boolean exposes = authorizer.exposesHeaders() && !AuthorizationScope.isOfKamelet(exchange);
        Authorization granted = put(exchange, authorizer, before, exposes, false);
        if (exposes) {
            granted.expose(exchange, headers);
            exchange.getExchangeExtension().addOnCompletion(ExposedHeadersCleanup.INSTANCE);
        }
    }

    /**
     * Ends the authorization of an exchange, if it has any. What says so stays on the exchange: Camel
     * brings back what a copy has, and never what it lacks.
     */
    public static void release(Exchange exchange) {
        Authorization before = concealed(exchange);
        if (before != null && !before.released) {
            put(exchange, before.authorizer, before, false, true);
        }
    }

    private static Authorization put(
            Exchange exchange,
            CallAuthorizer authorizer,
            @Nullable Authorization before,
            boolean exposes,
            boolean released) {
        Set<AuthHeaders> exposed = before == null ? Set.of() : before.scope.exposed();
        Authorization put =
                new Authorization(
                        authorizer,
                        AuthorizationScope.of(exchange, exposes, exposed),
                        before,
                        released);
        put.forgetFarAncestors();
        exchange.getExchangeExtension().setSafeCopyProperty(PROPERTY, put);
        return put;
    }

    /** That of an exchange, unless it has ended. */
    public static @Nullable Authorization of(Exchange exchange) {
        Authorization present = on(exchange);
        if (present == null || !present.scope.hasEndedFor(exchange)) {
            return present == null || present.released ? null : present;
        }
        Authorization own = present.ownOf(exchange);
        if (own != null) {
            exchange.getExchangeExtension().setSafeCopyProperty(PROPERTY, own);
        }
        return own == null || own.released ? null : own;
    }

    /** What the exchange had before a branch of it came back with another one. */
    private @Nullable Authorization ownOf(Exchange exchange) {
        for (Authorization a = original; a != null; a = a.original) {
            if (!a.scope.hasEndedFor(exchange)) {
                Authorization exchanges = a.original;
                return exchanges != null && exchanges.isOfGrant(a) ? exchanges : a;
            }
        }
        return null;
    }

    private static @Nullable Authorization on(Exchange exchange) {
        return exchange.getExchangeExtension().getSafeCopyProperty(PROPERTY, Authorization.class);
    }

    @Override
    public SafeCopyProperty safeCopy() {
        Authorization copy = new Authorization(authorizer, scope, this, released);
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

    @SuppressWarnings("ReferenceEquality") // each grant has a scope of its own
    private boolean isOfGrant(Authorization other) {
        return scope == other.scope;
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
        return first == null
                ? !isStranger(exchange, target)
                : Origin.isSame(first, target) || isCalledByACopy(target);
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

    private boolean isUsedByACopy() {
        Authorization before = before();
        return usedByACopy || (before != null && before.usedByACopy);
    }

    /** Whether one of the copies has called there, whichever of them came back. */
    private boolean isCalledByACopy(URI target) {
        Authorization before = before();
        return before != null
                && before.usedByACopy
                && before.called.stream().anyMatch(one -> Origin.isSame(one, target));
    }

    /** For a copy that has come back: its original's original, which was its exchange's before. */
    private @Nullable Authorization before() {
        Authorization source = original;
        Authorization before = source == null ? null : source.original;
        return before != null && before.isOfGrant(this) ? before : null;
    }

    /** A request of the exchange is about to be made with these headers. */
    AuthorizedRequest begin(Exchange exchange, AuthHeaders headers, URI target) {
        if (scope.exposes()) {
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
                for (Authorization a = original; a != null && a.isOfGrant(this); a = a.original) {
                    a.addCalled(target);
                    a.usedByACopy = true;
                }
            }
        }
    }

    private void expose(Exchange exchange, AuthHeaders headers) {
        concealed(exchange);
        headers.putOn(exchange.getMessage());
        scope.exposed().add(headers);
    }

    /**
     * Takes exposed headers off the messages of the exchange, those of an authorization that has ended
     * too.
     *
     * @return what is on the exchange
     */
    static @Nullable Authorization concealed(Exchange exchange) {
        Authorization present = on(exchange);
        if (present != null) {
            for (AuthHeaders headers : present.scope.exposed()) {
                headers.takeOff(exchange.getIn());
                headers.takeOff(exchange.getMessage());
            }
        }
        return present;
    }

    @Override
    public String toString() {
        return "Authorization[" + authorizer.name() + "]";
    }
}
