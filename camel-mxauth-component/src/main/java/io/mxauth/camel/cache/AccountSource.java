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
package io.mxauth.camel.cache;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.oauth.Asking;
import io.mxauth.camel.oauth.TokenOrigin;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Token;
import io.mxauth.camel.token.TokenKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Where the tokens of one account come from: its issuer. When that refuses the credentials, the
 * account's settings are read once more; if they say something else now they have another key, whose
 * token takes the place of this one's.
 */
final class AccountSource implements CachedToken.Source {

    /** How often settings are read that lack a refresh token, with nobody refusing anything. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final TokenCache cache;
    private final TokenOrigin origin;
    private final TokenObserver observer;
    private final TimeSource time;
    private final TokenKey key;
    private final GrantKey grantKey;
    private final Provider provider;
    private final Rereading rereading;
    private volatile long lastReading;

    /** Whether the next fetch has to ask the issuer. */
    private volatile boolean anew;

    AccountSource(
            TokenCache cache,
            TokenOrigin origin,
            TokenObserver observer,
            TimeSource time,
            TokenKey key,
            GrantKey grantKey,
            Provider provider,
            Rereading rereading) {
        this.cache = cache;
        this.origin = origin;
        this.observer = observer;
        this.time = time;
        this.key = key;
        this.grantKey = grantKey;
        this.provider = provider;
        this.rereading = rereading;
        this.lastReading = time.nanoTime() - PAUSE.toNanos();
    }

    @Override
    public CompletableFuture<Token> fetch(boolean probe) {
        Executor here = observer.here();
        boolean forced = anew;
        anew = false;
        int attempts = probe ? 1 : provider.timing().maxAttempts();
        return origin.fetch(provider, grantKey, Asking.upTo(attempts), forced)
                .exceptionallyCompose(
                        thrown ->
                                Cause.of(thrown) instanceof AuthFailure failure
                                                && settingsMayHelp(failure)
                                        ? CompletableFuture.supplyAsync(
                                                        () -> byOtherSettings(failure), here)
                                                .thenCompose(Function.identity())
                                        : CompletableFuture.failedFuture(thrown));
    }

    private boolean settingsMayHelp(AuthFailure failure) {
        return switch (failure.reason()) {
            case REJECTED -> true;
            case LOGIN_REQUIRED -> time.nanoTime() - lastReading >= PAUSE.toNanos();
            default -> false;
        };
    }

    private CompletableFuture<Token> byOtherSettings(AuthFailure refusal) {
        lastReading = time.nanoTime();
        return rereading
                .reread()
                .handle((now, thrown) -> thrown == null ? now : provider)
                .thenCompose(
                        now ->
                                cache.keyOf(now).equals(key)
                                        ? CompletableFuture.failedFuture(refusal)
                                        : tokenOf(now));
    }

    private CompletableFuture<Token> tokenOf(Provider now) {
        return cache.of(now, rereading)
                .cached()
                .obtain()
                .thenApply(
                        token -> {
                            cache.supersede(key);
                            return token;
                        });
    }

    @Override
    public boolean isShared() {
        return origin.isShared();
    }

    @Override
    public void wantsNew() {
        anew = true;
    }

    @Override
    public void used() {
        cache.touch(key);
    }

    @Override
    public void acquired(Token token) {
        observer.acquired(provider, token);
    }

    @Override
    public void failed(AuthFailure failure, boolean tokenLives) {
        observer.failed(provider, failure, tokenLives);
    }
}
