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
package io.mxauth.camel.oauth;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.oauth.Outcome.Effect;
import io.mxauth.camel.oauth.Outcome.Failed;
import io.mxauth.camel.oauth.Outcome.Granted;
import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of a token: finds the endpoint, uses the refresh token where there is one and the full
 * grant otherwise, and repeats what may be repeated, all within the provider's {@code
 * requestTimeout}. Used once.
 */
final class TokenFetch {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Timer timer;
    private final Discovery discovery;
    private final Provider provider;
    private final Wallet wallet;
    private final Deadline deadline;
    private final IssuerFailures failures;
    private final TokenRequests requests;
    private final CompletableFuture<Token> result = new CompletableFuture<>();

    /**
     * A fetch.
     *
     * @param transport sends its requests, which may be others' than the issuer's
     * @param discovery finds the endpoint
     */
    TokenFetch(
            Issuer issuer,
            HttpTransport transport,
            Discovery discovery,
            Provider provider,
            GrantKey grantKey,
            int maxAttempts,
            Wallet wallet,
            Deadline deadline) {
        this.timer = issuer.timer();
        this.discovery = discovery;
        this.provider = provider;
        this.wallet = wallet;
        this.deadline = deadline;
        this.failures = new IssuerFailures(provider);
        this.requests =
                new TokenRequests(
                        issuer,
                        transport,
                        provider,
                        grantKey,
                        maxAttempts,
                        deadline,
                        TokenFetch::pause);
    }

    /** The token; fails with an {@link AuthFailure}. */
    CompletableFuture<Token> result() {
        return result;
    }

    /**
     * Starts it.
     *
     * @return the same as {@link #result()}, but never before all is done that has to be done
     */
    CompletableFuture<Token> start() {
        Runnable cancel =
                timer.after(
                        deadline.remaining(),
                        () -> result.completeExceptionally(failures.tooLate()));
        return discovery
                .find(provider, Endpoints::token, Option.TOKEN_ENDPOINT.key(), deadline.remaining())
                .thenCompose(this::grant)
                .whenComplete(
                        (token, thrown) -> {
                            cancel.run();
                            Issuer.complete(result, token, thrown);
                        });
    }

    /** Ends the fetch, since the component stops. */
    void stop() {
        result.completeExceptionally(failures.stopping());
    }

    private CompletableFuture<Token> grant(URI endpoint) {
        return wallet.take()
                .thenCompose(
                        taken ->
                                taken.map(refreshToken -> refresh(endpoint, refreshToken))
                                        .orElseGet(() -> fullGrant(endpoint, null)));
    }

    private CompletableFuture<Token> refresh(URI endpoint, Secret refreshToken) {
        return requests.send(endpoint, new RefreshTokenGrant(refreshToken))
                .thenCompose(outcome -> afterRefresh(endpoint, refreshToken, outcome));
    }

    private CompletableFuture<Token> afterRefresh(URI endpoint, Secret spent, Outcome outcome) {
        if (outcome instanceof Granted granted) {
            return put(granted, spent);
        }
        Failed failed = (Failed) outcome;
        if (failed.effect() == Effect.NONE) {
            return wallet.giveBack(spent)
                    .thenCompose(given -> CompletableFuture.failedFuture(failed.failure()));
        }
        return wallet.lose(spent, failed.effect() == Effect.REFUSED)
                .thenCompose(
                        others ->
                                others.map(CompletableFuture::completedFuture)
                                        .orElseGet(() -> fullGrant(endpoint, failed.failure())));
    }

    /**
     * Asks by the configured grant.
     *
     * @param refusal what became of the refresh token, or null where there was none
     */
    private CompletableFuture<Token> fullGrant(URI endpoint, @Nullable AuthFailure refusal) {
        Grant grant =
                switch (provider.grant()) {
                    case CLIENT_CREDENTIALS -> new ClientCredentialsGrant();
                    case PASSWORD -> new PasswordGrant();
                    case REFRESH_TOKEN, AUTHORIZATION_CODE, API_KEY -> null;
                };
        if (grant == null) {
            return CompletableFuture.failedFuture(failures.loginRequired(refusal));
        }
        return requests.send(endpoint, grant).thenCompose(this::granted);
    }

    private CompletableFuture<Token> granted(Outcome outcome) {
        return outcome instanceof Granted granted
                ? put(granted, null)
                : CompletableFuture.failedFuture(((Failed) outcome).failure());
    }

    private CompletableFuture<Token> put(Granted granted, @Nullable Secret spent) {
        return wallet.put(granted.token(), granted.answer().refreshToken(), spent)
                .thenApply(done -> granted.token());
    }

    /** Doubling from 200 ms, half of it at random. */
    private static Duration pause(int attempts) {
        Duration usual = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return usual.multipliedBy(ThreadLocalRandom.current().nextInt(50, 101)).dividedBy(100);
    }
}
