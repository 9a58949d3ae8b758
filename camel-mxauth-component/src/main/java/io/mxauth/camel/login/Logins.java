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
package io.mxauth.camel.login;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.login.LoginRefused.Why;
import io.mxauth.camel.oauth.CodeFlow;
import io.mxauth.camel.oauth.CodeGranted;
import io.mxauth.camel.oauth.IssuerFacts;
import io.mxauth.camel.oauth.TokenOrigin;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.TimeSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log-ins of persons by browser: authorization code with PKCE and OpenID Connect. Every result
 * fails with {@link LoginRefused} or with an {@link AuthFailure}. Safe for any number of threads, and
 * blocks none.
 */
public final class Logins {

    private final CodeFlow flow;
    private final IdTokens idTokens;
    private final PendingLogins pending;
    private final LoginGate gate = new LoginGate();
    private final TokenOrigin grants;
    private final TimeSource time;
    private final LoginSecrets secrets = new LoginSecrets();

    /** Begins what stands for a person of whom the issuer tells nothing: another one each time. */
    private static final String NAMELESS = "-";

    /** When an answer that came while too many were being ended may come again. */
    private static final Duration BUSY = Duration.ofSeconds(5);

    /**
     * Logins of persons.
     *
     * @param seal keeps browsers from reading or altering what they keep of those under way
     * @param grants keeps what they bring
     */
    public Logins(CodeFlow flow, LoginSeal seal, TokenOrigin grants, TimeSource time) {
        this.flow = flow;
        this.idTokens = new IdTokens(new KeySets(flow, time), time);
        this.pending = new PendingLogins(seal, time);
        this.grants = grants;
        this.time = time;
    }

    /** Whether the issuer says who logs in: the scope asks for it. */
    public static boolean namesPersons(Provider provider) {
        String scope = provider.scope();
        return scope != null && Arrays.asList(scope.split(" ", -1)).contains("openid");
    }

    /**
     * Begins a log-in.
     *
     * @param returnTo the path that the person wants to come back to, as it came from outside
     * @param answer of which only the cookies count: those of other logins of that browser
     */
    public CompletableFuture<LoginStart> start(
            Provider provider, @Nullable String returnTo, LoginAnswer answer) {
        String path = returnTo == null ? null : ReturnPath.parse(returnTo).orElse(null);
        if (returnTo != null && path == null) {
            return CompletableFuture.failedFuture(
                    LoginRefused.of(
                            provider.name(),
                            Why.RETURN_PATH,
                            "returnTo is not a path of this site"));
        }
        PendingLogin login =
                new PendingLogin(
                        LoginSecrets.accountOf(provider),
                        secrets.next(),
                        new Secret(secrets.next()),
                        new Secret(secrets.next()),
                        path,
                        time.now());
        return flow.facts(provider)
                .thenCompose(
                        facts ->
                                pending.keep(provider, login, answer.cookies())
                                        .thenApply(
                                                kept ->
                                                        new LoginStart(
                                                                url(provider, login)
                                                                        .at(facts.authorization()),
                                                                kept)));
    }

    private static AuthorizationUrl url(Provider provider, PendingLogin login) {
        return new AuthorizationUrl(
                provider,
                login.state(),
                login.nonce().value(),
                LoginSecrets.fingerprint(login.verifier().value()));
    }

    /**
     * Ends a login: checks what came back, exchanges the code, and keeps the refresh token.
     *
     * @param provider the settings that are known; of what costs anything, nothing is done before
     *     the login is known by them
     * @param account reads the settings again: the client secret may be another one by now
     */
    public CompletableFuture<Connected> finish(
            Provider provider,
            LoginAnswer answer,
            Supplier<CompletableFuture<LoginAccount>> account) {
        return pending.take(provider, answer)
                .thenCompose(login -> finish(provider, login, answer, account));
    }

    private CompletableFuture<Connected> finish(
            Provider provider,
            PendingLogin login,
            LoginAnswer answer,
            Supplier<CompletableFuture<LoginAccount>> account) {
        return flow.facts(provider)
                .thenCompose(
                        facts -> {
                            Secret code = IssuedCode.of(provider, facts, answer);
                            return gate.pass(
                                    facts.place(),
                                    () ->
                                            account.get()
                                                    .thenCompose(now -> step(now, login, code))
                                                    .thenCompose(this::finish),
                                    () -> busy(provider, login));
                        });
    }

    private LoginRefused busy(Provider provider, PendingLogin login) {
        pending.giveBack(login);
        return LoginRefused.busy(provider.name(), BUSY, time.now().plus(BUSY));
    }

