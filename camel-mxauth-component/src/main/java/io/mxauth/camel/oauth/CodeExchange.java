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
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One exchange of a code for tokens, within the provider's {@code requestTimeout}. The request is
 * repeated only where it surely was not acted on. Used once.
 */
final class CodeExchange {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Issuer issuer;
    private final Provider configured;
    private final GrantKey grantKey;
    private final AuthorizationCodeGrant grant;
    private final Deadline deadline;
    private final FetchObserver observer;
    private final OutcomeReader outcomes;
    private final IssuerFailures failures;

    /** With the client secret that is used; it changes once, where that is refused. */
    private volatile Provider provider;

    private volatile boolean otherSecretTried;
    private final AtomicInteger attempts = new AtomicInteger();

    CodeExchange(
            Issuer issuer,
            Provider configured,
            GrantKey grantKey,
            AuthorizationCodeGrant grant,
            Deadline deadline) {
        this.issuer = issuer;
        this.configured = configured;
        this.grantKey = grantKey;
        this.grant = grant;
        this.deadline = deadline;
        this.provider = issuer.clientSecrets().inForce(configured, grantKey);
        this.observer = issuer.observer().fetching(configured);
        this.outcomes = new OutcomeReader(configured, issuer);
        this.failures = new IssuerFailures(configured);
    }

    /** What was granted; fails with an {@link AuthFailure}. */
    CompletableFuture<Granted> at(URI endpoint) {
        return attempt(endpoint).thenApply(outcome -> granted(outcome, endpoint));
    }

    private Granted granted(Outcome outcome, URI endpoint) {
        if (outcome instanceof Failed failed) {
            AuthFailure failure = failed.failure();
            throw failed.effect() == Effect.REFUSED
                    ? failures.codeRefused(endpoint, failure.status(), failure.error())
                    : failure;
        }
        issuer.clientSecrets().taken(configured, provider, grantKey);
        return (Granted) outcome;
    }

    private CompletableFuture<Outcome> attempt(URI endpoint) {
        if (deadline.isOver()) {
            return CompletableFuture.completedFuture(
                    new Failed(failures.tooLate(), Effect.NONE, false));
        }
        attempts.incrementAndGet();
        RequestObserver request = observer.requesting(grant.type().value(), endpoint);
        Instant sent = issuer.time().now();
        long sentAt = issuer.time().nanoTime();
        return issuer.transport()
                .send(IssuerRequests.token(provider, endpoint, grant), deadline.remaining())
                .handle(
                        (answer, thrown) -> {
                            Outcome outcome =
                                    answer != null
                                            ? outcomes.read(answer, endpoint, sent, sentAt)
                                            : outcomes.unanswered(thrown, endpoint);
                            request.ended(name(outcome), answer == null ? 0 : answer.status());
                            return outcome;
                        })
                .thenCompose(
                        outcome ->
                                outcome instanceof Failed failed
                                        ? repeated(failed, endpoint)
                                        : CompletableFuture.completedFuture(outcome));
    }

    private static String name(Outcome outcome) {
        return outcome instanceof Failed failed
                ? failed.failure().reason().name().toLowerCase(Locale.ROOT)
                : "success";
    }

    private CompletableFuture<Outcome> repeated(Failed failed, URI endpoint) {
        if (failed.refusesClient()
                && !otherSecretTried
                && configured.credentials().nextClientSecret() != null) {
            otherSecretTried = true;
            provider = provider.withNextClientSecret();
            return attempt(endpoint);
        }
        Duration asked = failed.failure().retryAfter();
        Duration pause = asked != null ? asked : PAUSE.multipliedBy(attempts.get());
        if (attempts.get() >= configured.timing().maxAttempts()
                || !failed.mayRepeat(grant)
                || !deadline.allows(pause)) {
            return CompletableFuture.completedFuture(failed);
        }
        CompletableFuture<Outcome> later = new CompletableFuture<>();
        issuer.timer()
                .after(
                        pause,
                        () ->
                                attempt(endpoint)
                                        .whenComplete((o, t) -> Issuer.complete(later, o, t)));
        return later;
    }
}
