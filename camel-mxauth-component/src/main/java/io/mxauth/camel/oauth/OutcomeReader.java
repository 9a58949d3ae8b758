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
import io.mxauth.camel.oauth.Outcome.Effect;
import io.mxauth.camel.oauth.Outcome.Failed;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Lifetime;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the answer to a token request, or its absence, in the light of RFC 6749 section 5. */
final class OutcomeReader {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeReader.class);

    /** Too early and request time-out: worth another try, unlike the rest of the 4xx. */
    private static final Set<Integer> TRANSIENT_CLIENT_ERRORS = Set.of(408, 425);

    /** What an issuer that refuses a request answers, with or without an OAuth error code. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

    /** Codes of the specifications and of the servers behind the presets. */
    private static final Set<String> KNOWN_ERRORS =
            Set.of(
                    "access_denied",
                    "insufficient_scope",
                    "invalid_client",
                    "invalid_grant",
                    "invalid_request",
                    "invalid_scope",
                    "invalid_target",
                    "invalid_token",
                    "server_error",
                    "temporarily_unavailable",
                    "unauthorized",
                    "unauthorized_client",
                    "unsupported_grant_type");

    /** Codes that blame the client or the request, and say nothing of a refresh token in it. */
    private static final Set<String> OTHERS_TO_BLAME =
            Set.of(
                    "access_denied",
                    "invalid_client",
                    "invalid_request",
                    "invalid_scope",
                    "invalid_target",
                    "unauthorized",
                    "unauthorized_client",
                    "unsupported_grant_type");

    private final Provider provider;
    private final Issuer issuer;
    private final IssuerFailures failures;
    private final AnswerReader answers;

    OutcomeReader(Provider provider, Issuer issuer) {
        this.provider = provider;
        this.issuer = issuer;
        this.failures = new IssuerFailures(provider);
        this.answers = issuer.answers();
    }

    /**
     * Reads an answer.
     *
     * @param sent when the request was sent, from which the token's life counts
     * @param sentAt the same as a tick
     */
    Outcome read(HttpAnswer answer, URI endpoint, Instant sent, long sentAt) {
        if (!answer.isSuccess()) {
            return refusal(answer, endpoint, sent);
        }
        try {
            TokenAnswer tokens = answers.token(answer.body());
            return new Outcome.Granted(token(tokens, sent, sentAt), tokens);
        } catch (AnswerReader.MalformedAnswer e) {
            return new Failed(
                    failures.malformed(endpoint, answer.status(), e.why()), Effect.UNKNOWN, false);
        }
    }

    /** What a request without an answer comes to. */
    Failed unanswered(Throwable thrown, URI endpoint) {
        Throwable cause = Cause.of(thrown);
        if (cause instanceof TransportException e) {
            boolean notSent = e.outcome() == TransportException.Outcome.NOT_SENT;
            boolean tooLarge = e.outcome() == TransportException.Outcome.TOO_LARGE;
            return new Failed(
                    failures.unanswered(endpoint, e),
                    notSent ? Effect.NONE : Effect.UNKNOWN,
                    !tooLarge);
        }
        LOG.warn(
                "Token request of provider '{}' failed unexpectedly: {}",
                provider.name(),
                cause == null ? "unknown" : cause.getClass().getName());
        return new Failed(
                failures.unanswered(
                        endpoint,
                        new TransportException(
                                TransportException.Outcome.UNKNOWN, "the request failed")),
                Effect.UNKNOWN,
                false);
    }

    Failed refusal(HttpAnswer answer, URI endpoint, Instant now) {
        int status = answer.status();
        String error = withoutSecret(answers.error(answer.body()));
        Duration retryAfter = RetryAfter.parse(answer.retryAfter(), now);
        if (status == 429 || status == 503) {
            return new Failed(
                    failures.busy(endpoint, status, error, retryAfter), Effect.NONE, true);
        }
        if (status >= 500 || TRANSIENT_CLIENT_ERRORS.contains(status)) {
            AuthFailure busy = failures.busy(endpoint, status, error, retryAfter);
            return new Failed(busy, Effect.UNKNOWN, true);
        }
        if (status < 400) {
            return new Failed(failures.redirected(endpoint, status), Effect.UNKNOWN, false);
        }
        if (AnswerReader.isRateLimit(answer.body())) {
            return new Failed(
                    failures.busy(endpoint, status, error, retryAfter), Effect.NONE, true);
        }
        if (error != null || REFUSALS.contains(status)) {
            boolean grantRefused = error == null ? status == 400 : !OTHERS_TO_BLAME.contains(error);
            Effect effect = grantRefused ? Effect.REFUSED : Effect.NONE;
            return new Failed(failures.refused(endpoint, status, error), effect, false);
        }
        return new Failed(failures.unexpected(endpoint, status), Effect.UNKNOWN, false);
    }

    /** An issuer that echoes what it was sent must not get a secret into an error's text. */
    private @Nullable String withoutSecret(@Nullable String error) {
        return error == null
                        || KNOWN_ERRORS.contains(error)
                        || !provider.credentials().haveInCommonWith(error)
                ? error
                : null;
    }

    private Token token(TokenAnswer answer, Instant sent, long sentAt) {
        Duration given = answer.expiresIn();
        Duration issued = given != null ? given : provider.timing().defaultLifetime();
        Lifetime life = Lifetime.of(issued, provider.timing());
        if (life.cut() && issuer.isFirstCut(provider.name())) {
            LOG.warn(
                    "Provider '{}' issues tokens for {}, too short for its refreshAhead or"
                            + " expiryMargin: {} and {} are used instead",
                    provider.name(),
                    life.total(),
                    life.refreshAhead(),
                    life.margin());
        }
        long total = life.total().toNanos();
        return new Token(
                answer.accessToken(),
                answer.type(),
                answer.scope() != null ? answer.scope() : provider.scope(),
                sent,
                sent.plus(life.total()),
                sentAt + total - life.refreshAhead().toNanos(),
                sentAt + total - life.margin().toNanos(),
                sentAt + total);
    }
}