    /** The values of {@code Set-Cookie} that take a login away from its browser. */
    public List<String> removed(Provider provider, LoginAnswer answer) {
        return pending.removed(provider, answer);
    }

    private CompletableFuture<Step> step(LoginAccount account, PendingLogin login, Secret code) {
        Provider provider = account.provider();
        return LoginSecrets.same(login.account(), LoginSecrets.accountOf(provider))
                ? flow.facts(provider).thenApply(facts -> new Step(account, facts, login, code))
                : CompletableFuture.failedFuture(PendingLogins.unknown(provider));
    }

    /** What is known once the answer is right. */
    private record Step(LoginAccount account, IssuerFacts facts, PendingLogin login, Secret code) {

        Provider provider() {
            return account.provider();
        }

        GrantKey grant() {
            return account.grant();
        }
    }

    private CompletableFuture<Connected> finish(Step step) {
        boolean named = namesPersons(step.provider());
        CompletableFuture<Optional<String>> admitted =
                named
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : grants.connected(step.provider(), step.grant())
                                .thenCompose(connected -> replaceable(step, connected));
        return admitted.thenCompose(
                instead ->
                        flow.exchange(
                                        step.provider(),
                                        step.grant(),
                                        step.code(),
                                        step.login().verifier())
                                .exceptionallyCompose(
                                        thrown -> CompletableFuture.failedFuture(told(thrown)))
                                .thenCompose(
                                        granted ->
                                                (named
                                                                ? byIdToken(step, granted)
                                                                : nameless(step, granted, instead))
                                                        .exceptionallyCompose(
                                                                thrown ->
                                                                        discarded(
                                                                                step, granted,
                                                                                thrown))));
    }

    /** Whoever is connected may be replaced by whoever it is, once calls are served no more. */
    private static CompletableFuture<Optional<String>> replaceable(
            Step step, Optional<String> connected) {
        if (connected.isEmpty()) {
            return CompletableFuture.completedFuture(connected);
        }
        return step.account()
                .served()
                .get()
                .thenApply(
                        yes -> {
                            if (yes) {
                                throw connectedAlready(step);
                            }
                            return connected;
                        });
    }

    private static LoginRefused connectedAlready(Step step) {
        return refusal(
                step.provider(),
                Why.CONNECTED_ALREADY,
                "somebody is connected, and without openid in scope nobody can tell whether it is the"
                        + " same person. Disconnect first, by operation=revoke");
    }

    private CompletableFuture<Connected> byIdToken(Step step, CodeGranted granted) {
        return idTokens.verified(step.provider(), step.facts(), step.login(), granted.idToken())
                .thenCompose(
                        token -> connected(step, granted, token.subject(), null, token.person()));
    }

    private CompletableFuture<Connected> nameless(
            Step step, CodeGranted granted, Optional<String> instead) {
        return connected(step, granted, NAMELESS + secrets.next(), instead.orElse(null), null);
    }

    private CompletableFuture<Connected> connected(
            Step step,
            CodeGranted granted,
            String subject,
            @Nullable String instead,
            @Nullable String person) {
        return grants.connect(step.provider(), step.grant(), granted, subject, instead)
                .thenApply(
                        now -> {
                            if (!LoginSecrets.same(now, subject)) {
                                if (subject.startsWith(NAMELESS)) {
                                    throw connectedAlready(step);
                                }
                                throw refusal(
                                        step.provider(),
                                        Why.OTHER_PERSON,
                                        "another person is connected. Disconnect first, by"
                                                + " operation=revoke");
                            }
                            return new Connected(granted.token(), person, step.login().returnTo());
                        });
    }

    /** Ends the tokens of a log-in that failed, as nobody is to use them. */
    private CompletableFuture<Connected> discarded(
            Step step, CodeGranted granted, Throwable thrown) {
        return flow.discard(step.provider(), step.grant(), granted)
                .thenCompose(done -> CompletableFuture.failedFuture(thrown));
    }

    private static Throwable told(Throwable thrown) {
        Throwable cause = Objects.requireNonNull(Cause.of(thrown));
        return cause instanceof AuthFailure failure && failure.reason() == Reason.LOGIN_REFUSED
                ? new LoginRefused(Why.CODE_REFUSED, failure)
                : cause;
    }

    private static LoginRefused refusal(Provider provider, Why why, String detail) {
        return LoginRefused.of(provider.name(), why, detail);
    }
}
