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

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The issuers' side of the component: asks them for tokens, what a token is worth, and to end one.
 * Every result fails with an {@code AuthFailure} only. Safe for any number of threads, and blocks
 * none.
 */
public final class Issuer implements AutoCloseable {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final HttpTransport transport;
    private final TimeSource time;
    private final Timer timer;
    private final TokenObserver observer;
    private final ObjectMapper mapper;
    private final AnswerReader answers;
    private final Discovery discovery;
    private final RefreshTokens refreshTokens;
    private final ClientSecrets clientSecrets;
    private final Set<TokenFetch> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final Set<String> warnedOfCut = ConcurrentHashMap.newKeySet();

    /**
     * The issuers as reached by a transport.
     *
     * @param transport sends requests
     * @param mapper reads answers
     * @param maximumGrants the most refresh tokens that are kept
     * @param observer hears of each token request
     */
    public Issuer(
            HttpTransport transport,
            ObjectMapper mapper,
            TimeSource time,
            Timer timer,
            long maximumGrants,
            TokenObserver observer) {
        this.transport = transport;
        this.mapper = mapper;
        this.time = time;
        this.timer = timer;
        this.observer = observer;
        this.answers = new AnswerReader(mapper);
        this.discovery = new Discovery(transport, answers);
        this.refreshTokens = new RefreshTokens(maximumGrants);
        this.clientSecrets = new ClientSecrets(maximumGrants);
    }

    /**
     * Fetches a token: by the refresh token in hand where there is one, else by the full grant.
     *
     * @param maxAttempts the most token requests; a refused refresh token or client secret adds
     *     one more each
     */
    public CompletableFuture<Token> fetch(Provider provider, GrantKey grantKey, int maxAttempts) {
        return run(new TokenFetch(this, transport, discovery, provider, grantKey, maxAttempts));
    }

    /**
     * Fetches a token by requests that are recorded, and that repeat nothing because of a fault. An
     * endpoint that is discovered is discovered anew.
     */
    public CompletableFuture<Token> fetch(
            Provider provider, GrantKey grantKey, RecordingTransport recording) {
        Discovery anew = new Discovery(recording, answers);
        return run(new TokenFetch(this, recording, anew, provider, grantKey, 1));
    }

    /** A way to the issuers that records what goes over it. */
    public RecordingTransport recording() {
        return new RecordingTransport(transport, answers, time);
    }

