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

import static io.mxauth.camel.provider.GivenProvider.provider;
import static io.mxauth.camel.provider.GivenProvider.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.ManualClock;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a full grant is asked for, and what its failures come to. */
class TokenFetchTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final RealTransport TRANSPORT = new RealTransport();

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final RealTransport.PauseRecorder timer = TRANSPORT.new PauseRecorder(TIMEOUT);
    private final IssuerFixture fixture = new IssuerFixture(TRANSPORT, TimeSource.SYSTEM, timer);

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429})
    void fetch_ofABusyIssuer_isRepeatedWithGrowingPauses(int status) {
        issuer.then(status, "").then(status, "<html>busy</html>");

        assertThat(fixture.fetch(mine()).value().value()).isEqualTo("tok");

        assertThat(issuer.requests()).hasSize(3);
        assertThat(timer.pauses()).hasSize(2);
        assertThat(timer.pauses().get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(timer.pauses().get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5"})
    void fetch_ofAnIssuerThatStaysBusy_endsWithMaxAttempts(int attempts) {
        for (int i = 0; i < 9; i++) {
            issuer.then(503, "");
        }
        Provider provider = mine();

        AuthFailure failure =
                IssuerFixture.failureOf(
                        fixture.issuer.fetch(
                                provider, fixture.key(provider), Asking.upTo(attempts)));

        assertThat(issuer.requests()).hasSize(attempts);
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void fetch_whoseConnectionsBreak_isRepeated() {
        issuer.then(LoopbackIssuer.drop()).then(LoopbackIssuer.drop());

        fixture.fetch(mine());

        assertThat(issuer.requests()).hasSize(3);
    }

    @Test
    void retryAfter_thatFits_isWaitedFor() {
        issuer.then(429, "", "Retry-After: 2");

        fixture.fetch(mine());

        assertThat(timer.pauses()).containsExactly(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60, 86400})
    void retryAfter_beyondTheRequestTimeout_endsTheFetchAtOnce(int seconds) {
        issuer.then(429, "", "Retry-After: " + seconds);

        AuthFailure failure = fixture.failure(mine());

        assertThat(issuer.requests()).hasSize(1);
        assertThat(failure.retryAfter()).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    400 | {"error":"invalid_client"}                 | invalid_client
                    401 | {"error":"invalid_client"}                 | invalid_client
                    401 | {"error":"access_denied","error_description":"Unauthorized"} | access_denied
                    403 | {"error":"access_denied"}                  | access_denied
                    400 | {"error":"invalid_grant"}                  | invalid_grant
                    405 | {"error":"method_not_allowed"}             | method_not_allowed
                    401 | Unauthorized                               |
                    401 |                                            |
                    400 | <html>no</html>                            |
                    403 | {"error":"Not A Code"}                     |
                    """)
    void refusal_ofCredentials_isNotRepeated(
            int status, @Nullable String body, @Nullable String error) {
        issuer.then(status, body == null ? "" : body);

        AuthFailure failure = fixture.failure(mine());

        assertThat(issuer.requests()).hasSize(1);
        assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.error()).isEqualTo(error);
        assertThat(failure.retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 418})
    void answer_thatIsNoTokenEndpoints_isUnavailableAndNotRepeated(int status) {
        issuer.then(status, "<html>not found</html>");

        AuthFailure failure = fixture.failure(mine());

        assertThat(issuer.requests()).hasSize(1);
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryable()).isFalse();
    }

    /** Some issuers say "too many" with a 400 or a 500, which must not count as wrong credentials. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    400 | {"error":"invalid_request","error_description":"Rate limit exceeded"}
                    403 | {"error":"access_denied","error_description":"Global limit has been reached"}
                    500 | {"error":"access_denied","error_description":"Global limit has been reached"}
                    400 | {"error":"slow_down"}
                    """)
    void refusal_thatIsARateLimit_isUnavailable(int status, String body) {
        issuer.then(status, body).then(status, body).then(status, body);

        AuthFailure failure = fixture.failure(mine());

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "garbage",
                "{}",
                "{\"access_token\":null}",
                "{\"access_token\":\"a b\"}",
                "{\"access_token\":\"t\",\"token_type\":\"mac\"}",
                "{\"error\":\"invalid_client\"}"
            })
    void success_withoutAUsableToken_isMalformedAndNotRepeated(String body) {
        issuer.then(200, body);

        AuthFailure failure = fixture.failure(mine());

        assertThat(issuer.requests()).hasSize(1);
        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void connection_thatIsRefused_isUnavailable() {
        Provider provider = mine();
        issuer.close();

        AuthFailure failure = fixture.failure(provider);

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.status()).isZero();
        assertThat(failure.retryable()).isTrue();
        assertThat(timer.pauses()).hasSize(2);
    }

    @Test
    void host_thatNobodyKnows_isUnavailable() {
        AuthFailure failure =
                fixture.failure(
                        provider(
                                "mine",
                                "tokenEndpoint=https://idp.invalid/token",
                                "clientId=c",
                                "clientSecret=s"));

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    /** Counted from the answer, a token outlives what the issuer gave it by the answer's delay. */
    @Test
    void life_ofAToken_countsFromBeforeTheRequestWasSent() {
        ManualClock clock = new ManualClock();
        IssuerFixture slow = new IssuerFixture(TRANSPORT, clock, timer);
        long sent = clock.nanoTime();
        issuer.then(
                (request, out) -> {
                    clock.advance(Duration.ofSeconds(4));
                    LoopbackIssuer.answer(200, LoopbackIssuer.TOKEN).to(request, out);
                });

        Token token = slow.fetch(mine());

        assertThat(Duration.ofNanos(token.staleAt() - sent)).isEqualTo(Duration.ofMillis(239_200));
        assertThat(Duration.ofNanos(token.marginAt() - sent)).isEqualTo(Duration.ofSeconds(289));
        assertThat(Duration.ofNanos(token.expiresAt() - sent)).isEqualTo(Duration.ofSeconds(299));
        assertThat(token.issued()).isEqualTo(ManualClock.START);
        assertThat(token.expires()).isEqualTo(ManualClock.START.plusSeconds(299));
    }

    @ParameterizedTest
    @CsvSource({
        "'', PT7S",
        "',\"expires_in\":\"soon\"', PT7S",
        "',\"expires_in\":60', PT1M",
        "',\"expires_in\":0', PT0S",
        "',\"expires_in\":-5', PT0S"
    })
    void life_thatTheAnswerDoesNotTell_isTheDefault(String member, Duration life) {
        issuer.then(200, "{\"access_token\":\"t\"" + member + "}");

        Token token = fixture.fetch(mine("defaultLifetime=PT7S"));

        assertThat(Duration.between(token.issued(), token.expires())).isEqualTo(life);
    }

    @Test
    void scope_thatTheAnswerNames_winsOverTheOneAskedFor() {
        issuer.then(200, "{\"access_token\":\"t\",\"scope\":\"read\"}");

        assertThat(fixture.fetch(mine("scope=read write")).scope()).isEqualTo("read");
        assertThat(fixture.fetch(mine("scope=read write")).scope()).isEqualTo("read write");
    }

    @Test
    void requests_ofDifferentScopes_areAskedEachForItsOwn() {
        fixture.fetch(mine("scope=admin"));
        fixture.fetch(mine("scope=read"));

        assertThat(issuer.bodies())
                .isEqualTo(
                        List.of(
                                "grant_type=client_credentials&scope=admin",
                                "grant_type=client_credentials&scope=read"));
    }

    private Provider mine(String... more) {
        return provider(
                "mine",
                with(
                        new String[] {
                            "tokenEndpoint=" + issuer.url("/token"), "clientId=c", "clientSecret=s"
                        },
                        more));
    }
}
