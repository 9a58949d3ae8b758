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
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call that carries an authorization, with the token that is valid when it is made. It is
 * made once more with another token where it is answered 401.
 */
final class AuthorizedCall {

    private final Exchange exchange;
    private final Authorization authorization;
    private final URI target;
    private final CallAuthorizer authorizer;
    private final AsyncCallback callback;
    private final AsyncProcessor client;
    private final HttpDialect dialect;
    private final @Nullable Object challengeBefore;

    AuthorizedCall(
            Exchange exchange,
            Authorization authorization,
            URI target,
            AsyncCallback callback,
            AsyncProcessor client,
            HttpDialect dialect) {
        this.exchange = exchange;
        this.authorization = authorization;
        this.target = target;
        this.authorizer = authorization.authorizer();
        this.callback = callback;
        this.client = client;
        this.dialect = dialect;
        this.challengeBefore = exchange.getMessage().getHeader(HttpAnswer.WWW_AUTHENTICATE);
    }

    /**
     * Makes the call.
     *
     * @return whether the exchange is done, and the callback called, in this call
     */
    boolean make() {
        AuthHeaders current = authorizer.current();
        if (current != null) {
            return make(current, true);
        }
        return Resumption.when(
                authorizer.headers(),
                exchange,
                authorizer.resumeExecutor(),
                true,
                (headers, thrown, sync) ->
                        headers == null ? fail(thrown, sync) : make(headers, sync));
    }

    private boolean make(AuthHeaders headers, boolean sync) {
        Token token = headers.token();
        if (token == null || !authorizer.retriesUnauthorized()) {
            return send(headers, sync, (request, then) -> finish(then));
        }
        ReplayableCall replay = ReplayableCall.of(exchange);
        // The client may answer on a thread of its own.
        Executor here = authorizer.here();
        return send(headers, sync, (request, then) -> answered(request, token, replay, here, then));
    }

    /** What follows a call; told whether it may still finish synchronously, tells whether it did. */
    @FunctionalInterface
    private interface Sequel {
        boolean follow(AuthorizedRequest request, boolean sync);
    }

    private boolean send(AuthHeaders headers, boolean sync, Sequel sequel) {
        AuthorizedRequest request = authorization.begin(exchange, headers, target);
        boolean done =
                client.process(
                        exchange,
                        doneSync -> {
                            if (!doneSync) {
                                sequel.follow(request, false);
                            }
                        });
        return done && sequel.follow(request, sync);
    }

    private boolean answered(
            AuthorizedRequest request,
            Token token,
            @Nullable ReplayableCall replay,
            Executor here,
            boolean sync) {
        HttpAnswer answer = HttpAnswer.of(exchange, dialect, challengeBefore);
        if (!request.wasCarried()) {
            return finish(sync);
        }
        if (!answer.isUnauthorized()) {
            if (answer.isAccepted()) {
                authorizer.accepted(target);
            }
            return finish(sync);
        }
        if (!authorizer.mayRenewFor(target, token, answer.saysInvalidToken())) {
            return finish(sync);
        }
        if (replay == null) {
            authorizer.drop(token);
            return finish(sync);
        }
        return Resumption.when(
                CompletableFuture.supplyAsync(() -> authorizer.headersInsteadOf(token), here)
                        .thenCompose(Function.identity()),
                exchange,
                authorizer.resumeExecutor(),
                sync,
                (headers, thrown, stillSync) -> {
                    if (headers == null) {
                        explain(thrown);
                        return finish(stillSync);
                    }
                    try {
                        replay.rewind(exchange);
                    } catch (RuntimeException e) {
                        return fail(e, stillSync);
                    }
                    return send(headers, stillSync, this::answeredAgain);
                });
    }

    private boolean answeredAgain(AuthorizedRequest request, boolean sync) {
        Token fresh = request.headers().token();
        if (fresh != null && request.wasCarried()) {
            HttpAnswer answer = HttpAnswer.of(exchange, dialect, challengeBefore);
            if (answer.isUnauthorized() || answer.isAccepted()) {
                authorizer.answered(
                        target, fresh, answer.isUnauthorized(), answer.saysInvalidToken());
            }
        }
        return finish(sync);
    }

    /** The 401 is what the route gets to see; why there was no other token goes with it. */
    private void explain(@Nullable Throwable thrown) {
        Exception unauthorized = exchange.getException();
        if (unauthorized != null && thrown != null) {
            unauthorized.addSuppressed(thrown);
        }
    }

    private boolean fail(@Nullable Throwable failure, boolean sync) {
        exchange.setException(failure);
        return finish(sync);
    }

    private boolean finish(boolean sync) {
        authorization.end(exchange, target);
        callback.done(sync);
        return sync;
    }
}