    /** What a provider's discovery document says of its token endpoint; empty where none can be had. */
    public CompletableFuture<Optional<IssuerMetadata>> metadata(Provider provider) {
        URI document = provider.endpoints().discovery();
        if (document == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return transport
                .send(IssuerRequests.discovery(document), provider.timing().requestTimeout())
                .handle(
                        (answer, thrown) ->
                                answer != null && answer.isSuccess()
                                        ? answers.object(answer.body()).map(IssuerMetadata::of)
                                        : Optional.empty());
    }

    /** What can be read in a token that is a JWT. */
    public TokenClaims claims(Token token) {
        return TokenClaims.of(token.value().value(), answers);
    }

    private CompletableFuture<Token> run(TokenFetch fetch) {
        if (closed) {
            fetch.stop();
        } else {
            open.add(fetch);
            fetch.result().whenComplete((token, thrown) -> open.remove(fetch));
            fetch.start();
        }
        return fetch.result();
    }

    /** Asks what a token is worth (RFC 7662); the answer as a map, {@code active} among it. */
    public CompletableFuture<Map<String, Object>> introspect(
            Provider configured, GrantKey grantKey, Secret token) {
        Provider provider = clientSecrets.inForce(configured, grantKey);
        Deadline deadline = Deadline.in(provider.timing().requestTimeout(), time);
        return discovery
                .find(
                        provider,
                        Endpoints::introspection,
                        Option.INTROSPECTION_ENDPOINT.key(),
                        deadline.remaining())
                .thenCompose(
                        endpoint ->
                                send(
                                                provider,
                                                endpoint,
                                                IssuerRequests.introspection(
                                                        provider, endpoint, token),
                                                deadline)
                                        .thenApply(
                                                answer ->
                                                        introspected(provider, endpoint, answer)));
    }

    private Map<String, Object> introspected(Provider provider, URI endpoint, HttpAnswer answer) {
        JsonNode object =
                answers.object(answer.body())
                        .orElseThrow(
                                () ->
                                        new IssuerFailures(provider)
                                                .malformed(
                                                        endpoint,
                                                        answer.status(),
                                                        "it is not a JSON object"));
        return mapper.convertValue(object, MAP);
    }

    /**
     * Ends a grant at the issuer (RFC 7009), refresh token first, so that no new access token can
     * come from it in between, and forgets it here. Where the issuer fails, the refresh token is
     * kept; where it has no endpoint for that, there is nobody to ask.
     *
     * @return whether the issuer was asked
     */
    public CompletableFuture<Boolean> revoke(
            Provider configured, GrantKey grantKey, @Nullable Token accessToken) {
        Provider provider = clientSecrets.inForce(configured, grantKey);
        Secret refreshToken = refreshTokens.take(grantKey, configured);
        Endpoints endpoints = provider.endpoints();
        if (endpoints.revocation() == null && endpoints.discovery() == null) {
            return CompletableFuture.completedFuture(false);
        }
        Secret access = accessToken == null ? null : accessToken.value();
        Deadline deadline = Deadline.in(provider.timing().requestTimeout(), time);
        CompletableFuture<Boolean> revoked = new CompletableFuture<>();
        discovery
                .find(
                        provider,
                        Endpoints::revocation,
                        Option.REVOCATION_ENDPOINT.key(),
                        deadline.remaining())
                .thenCompose(
                        endpoint ->
                                revoke(provider, endpoint, refreshToken, "refresh_token", deadline)
                                        .thenCompose(
                                                done ->
                                                        revoke(
                                                                provider,
                                                                endpoint,
                                                                access,
                                                                "access_token",
                                                                deadline)))
                .whenComplete(
                        (done, thrown) -> {
                            if (isUnknownEndpoint(thrown)) {
                                revoked.complete(false);
                                return;
                            }
                            if (thrown != null && refreshToken != null) {
                                refreshTokens.keep(grantKey, configured, refreshToken);
                            }
                            complete(revoked, true, thrown);
                        });
        return revoked;
    }

    private static boolean isUnknownEndpoint(@Nullable Throwable thrown) {
        Throwable cause = Cause.of(thrown);
        return cause instanceof AuthFailure failure && failure.reason() == Reason.CONFIGURATION;
    }

    private CompletableFuture<Void> revoke(
            Provider provider,
            URI endpoint,
            @Nullable Secret token,
            String hint,
            Deadline deadline) {
        if (token == null) {
            return CompletableFuture.completedFuture(null);
        }
        HttpCall call = IssuerRequests.revocation(provider, endpoint, token, hint);
        return send(provider, endpoint, call, deadline).thenApply(answer -> null);
    }

    /** Sends a request whose answer must be a success. */
    private CompletableFuture<HttpAnswer> send(
            Provider provider, URI endpoint, HttpCall call, Deadline deadline) {
        OutcomeReader outcomes = new OutcomeReader(provider, this);
        return transport
                .send(call, deadline.remaining())
                .handle(
                        (answer, thrown) -> {
                            if (answer != null && answer.isSuccess()) {
                                return answer;
                            }
                            throw (answer == null
                                            ? outcomes.unanswered(thrown, endpoint)
                                            : outcomes.refusal(answer, endpoint, time.now()))
                                    .failure();
                        });
    }

    /** Tells everybody who waits for a token that none will come. */
    @Override
    public void close() {
        closed = true;
        open.forEach(TokenFetch::stop);
    }

    /** Whether that provider's times are cut for the first time. */
    boolean isFirstCut(String provider) {
        return warnedOfCut.add(provider);
    }

    ClientSecrets clientSecrets() {
        return clientSecrets;
    }

    TimeSource time() {
        return time;
    }

    Timer timer() {
        return timer;
    }

    TokenObserver observer() {
        return observer;
    }

    AnswerReader answers() {
        return answers;
    }

    RefreshTokens refreshTokens() {
        return refreshTokens;
    }

    /** Hands a result on, stripped of what the futures on its way wrapped around a failure. */
    static <T> void complete(
            CompletableFuture<T> target, @Nullable T result, @Nullable Throwable thrown) {
        Throwable cause = Cause.of(thrown);
        if (cause != null) {
            target.completeExceptionally(cause);
        } else if (result != null) {
            target.complete(result);
        }
    }
}
