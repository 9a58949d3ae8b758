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
import io.mxauth.camel.observe.TokenObserver.FetchObserver;
import io.mxauth.camel.observe.TokenObserver.RequestObserver;
import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of a token: finds the endpoint, uses the refresh token where there is one and the full
 * grant otherwise, and repeats what may be repeated, all within the provider's {@code
 * requestTimeout}. Used once.
 */
final class TokenFetch {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Issuer issuer;
    private final HttpTransport transport;
    private final Discovery discovery;
    private final Provider configured;
    private final GrantKey grantKey;
    private final int maxAttempts;
    private final Wallet wallet;
    private final Deadline deadline;
    private final IssuerFailures failures;
    private final OutcomeReader outcomes;
    private final FetchObserver observer;

    private final CompletableFuture<Token> result = new CompletableFuture<>();

    /** How many requests it has sent. */
    private final AtomicInteger attempts = new AtomicInteger();

    /** With the client secret that is used; it changes once, where that is refused. */
    private volatile Provider provider;

    private volatile boolean otherSecretTried;

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
            Provider configured,
            GrantKey grantKey,
            int maxAttempts,
            Wallet wallet,
            Deadline deadline) {
        this.issuer = issuer;
        this.transport = transport;
        this.discovery = discovery;
        this.configured = configured;
        this.provider = issuer.clientSecrets().inForce(configured, grantKey);
        this.grantKey = grantKey;
        this.maxAttempts = maxAttempts;
        this.wallet = wallet;
        this.deadline = deadline;
        this.failures = new IssuerFailures(provider);
        this.outcomes = new OutcomeReader(provider, issuer);
        this.observer = issuer.observer().fetching(provider);
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
                issuer.timer()
                        .after(
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
        return attempt(endpoint, new RefreshTokenGrant(refreshToken))
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
        return attempt(endpoint, grant).thenCompose(this::granted);
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

    private CompletableFuture<Outcome> attempt(URI endpoint, Grant grant) {
        if (deadline.isOver()) {
            return CompletableFuture.completedFuture(
                    new Failed(failures.tooLate(), Effect.NONE, false));
        }
        attempts.incrementAndGet();
        HttpCall call = IssuerRequests.token(provider, endpoint, grant);
        RequestObserver request = observer.requesting(grant.type().value(), endpoint);
        Instant sent = issuer.time().now();
        long sentAt = issuer.time().nanoTime();
        return transport
                .send(call, deadline.remaining())
                .handle(
                        (answer, thrown) -> {
                            Outcome outcome =
                                    answer != null
                                            ? outcomes.read(answer, endpoint, sent, sentAt)
                                            : outcomes.unanswered(thrown, endpoint);
                            request.ended(name(outcome), answer == null ? 0 : answer.status());
                            return outcome;
                        })
                .thenCompose(outcome -> repeated(outcome, endpoint, grant));
    }

    private static String name(Outcome outcome) {
        return outcome instanceof Failed failed
                ? failed.failure().reason().name().toLowerCase(Locale.ROOT)
                : "success";
    }

    private CompletableFuture<Outcome> repeated(Outcome outcome, URI endpoint, Grant grant) {
        if (outcome instanceof Granted) {
            issuer.clientSecrets().taken(configured, provider, grantKey);
        }
        if (outcome instanceof Failed failed && failed.refusesClient() && takesOtherSecret()) {
            return attempt(endpoint, grant);
        }
        if (outcome instanceof Failed failed
                && attempts.get() < maxAttempts
                && failed.mayRepeat(grant)
                && deadline.allows(pause(failed))) {
            CompletableFuture<Outcome> later = new CompletableFuture<>();
            issuer.timer()
                    .after(
                            pause(failed),
                            () ->
                                    attempt(endpoint, grant)
                                            .whenComplete((o, t) -> Issuer.complete(later, o, t)));
            return later;
        }
        return CompletableFuture.completedFuture(outcome);
    }

    /** Goes over to the other client secret, if there is one that was not tried yet. */
    private boolean takesOtherSecret() {
        if (otherSecretTried || configured.credentials().nextClientSecret() == null) {
            return false;
        }
        otherSecretTried = true;
        provider = provider.withNextClientSecret();
        return true;
    }

    /** Doubling from 200 ms, half of it at random; or what the issuer asked for. */
    private Duration pause(Failed failed) {
        Duration asked = failed.failure().retryAfter();
        if (asked != null) {
            return asked;
        }
        Duration usual = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts.get() - 1, 10));
        return usual.multipliedBy(ThreadLocalRandom.current().nextInt(50, 101)).dividedBy(100);
    }
}
