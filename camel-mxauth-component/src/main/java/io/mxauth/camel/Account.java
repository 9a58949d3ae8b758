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

import io.mxauth.camel.cache.CachedToken;
import io.mxauth.camel.cache.ProviderToken;
import io.mxauth.camel.cache.Rereading;
import io.mxauth.camel.call.AuthHeaders;
import io.mxauth.camel.call.CallAuthorizer;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.login.Connected;
import io.mxauth.camel.login.LoginAccount;
import io.mxauth.camel.login.LoginAnswer;
import io.mxauth.camel.login.LoginStart;
import io.mxauth.camel.login.Logins;
import io.mxauth.camel.observe.ProviderTally;
import io.mxauth.camel.provider.AllowedHosts;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import io.mxauth.camel.verify.Verification;
import io.mxauth.camel.verify.Verifier;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One provider with one set of options, as a route names it: resolved, keyed, and joined to the
 * tokens in hand. Safe for any number of threads. Every future fails with {@link MxAuthException}.
 */
final class Account implements CallAuthorizer, Rereading {

    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    private final String name;
    private final TokenRuntime runtime;
    private final Supplier<Provider> rereading;
    private final ProviderTally tally;
    private final CallPolicy policy;

    /** The settings in force, where they are an API key's: there is no token to hold. */
    private final @Nullable Provider tokenless;

    private volatile @Nullable ProviderToken held;

    /** The headers of an API key. */
    private final @Nullable AuthHeaders fixed;

    /**
     * The headers with the token that was last seen, for as long as somebody sends them or memory is
     * not cleared: a token that was revoked is not kept by an endpoint that nobody calls.
     */
    private volatile Reference<AuthHeaders> rendered = new WeakReference<>(null);

    /**
     * An account with settings.
     *
     * @param rereading resolves the settings again when the issuer refuses them
     */
    Account(
            Provider provider,
            Supplier<Provider> rereading,
            TokenRuntime runtime,
            ProviderTally tally,
            CallPolicy policy) {
        this.name = provider.name();
        this.runtime = runtime;
        this.rereading = rereading;
        this.tally = tally;
        this.policy = policy;
        if (provider.grant() == GrantType.API_KEY) {
            this.tokenless = provider;
            this.fixed = AuthHeaders.render(provider.headers(), null);
            tally.keyUsed();
        } else {
            this.tokenless = null;
            this.fixed = null;
            this.held = runtime.cache().of(provider, this);
        }
    }

    @Override
    public boolean isClosed() {
        return runtime.isClosed();
    }

    /** The settings in force. */
    Provider provider() {
        return tokenless != null ? tokenless : Objects.requireNonNull(held).provider();
    }

    @Override
    public @Nullable AuthHeaders present() {
        AuthHeaders current = current();
        if (current != null) {
            tally.hit();
        }
        return current;
    }

    @Override
    public @Nullable AuthHeaders current() {
        ProviderToken present = held;
        if (present == null) {
            return fixed;
        }
        Token token = present.cached().current();
        return token == null ? null : rendered(present, token);
    }

    private AuthHeaders rendered(ProviderToken holder, Token token) {
        AuthHeaders last = rendered.get();
        if (last == null || !token.is(last.token())) {
            last = AuthHeaders.render(holder.provider().headers(), token);
            rendered = new WeakReference<>(last);
        }
        return last;
    }

    /** The place of this account's token, which is another one after a rotation of secrets. */
    private CompletableFuture<ProviderToken> held() {
        ProviderToken present = Objects.requireNonNull(held);
        if (!present.cached().isGone()) {
            return CompletableFuture.completedFuture(present);
        }
        if (!present.cached().isSuperseded()) {
            return CompletableFuture.completedFuture(hold(present.provider()));
        }
        return reread().handle((now, thrown) -> hold(thrown == null ? now : present.provider()));
    }

    /** The place of the token by those settings; what was held by others is no longer this account's. */
    private ProviderToken replace(Provider now) {
        ProviderToken before = Objects.requireNonNull(held);
        ProviderToken found = hold(now);
        if (found.cached() != before.cached()) {
            runtime.cache().supersede(before.provider());
        }
        return found;
    }

    private ProviderToken hold(Provider provider) {
        ProviderToken found = runtime.cache().of(provider, this);
        held = found;
        return found;
    }

