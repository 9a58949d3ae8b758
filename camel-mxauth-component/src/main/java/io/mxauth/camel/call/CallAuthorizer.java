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

import io.mxauth.camel.token.Token;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Whoever authorized a call, as the call needs it. */
public interface CallAuthorizer {

    /** The provider's name. */
    String name();

    /** Whether its component has stopped, so that another has to be asked for. */
    boolean isClosed();

    /** Whether a call that is answered 401 gets another token and is repeated. */
    boolean retriesUnauthorized();

    /** Whether calls to every allowed host carry the authorization after one has succeeded. */
    boolean keepsAuthorization();

    /** Whether the headers go on the message too. */
    boolean exposesHeaders();

    /** Whether headers of ours may be sent there. */
    boolean allows(URI target);

    /** Why headers of ours must not be sent there, or null where they may. */
    @Nullable RuntimeException refusalOf(URI target);

    /** Why headers of ours must not go in clear text through a proxy to that place. */
    RuntimeException refusalOfProxy(URI target);

    /**
     * Why a call to an endpoint with its own authentication cannot be authorized.
     *
     * @param option the option by which it does
     * @param endpointUri without the user's secrets
     */
    RuntimeException conflictWith(String option, String endpointUri);

    /** Whether the provider's user named that host as one that headers of ours may go to. */
    boolean isNamed(URI target);

    /**
     * Whether a 401 of that host is worth another token: not while it refuses fresh ones.
     *
     * @param invalid whether the API said that the token is invalid (RFC 6750 section 3.1)
     */
    boolean mayRenewFor(URI target, Token refused, boolean invalid);

    /** That host took a token at once. */
    void accepted(URI target);

    /**
     * What a host made of a token that it got because it had refused another.
     *
     * @param invalid whether the API said that the token is invalid
     */
    void answered(URI target, Token fresh, boolean refused, boolean invalid);

    /**
     * The headers that are valid now, where they can be had at once; null where they cannot. Counts as
     * a call that the cache has served.
     */
    @Nullable AuthHeaders present();

    /** The same for a call whose authorization was counted before. */
    @Nullable AuthHeaders current();

    /** The headers that are valid now; fails with the component's exception. */
    CompletableFuture<AuthHeaders> headers();

    /** The headers with another token than that one, which an API refused. */
    CompletableFuture<AuthHeaders> headersInsteadOf(Token refused);

    /**
     * What runs tasks at once, wherever it is called, as if the call that asks for it caused them.
     */
    Executor here();

    /** Forgets a token that an API refused, asking for no other. */
    void drop(Token refused);

    /** Where exchanges go on that waited for a token. */
    Executor resumeExecutor();
}
