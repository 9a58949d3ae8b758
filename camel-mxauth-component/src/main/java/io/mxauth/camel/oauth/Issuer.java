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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The issuers' side of the component: asks them for tokens, what a token is worth, and to end one.
 * Every result fails with an {@code AuthFailure} only. Safe for any number of threads, and blocks
 * none.
 */
public final class Issuer implements TokenOrigin, AutoCloseable {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final HttpTransport transport;
    private final TimeSource time;
    private final Timer timer;
    private final TokenObserver observer;
    private final Supplier<ObjectMapper> mapper;
    private final AnswerReader answers;
    private final Discovery discovery;
    private final RefreshTokens refreshTokens;
    private final ClientSecrets clientSecrets;
    private final GrantGate gate = new GrantGate();

    /** Who logged in, by grant: as many as persons have, so they need no bound. */
    private final ConcurrentMap<GrantKey, String> subjects = new ConcurrentHashMap<>();

    private final Set<TokenFetch> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final Set<String> warnedOfCut = ConcurrentHashMap.newKeySet();

    /**
     * The issuers as reached by a transport.
     *
     * @param transport sends requests
     * @param mapper reads answers; asked for when the first one is there
     * @param maximumGrants the most refresh tokens that are kept
     * @param observer hears of each token request
     */
    public Issuer(
            HttpTransport transport,
            Supplier<ObjectMapper> mapper,
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
     * Fetches a token: by the refresh token in memory where there is one, else by the full grant.
     *
     * @param anew makes no difference, as nobody else has tokens to give
     */
    @Override
    public CompletableFuture<Token> fetch(
            Provider provider, GrantKey grantKey, Asking asking, boolean anew) {
        return fetch(provider, grantKey, asking);
    }

    CompletableFuture<Token> fetch(Provider provider, GrantKey grantKey, Asking asking) {
        Wallet wallet = new MemoryWallet(refreshTokens, grantKey, provider);
        Deadline deadline = Deadline.in(provider.timing().requestTimeout(), time);
        TokenFetch fetch = fetchOf(provider, grantKey, asking, wallet, deadline);
        gate.fetch(grantKey, () -> run(fetch));
        return fetch.result();
    }

    /**
     * Fetches a token with a wallet of the caller's.
     *
     * @return completes once everything is done, which may be after the deadline
     */
    public CompletableFuture<Token> fetch(
            Provider provider, GrantKey grantKey, Asking asking, Wallet wallet, Deadline deadline) {
        return run(fetchOf(provider, grantKey, asking, wallet, deadline));
    }

    private TokenFetch fetchOf(
            Provider provider, GrantKey grantKey, Asking asking, Wallet wallet, Deadline deadline) {
        RecordingTransport recording = asking.recording();
        return recording == null
                ? new TokenFetch(
                        this,
                        transport,
                        discovery,
                        provider,
                        grantKey,
                        asking.maxAttempts(),
                        wallet,
                        deadline)
                : new TokenFetch(
                        this,
                        recording,
                        new Discovery(recording, answers),
                        provider,
                        grantKey,
                        asking.maxAttempts(),
                        wallet,
                        deadline);
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
                .send(IssuerRequests.document(document), provider.timing().requestTimeout())
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
            return fetch.result();
        }
        open.add(fetch);
        fetch.result().whenComplete((token, thrown) -> open.remove(fetch));
        return fetch.start();
    }

    @Override
    public CompletableFuture<?> invalidate(Provider provider, GrantKey grantKey) {
        return CompletableFuture.completedFuture(true);
    }

    /** Asks what a token is worth (RFC 7662); the answer as a map, {@code active} among it. */
    public CompletableFuture<Map<String, Object>> introspect(
            Provider configured, GrantKey grantKey, Secret token) {
        return introspect(configured, grantKey, token, "access_token");
    }