    /** The settings as they are now, read where no exchange waits for it: a vault may be slow. */
    @Override
    public CompletableFuture<Provider> reread() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return rereading.get();
                    } catch (MxAuthException e) {
                        LOG.warn(
                                "Provider '{}': its settings could not be read again, so those in"
                                        + " hand stay in force. {}",
                                name,
                                e.getMessage());
                        throw e;
                    }
                },
                runtime::resumeFromHere);
    }

    @Override
    public CompletableFuture<AuthHeaders> headers() {
        AuthHeaders present = present();
        return present != null
                ? CompletableFuture.completedFuture(present)
                : headersOf(CachedToken::obtain);
    }

    CompletableFuture<AccessToken> token() {
        return ofToken(holder -> holder.cached().obtain().thenApply(Account::accessToken));
    }

    CompletableFuture<AuthHeaders> refreshed() {
        return headersOf(CachedToken::renew);
    }

    /** Forgets the access token. */
    CompletableFuture<Boolean> invalidation() {
        return ofToken(holder -> runtime.cache().invalidate(holder).thenApply(done -> true));
    }

    CompletableFuture<Map<String, Object>> introspection() {
        return ofToken(
                holder ->
                        holder.cached()
                                .obtain()
                                .thenCompose(
                                        token ->
                                                runtime.issuer()
                                                        .introspect(
                                                                holder.provider(),
                                                                holder.grantKey(),
                                                                token.value())));
    }

    /** Ends the grant at the issuer where it has an endpoint for that, then forgets it here. */
    CompletableFuture<Boolean> revocation() {
        return ofToken(holder -> runtime.cache().revoke(holder));
    }

    /**
     * A report on the settings as they are now, checked by a real token request. It does not fail
     * where that does.
     */
    CompletableFuture<String> verification() {
        return reread().handle((now, thrown) -> thrown == null ? verified(now) : unreadable(thrown))
                .thenCompose(Function.identity())
                .thenApply(Verification::text);
    }

    private CompletableFuture<Verification> verified(Provider now) {
        return now.grant() == GrantType.API_KEY
                ? CompletableFuture.completedFuture(Verifier.ofKey(now))
                : runtime.verifier().verify(runtime.cache().of(now, this));
    }

    private CompletableFuture<Verification> unreadable(Throwable thrown) {
        return Cause.of(thrown) instanceof MxAuthException e && !e.problems().isEmpty()
                ? CompletableFuture.completedFuture(Verifier.configuration(name, e.problems()))
                : CompletableFuture.failedFuture(thrown);
    }

    /** Begins a person's log-in; the future fails as {@link Logins} says. */
    CompletableFuture<LoginStart> login(@Nullable String returnTo, LoginAnswer answer) {
        return runtime.logins().start(provider(), returnTo, answer);
    }

    /** Ends a person's log-in, whose token is in hand then; the future fails likewise. */
    CompletableFuture<Connected> callback(LoginAnswer answer) {
        return runtime.logins()
                .finish(provider(), answer, this::loginAccount)
                .thenCompose(
                        connected ->
                                held().thenApply(
                                                holder -> {
                                                    holder.cached().adopt(connected.token());
                                                    return connected;
                                                }));
    }

    /** As it is now: the client secret may be another one since somebody last logged in. */
    private CompletableFuture<LoginAccount> loginAccount() {
        return reread().handle((now, thrown) -> thrown == null ? now : provider())
                .thenApply(this::replace)
                .thenApply(
                        holder ->
                                new LoginAccount(
                                        holder.provider(),
                                        holder.grantKey(),
                                        () -> isServed(holder.cached())));
    }

    /** The values of {@code Set-Cookie} that take a login away from its browser. */
    List<String> loginRemoved(LoginAnswer answer) {
        return runtime.logins().removed(provider(), answer);
    }

    /** Whether a token can be had without anybody logging in. */
    private static CompletableFuture<Boolean> isServed(CachedToken cached) {
        return cached.obtain()
                .thenApply(token -> true)
                .exceptionally(
                        thrown -> {
                            if (Cause.of(thrown) instanceof AuthFailure failure
                                    && failure.reason() == Reason.LOGIN_REQUIRED) {
                                return false;
                            }
                            throw new CompletionException(Cause.of(thrown));
                        });
    }

    @Override
    public CompletableFuture<AuthHeaders> headersInsteadOf(Token refused) {
        tally.retried();
        return headersOf(cached -> cached.replace(refused));
    }

    private CompletableFuture<AuthHeaders> headersOf(
            Function<CachedToken, CompletableFuture<Token>> token) {
        return ofToken(
                holder ->
                        token.apply(holder.cached())
                                .thenApply(obtained -> rendered(holder, obtained)));
    }

    private <R> CompletableFuture<R> ofToken(Function<ProviderToken, CompletableFuture<R>> action) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        held().thenCompose(action)
                .whenComplete(
                        (result, thrown) -> {
                            if (thrown == null) {
                                answer.complete(result);
                            } else {
                                answer.completeExceptionally(MxAuthException.of(name, thrown));
                            }
                        });
        return answer;
    }

    @Override
    public Executor here() {
        return runtime.here();
    }

    @Override
    public void drop(Token refused) {
        cached().drop(refused);
    }

    private CachedToken cached() {
        return Objects.requireNonNull(held).cached();
    }

    @Override
    public boolean retriesUnauthorized() {
        return policy.retryUnauthorized();
    }

    @Override
    public boolean keepsAuthorization() {
        return policy.keepAuthorization();
    }

    @Override
    public boolean exposesHeaders() {
        return policy.exposeHeaders();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean allows(URI target) {
        return provider().allowedHosts().allow(target);
    }

    @Override
    public @Nullable RuntimeException refusalOf(URI target) {
        if (allows(target)) {
            return null;
        }
        String flaw = AllowedHosts.flawOf(target);
        if (flaw != null) {
            return new MxAuthException(
                    name,
                    MxAuthException.Reason.CONFIGURATION,
                    "Provider '%s': the URL of this call %s. Nothing was sent."
                            .formatted(name, flaw));
        }
        return new MxAuthException(
                name,
                MxAuthException.Reason.FORBIDDEN_HOST,
                "Provider '%s': its token must not go to %s, so nothing was sent. %s."
                        .formatted(
                                name,
                                place(target),
                                AllowedHosts.isSecure(target)
                                        ? "Check the URL, or name the host in allowedHosts"
                                        : "Use https:, as plain http: is for loopback only"));
    }

    @Override
    public RuntimeException refusalOfProxy(URI target) {
        return new MxAuthException(
                name,
                MxAuthException.Reason.FORBIDDEN_HOST,
                "Provider '%s': its token must not go to %s in clear text through an HTTP proxy, so nothing was sent. Use https:, or except the host from the proxy"
                        .formatted(name, place(target)));
    }

    @Override
    public RuntimeException conflictWith(String option, String endpointUri) {
        return new MxAuthException(
                name,
                MxAuthException.Reason.CONFIGURATION,
                "Provider '%s': the endpoint %s authenticates by its option %s, which would replace the provider's headers. Remove either the option or the mxauth: step before it"
                        .formatted(name, endpointUri, option));
    }

    @Override
    public boolean mayRenewFor(URI target, Token refused, boolean invalid) {
        boolean may = cached().mayRenewFor(place(target), refused, invalid);
        if (cached().isRevokedOften()) {
            LOG.warn(
                    "Provider '{}': {} keeps saying that fresh tokens are invalid. Another instance or"
                            + " program probably fetches tokens with the same client, each of which ends the"
                            + " one before. Set tokenStore so that instances share a token, or give each its"
                            + " own client",
                    name,
                    place(target));
        }
        return may;
    }

    @Override
    public void accepted(URI target) {
        cached().accepted(target, Account::place);
    }

    @Override
    public void answered(URI target, Token fresh, boolean refused, boolean invalid) {
        if (refused) {
            cached().refusedAgain(place(target), fresh, invalid);
        } else {
            cached().acceptedAgain(target, Account::place);
        }
    }

    @Override
    public boolean isNamed(URI target) {
        AllowedHosts allowed = provider().allowedHosts();
        return allowed.isBound() && allowed.allow(target);
    }

    /** Scheme, host and port: what else a URL has might be secret. */
    private static String place(URI target) {
        String port = target.getPort() == -1 ? "" : ":" + target.getPort();
        return target.getScheme() + "://" + target.getHost() + port;
    }

    @Override
    public Executor resumeExecutor() {
        return runtime::resume;
    }

    private static AccessToken accessToken(Token token) {
        return new AccessToken(
                token.value().value(),
                token.type(),
                token.scope(),
                token.issued(),
                token.expires());
    }

    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
