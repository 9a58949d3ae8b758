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
import io.mxauth.camel.call.AuthHeaders;
import io.mxauth.camel.call.CallAuthorizer;
import io.mxauth.camel.provider.AllowedHosts;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.Token;
import io.mxauth.camel.token.TokenKey;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One provider with one set of options, as a route names it: resolved, keyed, and joined to the
 * tokens in hand. Safe for any number of threads. Every future fails with {@link MxAuthException}.
 */
final class Account implements CallAuthorizer {

    private final Provider provider;
    private final TokenRuntime runtime;
    private final boolean retryUnauthorized;
    private final boolean keepHeaders;
    private final TokenKey key;
    private final GrantKey grantKey;

    /** The headers with the token that was last seen; rendered again when there is another. */
    private volatile @Nullable AuthHeaders rendered;

    Account(
            Provider provider,
            TokenRuntime runtime,
            boolean retryUnauthorized,
            boolean keepHeaders) {
        this.provider = provider;
        this.runtime = runtime;
        this.retryUnauthorized = retryUnauthorized;
        this.keepHeaders = keepHeaders;
        this.key = runtime.cache().keyOf(provider);
        this.grantKey = runtime.cache().grantKeyOf(provider);
        this.rendered = hasToken() ? null : AuthHeaders.render(provider.headers(), null);
    }

    @Override
    public boolean isClosed() {
        return runtime.isClosed();
    }

    Provider provider() {
        return provider;
    }

    private boolean hasToken() {
        return provider.grant() != GrantType.API_KEY;
    }

    private CachedToken cached() {
        return runtime.cache().get(key, grantKey, provider);
    }

    @Override
    public @Nullable AuthHeaders present() {
        if (!hasToken()) {
            return rendered;
        }
        Token token = cached().current();
        return token == null ? null : rendered(token);
    }

    private AuthHeaders rendered(Token token) {
        AuthHeaders last = rendered;
        if (last == null || !token.is(last.token())) {
            last = AuthHeaders.render(provider.headers(), token);
            rendered = last;
        }
        return last;
    }

    @Override
    public CompletableFuture<AuthHeaders> headers() {
        AuthHeaders present = present();
        return present != null
                ? CompletableFuture.completedFuture(present)
                : translated(cached().obtain(), this::rendered);
    }

    CompletableFuture<AccessToken> token() {
        return translated(cached().obtain(), Account::accessToken);
    }

    CompletableFuture<AuthHeaders> refreshed() {
        return translated(cached().renew(), this::rendered);
    }

    void invalidate() {
        cached().invalidate();
    }

    CompletableFuture<Map<String, Object>> introspection() {
        return translated(
                cached().obtain()
                        .thenCompose(
                                token ->
                                        runtime.issuer()
                                                .introspect(provider, grantKey, token.value())),
                Function.identity());
    }

    /** Ends the grant at the issuer where it has an endpoint for that, then forgets it here. */
    CompletableFuture<Boolean> revocation() {
        CachedToken cached = cached();
        return translated(
                // A renewal under way would bring a grant that outlives this revocation.
                cached.settled()
                        .thenCompose(
                                settled ->
                                        runtime.issuer().revoke(provider, grantKey, cached.live())),
                revoked -> {
                    cached.invalidate();
                    return revoked;
                });
    }

    @Override
    public CompletableFuture<AuthHeaders> headersInsteadOf(Token refused) {
        return translated(cached().replace(refused), this::rendered);
    }

    @Override
    public void drop(Token refused) {
        cached().drop(refused);
    }

    @Override
    public boolean retriesUnauthorized() {
        return retryUnauthorized;
    }

    @Override
    public boolean keepsHeaders() {
        return keepHeaders;
    }

    @Override
    public @Nullable RuntimeException refusalOf(URI target) {
        if (provider.allowedHosts().allow(target)) {
            return null;
        }
        return new MxAuthException(
                provider.name(),
                MxAuthException.Reason.FORBIDDEN_HOST,
                "Provider '%s': its token must not go to %s, so nothing was sent. %s."
                        .formatted(
                                provider.name(),
                                place(target),
                                AllowedHosts.isSecure(target)
                                        ? "Check the URL, or name the host in allowedHosts"
                                        : "Use https:, as plain http: is for loopback only"));
    }

    @Override
    public boolean mayRenewFor(URI target) {
        return cached().mayRenewFor(place(target));
    }

    @Override
    public void answered(URI target, Token fresh, boolean refused) {
        cached().answered(place(target), fresh, refused);
    }

    @Override
    public boolean isNamed(URI target) {
        return provider.allowedHosts().isBound() && provider.allowedHosts().allow(target);
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

    private <T, R> CompletableFuture<R> translated(
            CompletableFuture<T> pending, Function<T, R> result) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        pending.whenComplete(
                (value, thrown) -> {
                    if (thrown == null) {
                        answer.complete(result.apply(value));
                    } else {
                        answer.completeExceptionally(MxAuthException.of(provider.name(), thrown));
                    }
                });
        return answer;
    }

    @Override
    public String toString() {
        return "Account[" + provider.name() + "]";
    }
}
