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
package io.mxauth.camel;

import io.mxauth.camel.call.AuthHeaders;
import io.mxauth.camel.call.Authorization;
import io.mxauth.camel.call.Resumption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes the exchanges that pass it: an {@link AsyncProcessor} that resolves the provider's
 * token through the token cache and authorizes the HTTP calls that follow. With a token in hand it
 * completes synchronously; without one it lets the calling thread go and continues once the token is there,
 * however many exchanges wait for it.
 *
 * <p>The {@code mxauth:} producer delegates to it. A route may use it by itself:
 *
 * <pre>{@code
 * from("direct:films").process(new TokenCacheProcessor(getContext(), "movio")).to("https://..");
 * }</pre>
 */
public class TokenCacheProcessor extends AsyncProcessorSupport implements CamelContextAware {

    private final String provider;
    private final Operation operation;
    private final Supplier<Account> accounts;

    /** Runs a check once the component has started. */
    private final Consumer<Runnable> whenStarted;

    private CamelContext camelContext;
    private volatile @Nullable Account account;

    /**
     * A processor that does what {@code mxauth:PROVIDER} does.
     *
     * @param camelContext the context whose {@code mxauth} component is asked
     * @param provider a preset or a configured provider
     */
    public TokenCacheProcessor(CamelContext camelContext, String provider) {
        this.camelContext = Objects.requireNonNull(camelContext);
        this.provider = Objects.requireNonNull(provider);
        this.operation = Operation.AUTHORIZE;
        this.whenStarted =
                check ->
                        getCamelContext()
                                .getComponent("mxauth", MxAuthComponent.class)
                                .whenStarted(check);
        this.accounts =
                () ->
                        getCamelContext()
                                .getComponent("mxauth", MxAuthComponent.class)
                                .account(provider, List.of(), MxAuthComponent::callPolicy);
    }

    /**
     * A processor for an endpoint.
     *
     * @param accounts resolves the account, again where the component has started again meanwhile
     * @param whenStarted runs a check once the endpoint's component has started
     */
    TokenCacheProcessor(
            CamelContext camelContext,
            String provider,
            Operation operation,
            Supplier<Account> accounts,
            Consumer<Runnable> whenStarted) {
        this.camelContext = camelContext;
        this.provider = provider;
        this.operation = operation;
        this.whenStarted = whenStarted;
        this.accounts = accounts;
    }

    @Override
    protected void doStart() {
        whenStarted.accept(this::account);
    }

    Account account() {
        Account present = account;
        if (present == null || present.isClosed()) {
            present = accounts.get();
            account = present;
        }
        return present;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Account named = account();
            return switch (operation) {
                case AUTHORIZE -> authorize(named, exchange, callback);
                case RELEASE -> {
                    Authorization.release(exchange);
                    callback.done(true);
                    yield true;
                }
                case TOKEN -> after(named.token(), named, exchange, callback, this::setBody);
                case REFRESH ->
                        after(
                                named.refreshed(),
                                named,
                                exchange,
                                callback,
                                (e, headers) -> Authorization.grant(e, named, headers));
                case INTROSPECT ->
                        after(named.introspection(), named, exchange, callback, this::setBody);
                case REVOKE ->
                        after(named.revocation(), named, exchange, callback, (e, revoked) -> {});
                case VERIFY ->
                        after(named.verification(), named, exchange, callback, this::setBody);
                case LOGIN ->
                        after(
                                LoginExchange.of(exchange, named).begun(),
                                named,
                                exchange,
                                callback,
                                LoginResponse::answer);
                case CALLBACK ->
                        after(
                                LoginExchange.of(exchange, named).ended(),
                                named,
                                exchange,
                                callback,
                                LoginResponse::answer);
                case INVALIDATE ->
                        after(
                                named.invalidation(),
                                named,
                                exchange,
                                callback,
                                (e, forgotten) -> {});
            };
        } catch (MxAuthException | IllegalStateException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private boolean authorize(Account named, Exchange exchange, AsyncCallback callback) {
        AuthHeaders headers = named.present();
        if (headers == null) {
            return after(
                    named.headers(),
                    named,
                    exchange,
                    callback,
                    (e, fetched) -> Authorization.grant(e, named, fetched));
        }
        Authorization.grant(exchange, named, headers);
        callback.done(true);
        return true;
    }

    private void setBody(Exchange exchange, Object body) {
        exchange.getMessage().setBody(body);
    }

    private static <T> boolean after(
            CompletableFuture<T> pending,
            Account account,
            Exchange exchange,
            AsyncCallback callback,
            BiConsumer<Exchange, T> effect) {
        return Resumption.when(
                pending,
                exchange,
                account.resumeExecutor(),
                true,
                (result, thrown, sync) -> {
                    if (result == null) {
                        exchange.setException(thrown);
                    } else {
                        try {
                            effect.accept(exchange, result);
                        } catch (RuntimeException e) {
                            exchange.setException(e);
                        }
                    }
                    callback.done(sync);
                    return sync;
                });
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public String toString() {
        return "TokenCacheProcessor[" + provider + "]";
    }
}