    /**
     * Asks whether a refresh token is good still; completes with empty where nobody can be asked.
     */
    public CompletableFuture<Optional<Boolean>> isActive(
            Provider provider, GrantKey grantKey, Secret refreshToken) {
        if (provider.endpoints().introspection() == null
                && provider.endpoints().discovery() == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return introspect(provider, grantKey, refreshToken, "refresh_token")
                .handle(
                        (answer, thrown) -> {
                            if (thrown == null) {
                                return Optional.of(Boolean.TRUE.equals(answer.get("active")));
                            }
                            if (isUnknownEndpoint(thrown)) {
                                return Optional.empty();
                            }
                            throw new CompletionException(Cause.of(thrown));
                        });
    }

    private CompletableFuture<Map<String, Object>> introspect(
            Provider configured, GrantKey grantKey, Secret token, String hint) {
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
                                                        provider, endpoint, token, hint),
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
        return mapper.get().convertValue(object, MAP);
    }

    @Override
    public CompletableFuture<Boolean> revoke(
            Provider provider, GrantKey grantKey, @Nullable Token accessToken) {
        return gate.change(
                grantKey,
                () -> {
                    Secret refreshToken = refreshTokens.take(grantKey, provider);
                    List<Secret> access =
                            accessToken == null ? List.of() : List.of(accessToken.value());
                    return revoke(provider, grantKey, refreshToken, access)
                            .whenComplete(
                                    (asked, thrown) -> {
                                        if (thrown == null) {
                                            subjects.remove(grantKey);
                                        } else if (refreshToken != null) {
                                            refreshTokens.keep(grantKey, provider, refreshToken);
                                        }
                                    });
                });
    }

    @Override
    public CompletableFuture<String> connect(
            Provider provider,
            GrantKey grantKey,
            CodeGranted granted,
            String subject,
            @Nullable String instead) {
        return gate.change(
                grantKey,
                () -> {
                    String connected =
                            subjects.merge(
                                    grantKey,
                                    subject,
                                    (before, own) -> before.equals(instead) ? own : before);
                    if (connected.equals(subject)) {
                        refreshTokens.replace(grantKey, provider, granted.refreshToken());
                    }
                    return CompletableFuture.completedFuture(connected);
                });
    }

    @Override
    public CompletableFuture<Optional<String>> connected(Provider provider, GrantKey grantKey) {
        return CompletableFuture.completedFuture(Optional.ofNullable(subjects.get(grantKey)));
    }

    /**
     * Ends tokens at the issuer, where it has an endpoint for that: the refresh token first.
     *
     * @return whether the issuer was asked
     */
    public CompletableFuture<Boolean> revoke(
            Provider configured,
            GrantKey grantKey,
            @Nullable Secret refreshToken,
            Collection<Secret> accessTokens) {
        Provider provider = clientSecrets.inForce(configured, grantKey);
        Endpoints endpoints = provider.endpoints();
        if (endpoints.revocation() == null && endpoints.discovery() == null) {
            return CompletableFuture.completedFuture(false);
        }
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
                                revoke(provider, endpoint, refreshToken, accessTokens, deadline))
                .whenComplete(
                        (done, thrown) -> {
                            if (isUnknownEndpoint(thrown)) {
                                revoked.complete(false);
                            } else {
                                complete(revoked, true, thrown);
                            }
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
            @Nullable Secret refreshToken,
            Collection<Secret> accessTokens,
            Deadline deadline) {
        CompletableFuture<Void> done =
                refreshToken == null
                        ? CompletableFuture.completedFuture(null)
                        : revoke(provider, endpoint, refreshToken, "refresh_token", deadline);
        for (Secret token : accessTokens) {
            done =
                    done.thenCompose(
                            before -> revoke(provider, endpoint, token, "access_token", deadline));
        }
        return done;
    }

    private CompletableFuture<Void> revoke(
            Provider provider, URI endpoint, Secret token, String hint, Deadline deadline) {
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

    /** Tells everybody who waits for a token that none will come, and forgets refresh tokens. */
    @Override
    public void close() {
        closed = true;
        open.forEach(TokenFetch::stop);
        refreshTokens.close();
        subjects.clear();
    }

    /** Whether that provider's times are cut for the first time. */
    boolean isFirstCut(String provider) {
        return warnedOfCut.add(provider);
    }

    HttpTransport transport() {
        return transport;
    }

    Discovery discovery() {
        return discovery;
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
