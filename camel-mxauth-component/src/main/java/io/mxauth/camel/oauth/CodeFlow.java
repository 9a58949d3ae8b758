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
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.oauth.Outcome.Granted;
import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's side of the authorization code flow (RFC 6749 section 4.1): what it says of itself, its
 * keys, and the exchange of a code. Every result fails with an {@link AuthFailure}. Safe for any
 * number of threads, and blocks none.
 */
public final class CodeFlow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CodeFlow.class);

    private final Issuer issuer;
    private final Set<Runnable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public CodeFlow(Issuer issuer) {
        this.issuer = issuer;
    }

    public CompletableFuture<IssuerFacts> facts(Provider provider) {
        Endpoints configured = provider.endpoints();
        return issuer.discovery()
                .document(provider, provider.timing().requestTimeout())
                .thenApply(
                        document -> {
                            Endpoints found = document.endpoints();
                            URI authorization =
                                    firstOf(configured.authorization(), found.authorization());
                            if (authorization == null) {
                                throw new IssuerFailures(provider)
                                        .unknownEndpoint(Option.AUTHORIZATION_ENDPOINT.key());
                            }
                            return new IssuerFacts(
                                    authorization,
                                    firstOf(configured.token(), found.token()),
                                    firstOf(configured.jwks(), found.jwks()),
                                    firstOf(configured.issuer(), found.issuer()),
                                    document.namesItself());
                        });
    }

    private static <T> @Nullable T firstOf(@Nullable T configured, @Nullable T discovered) {
        return configured != null ? configured : discovered;
    }

    /** The text of a key set (RFC 7517), as the issuer publishes it. */
    public CompletableFuture<String> keys(Provider provider, URI uri) {
        IssuerFailures failures = new IssuerFailures(provider);
        return issuer.transport()
                .send(IssuerRequests.document(uri), provider.timing().requestTimeout())
                .handle(
                        (answer, thrown) -> {
                            if (answer == null) {
                                throw Cause.of(thrown) instanceof TransportException e
                                        ? failures.unanswered(uri, e)
                                        : failures.unreadableKeys(uri, 0);
                            }
                            if (!answer.isSuccess()) {
                                throw failures.unreadableKeys(uri, answer.status());
                            }
                            return new String(answer.body(), StandardCharsets.UTF_8);
                        });
    }

    /** That the issuer's keys were read but are none. */
    public AuthFailure malformedKeys(Provider provider, URI uri) {
        return new IssuerFailures(provider).malformed(uri, 200, "it is not a key set");
    }

    /** Exchanges a code; what comes of it is to be judged before it is kept. */
    public CompletableFuture<CodeGranted> exchange(
            Provider provider, GrantKey grantKey, Secret code, Secret verifier) {
        Deadline deadline = Deadline.in(provider.timing().requestTimeout(), issuer.time());
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, verifier);
        CompletableFuture<CodeGranted> result = new CompletableFuture<>();
        Runnable stop = () -> result.completeExceptionally(new IssuerFailures(provider).stopping());
        open.add(stop);
        result.whenComplete((granted, thrown) -> open.remove(stop));
        if (closed) {
            stop.run();
            return result;
        }
        issuer.discovery()
                .find(provider, Endpoints::token, Option.TOKEN_ENDPOINT.key(), deadline.remaining())
                .thenCompose(
                        endpoint ->
                                new CodeExchange(issuer, provider, grantKey, grant, deadline)
                                        .at(endpoint))
                .thenApply(CodeFlow::codeGranted)
                .whenComplete((granted, thrown) -> Issuer.complete(result, granted, thrown));
        return result;
    }

    private static CodeGranted codeGranted(Granted granted) {
        TokenAnswer answer = granted.answer();
        return new CodeGranted(granted.token(), answer.refreshToken(), answer.idToken());
    }

    /** Ends tokens that are not wanted, as far as the issuer lets that be done; never fails. */
    public CompletableFuture<?> discard(Provider provider, GrantKey grantKey, CodeGranted granted) {
        return issuer.revoke(
                        provider,
                        grantKey,
                        granted.refreshToken(),
                        List.of(granted.token().value()))
                .handle(
                        (asked, thrown) -> {
                            if (thrown != null || !asked) {
                                LOG.warn(
                                        "Provider '{}': the tokens of a log-in that failed could not be"
                                                + " ended at the issuer; they are not used",
                                        provider.name());
                            }
                            return true;
                        });
    }

    /** Tells whoever waits for a code's tokens that none will come. */
    @Override
    public void close() {
        closed = true;
        open.forEach(Runnable::run);
    }
}
