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

import io.mxauth.camel.oauth.Outcome.Effect;
import io.mxauth.camel.oauth.Outcome.Failed;
import io.mxauth.camel.oauth.Outcome.Granted;
import io.mxauth.camel.observe.TokenObserver.FetchObserver;
import io.mxauth.camel.observe.TokenObserver.RequestObserver;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * The requests to a token endpoint that belong together: sent until one is granted, may not be
 * repeated, or the attempts or the time are used up. Used by one fetch, one request at a time.
 */
final class TokenRequests {

    private final Issuer issuer;
    private final HttpTransport transport;
    private final Provider configured;
    private final GrantKey grantKey;
    private final int maxAttempts;
    private final Deadline deadline;
    private final IntFunction<Duration> usualPause;
    private final IssuerFailures failures;
    private final OutcomeReader outcomes;
    private final FetchObserver observer;

    /** How many requests were sent. */
    private final AtomicInteger attempts = new AtomicInteger();

    /** With the client secret that is used; it changes once, where that is refused. */
    private volatile Provider provider;

    private volatile boolean otherSecretTried;

    /**
     * Requests, of which none is sent yet.
     *
     * @param usualPause how long to wait after so many attempts, unless the issuer asks for another
     *     pause
     */
    TokenRequests(
            Issuer issuer,
            HttpTransport transport,
            Provider configured,
            GrantKey grantKey,
            int maxAttempts,
            Deadline deadline,
            IntFunction<Duration> usualPause) {
        this.issuer = issuer;
        this.transport = transport;
        this.configured = configured;
        this.provider = issuer.clientSecrets().inForce(configured, grantKey);
        this.grantKey = grantKey;
        this.maxAttempts = maxAttempts;
        this.deadline = deadline;
        this.usualPause = usualPause;
        this.failures = new IssuerFailures(configured);
        this.outcomes = new OutcomeReader(configured, issuer);
        this.observer = issuer.observer().fetching(configured);
    }

    /** Asks by a grant; what was asked before counts as attempts too. */
    CompletableFuture<Outcome> send(URI endpoint, Grant grant) {
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
            return send(endpoint, grant);
        }
        if (outcome instanceof Failed failed
                && attempts.get() < maxAttempts
                && failed.mayRepeat(grant)) {
            Duration pause = pause(failed);
            if (deadline.allows(pause)) {
                CompletableFuture<Outcome> later = new CompletableFuture<>();
                issuer.timer()
                        .after(
                                pause,
                                () ->
                                        send(endpoint, grant)
                                                .whenComplete(
                                                        (o, t) -> Issuer.complete(later, o, t)));
                return later;
            }
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

    private Duration pause(Failed failed) {
        Duration asked = failed.failure().retryAfter();
        return asked != null ? asked : usualPause.apply(attempts.get());
    }
}
