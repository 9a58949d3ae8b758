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
import java.util.Arrays;
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
    private final TokenOrigin grants;
    private final TimeSource time;
    private final LoginSecrets secrets = new LoginSecrets();

    /** Begins what stands for a person of whom the issuer tells nothing: another one each time. */
    private static final String NAMELESS = "-";

    /**
     * Log-ins of persons.
     *
     * @param pending remembers those that are under way
     * @param grants keeps what they bring
     */
    public Logins(CodeFlow flow, PendingLogins pending, TokenOrigin grants, TimeSource time) {
        this.flow = flow;
        this.idTokens = new IdTokens(new KeySets(flow, time), time);
        this.pending = pending;
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
     * @param answer of which only the cookies count: several log-ins of one browser share one
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
        BrowserCookie cookie = BrowserCookie.of(Objects.requireNonNull(provider.redirectUri()));
        String present = cookie.in(answer.cookies());
        String browser = present != null ? present : secrets.next();
        String state = secrets.next();
        PendingLogin login =
                new PendingLogin(
                        LoginSecrets.accountOf(provider),
                        LoginSecrets.binding(state, browser),
                        new Secret(secrets.next()),
                        new Secret(secrets.next()),
                        path,
                        time.now());
        return flow.facts(provider)
                .thenCompose(
                        facts ->
                                pending.keep(provider, LoginSecrets.fingerprint(state), login)
                                        .thenApply(
                                                kept ->
                                                        new LoginStart(
                                                                url(provider, state, login)
                                                                        .at(facts.authorization()),
                                                                cookie.set(browser))));
    }

    private static AuthorizationUrl url(Provider provider, String state, PendingLogin login) {
        return new AuthorizationUrl(
                provider,
                state,
                login.nonce().value(),
                LoginSecrets.fingerprint(login.verifier().value()));
    }

    /**
     * Ends a log-in: checks what came back, exchanges the code, and keeps the refresh token.
     *
     * @param served tells whether calls get a token without anybody logging in; asked only where
     *     somebody is connected of whom the issuer told nothing
     */
    public CompletableFuture<Connected> finish(
            Provider provider,
            GrantKey grant,
            LoginAnswer answer,
            Supplier<CompletableFuture<Boolean>> served) {
        return taken(provider, answer)
                .thenCompose(
                        login ->
                                flow.facts(provider)
                                        .thenCompose(
                                                facts ->
                                                        finish(
                                                                new Step(
                                                                        provider, grant, facts,
                                                                        login),
                                                                answer,
                                                                served)));
    }

    /**
     * The log-in that this is the end of. Whatever comes with its state uses it up, so that nobody
     * can try twice.
     */
    private CompletableFuture<PendingLogin> taken(Provider provider, LoginAnswer answer) {
        String state = answer.state();
        // Found by its fingerprint: how long that takes says nothing of a state that is not known.
        CompletableFuture<Optional<PendingLogin>> found =
                state != null && LoginSecrets.isOne(state)
                        ? pending.take(provider, LoginSecrets.fingerprint(state))
                        : CompletableFuture.completedFuture(Optional.empty());
        return found.thenApply(login -> checked(provider, answer, login.orElse(null)));
    }

    private PendingLogin checked(
            Provider provider, LoginAnswer answer, @Nullable PendingLogin login) {
        if (login == null
                || login.isOver(time.now())
                || !LoginSecrets.same(login.account(), LoginSecrets.accountOf(provider))) {
            throw refusal(
                    provider,
                    Why.UNKNOWN_STATE,
                    "its state is not that of a log-in of this provider that is under way");
        }
        String browser =
                BrowserCookie.of(Objects.requireNonNull(provider.redirectUri()))
                        .in(answer.cookies());
        if (browser == null
                || !LoginSecrets.same(
                        login.binding(),
                        LoginSecrets.binding(String.valueOf(answer.state()), browser))) {
            throw refusal(
                    provider, Why.OTHER_BROWSER, "it comes from another browser than it began in");
        }
        return login;
    }

    /** What is known once state and browser are right. */
    private record Step(Provider provider, GrantKey grant, IssuerFacts facts, PendingLogin login) {}

    private CompletableFuture<Connected> finish(
            Step step, LoginAnswer answer, Supplier<CompletableFuture<Boolean>> served) {
        Secret code = code(step, answer);
        boolean named = namesPersons(step.provider());
        CompletableFuture<Optional<String>> admitted =
                named
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : grants.connected(step.provider(), step.grant())
                                .thenCompose(connected -> replaceable(step, connected, served));
        return admitted.thenCompose(
                instead ->
                        flow.exchange(step.provider(), step.grant(), code, step.login().verifier())
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
            Step step, Optional<String> connected, Supplier<CompletableFuture<Boolean>> served) {
        if (connected.isEmpty()) {
            return CompletableFuture.completedFuture(connected);
        }
        return served.get()
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

    /** The code, where the answer is the issuer's and has one. */
    private static Secret code(Step step, LoginAnswer answer) {
        Provider provider = step.provider();
        checkIssuer(step, answer.iss());
        String error = answer.error();
        if (error != null) {
            boolean cancelled = error.equals("access_denied");
            String code = error.matches("[a-z][a-z_]{0,39}") ? error : null;
            throw LoginRefused.of(
                    provider.name(),
                    cancelled ? Why.CANCELLED : Why.ISSUER_ERROR,
                    cancelled
                            ? "the person did not agree, or the issuer did not let them"
                            : "the issuer answered with an error"
                                    + (code == null ? "" : " (" + code + ")"),
                    code);
        }
        String code = answer.code();
        if (code == null || code.isEmpty()) {
            throw refusal(provider, Why.MALFORMED, "the answer has neither a code nor an error");
        }
        return new Secret(code);
    }

    /** RFC 9207 section 2.4. */
    private static void checkIssuer(Step step, @Nullable String iss) {
        String expected = step.facts().issuer();
        if (iss == null) {
            if (step.facts().namesItself()) {
                throw refusal(
                        step.provider(),
                        Why.OTHER_ISSUER,
                        "the answer has no iss, which the issuer says it always has");
            }
            return;
        }
        if (expected == null) {
            throw refusal(
                    step.provider(),
                    Why.OTHER_ISSUER,
                    "the answer has an iss and nothing is known to compare it with: set issuer");
        }
        if (!expected.equals(iss)) {
            throw refusal(
                    step.provider(),
                    Why.OTHER_ISSUER,
                    "the answer's iss is another issuer than " + expected);
        }
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
