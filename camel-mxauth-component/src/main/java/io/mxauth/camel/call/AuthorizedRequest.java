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
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One request with an authorization: what its client has to put on it, where a redirect may take it,
 * and whether it went out as it was given.
 */
final class AuthorizedRequest {

    private final CallAuthorizer authorizer;
    private final AuthHeaders headers;
    private final URI target;
    private volatile boolean carried;

    AuthorizedRequest(CallAuthorizer authorizer, AuthHeaders headers, URI target) {
        this.authorizer = authorizer;
        this.headers = headers;
        this.target = target;
    }

    AuthHeaders headers() {
        return headers;
    }

    URI target() {
        return target;
    }

    /**
     * Puts the headers on the client's request, last of all.
     *
     * @param setter replaces each header of that name, in any spelling
     */
    void putOn(BiConsumer<String, String> setter) {
        headers.forEach(setter);
        carried = true;
    }

    /**
     * Takes note of what really left.
     *
     * @param isThere whether a request has a header once and with that value
     */
    void left(BiPredicate<String, String> isThere) {
        carried = headers.allMatch(isThere);
    }

    /** Whether the last request that left had all headers with the values that were put on. */
    boolean wasCarried() {
        return carried;
    }

    /** Whether the headers may go along: to the same origin, or to a host that the user named. */
    boolean mayGoTo(URI redirect) {
        return Origin.isSame(target, redirect) || authorizer.isNamed(redirect);
    }

    /**
     * Checks that no proxy reads the headers on the way.
     *
     * @param inClear whether a proxy passes the request on that does not go over TLS
     */
    void checkProxy(boolean inClear) {
        if (inClear) {
            throw authorizer.refusalOfProxy(target);
        }
    }

    /** Whether the request goes over TLS. */
    boolean isSecure() {
        return "https".equalsIgnoreCase(target.getScheme());
    }

    /**
     * Checks the host that a request names beside the headers: behind a shared gateway it is another
     * site than the address that is called.
     *
     * @param host the value of the {@code Host} header, or null if the client makes its own
     * @throws RuntimeException if the headers must not go there
     */
    void checkHost(@Nullable String host) {
        if (host == null || host.equalsIgnoreCase(target.getRawAuthority())) {
            return;
        }
        RuntimeException refusal;
        try {
            refusal = authorizer.refusalOf(URI.create(target.getScheme() + "://" + host + "/"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The Host header names no host", e);
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public String toString() {
        return "AuthorizedRequest[" + authorizer.name() + "]";
    }
}
