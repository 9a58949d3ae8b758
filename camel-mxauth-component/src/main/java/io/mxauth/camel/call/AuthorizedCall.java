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
 * One HTTP call with an authorization: refused where the host is not allowed, made once more with
 * another token where it is answered 401, and cleaned of the headers afterwards. Made once.
 */
final class AuthorizedCall {

    private static final int UNAUTHORIZED = 401;

    private final Exchange exchange;
    private final CallAuthorizer authorizer;
    private final AsyncCallback callback;
    private final AsyncProcessor client;
    private final HttpDialect dialect;
    private final String endpointUri;
    private Authorization authorization;

    AuthorizedCall(
            Exchange exchange,
            Authorization authorization,
            AsyncCallback callback,
            AsyncProcessor client,
            HttpDialect dialect,
            String endpointUri) {
        this.exchange = exchange;
        this.authorization = authorization;
        this.authorizer = authorization.authorizer();
        this.callback = callback;
        this.client = client;
        this.dialect = dialect;
        this.endpointUri = endpointUri;
    }

    /**
     * Makes the call.
     *
     * @param sync whether the caller may still finish synchronously
     * @return whether the exchange is done, and the callback called, in this call
     */
    boolean make(boolean sync) {
        URI target;
        RuntimeException refusal;
        try {
            target = dialect.target(exchange);
            refusal = authorizer.refusalOf(target);
        } catch (RuntimeException e) {
            // No URL: the client would not know either where to send it.
            return fail(e, sync);
        }
        if (refusal != null) {
            return fail(refusal, sync);
        }
        Token token = authorization.headers().token();
        if (token == null || !authorizer.retriesUnauthorized()) {
            return send(sync, this::finish);
        }
        ReplayableCall replay = ReplayableCall.of(exchange);
        // The client may answer on a thread of its own.
        Executor here = authorizer.here();
        return send(sync, then -> answered(target, token, replay, here, then));
    }

    /** What follows a call; told whether it may still finish synchronously, tells whether it did. */
    @FunctionalInterface
    private interface Sequel {
        boolean follow(boolean sync);
    }

    private boolean send(boolean sync, Sequel sequel) {
        boolean done =
                client.process(
                        exchange,
                        doneSync -> {
                            if (!doneSync) {
                                sequel.follow(false);
                            }
                        });
        return done && sequel.follow(sync);
    }

    private boolean answered(
            URI target, Token token, @Nullable ReplayableCall replay, Executor here, boolean sync) {
        if (!isUnauthorized()) {
            authorizer.calledWell(target);
            return finish(sync);
        }
        if (!authorizer.mayRenewFor(target, token)) {
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
                    authorization = authorization.renewed(exchange, headers);
                    return send(stillSync, then -> answeredAgain(target, headers.token(), then));
                });
    }

    private boolean answeredAgain(URI target, @Nullable Token fresh, boolean sync) {
        if (fresh != null) {
            authorizer.answered(target, fresh, isUnauthorized());
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

    private boolean isUnauthorized() {
        Exception thrown = exchange.getException();
        if (thrown != null) {
            return dialect.statusOf(thrown) == UNAUTHORIZED;
        }
        Integer status =
                exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return status != null && status == UNAUTHORIZED;
    }

    private boolean fail(RuntimeException failure, boolean sync) {
        exchange.setException(failure);
        return finish(sync);
    }

    private boolean finish(boolean sync) {
        if (!authorizer.keepsHeaders()) {
            authorization.spend(exchange, exchange.getException() != null ? endpointUri : null);
        }
        callback.done(sync);
        return sync;
    }
}
