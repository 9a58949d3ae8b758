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

    /** Whether its component has stopped, so that another has to be asked for. */
    boolean isClosed();

    /** Whether a call that is answered 401 gets another token and is repeated. */
    boolean retriesUnauthorized();

    /** Whether the headers stay on the message after the call, for the next one. */
    boolean keepsHeaders();

    /** Why headers of ours must not be sent there, or null where they may. */
    @Nullable RuntimeException refusalOf(URI target);

    /** Whether the provider's user named that host as one that headers of ours may go to. */
    boolean isNamed(URI target);

    /** Whether a 401 of that host is worth another token: not while it refuses fresh ones. */
    boolean mayRenewFor(URI target, Token refused);

    /** A call to that host was not refused. */
    void calledWell(URI target);

    /** What a host made of a token that it got because it refused another. */
    void answered(URI target, Token fresh, boolean refused);

    /** The headers that are valid now, where they can be had at once; null where they cannot. */
    @Nullable AuthHeaders present();

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
