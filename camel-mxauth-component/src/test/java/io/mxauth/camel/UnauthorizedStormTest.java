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
package io.mxauth.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.token.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** APIs that go on answering 401 or 403, for which an issuer must not pay. */
@Timeout(120)
class UnauthorizedStormTest {

    private static final int EXCHANGES = 1000;
    private static final int THREADS = 20;
    private static final String BODY = "some text";

    private final ManualClock clock = new ManualClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final LoopbackIssuer api = new LoopbackIssuer();
    private final LoopbackIssuer otherApi = new LoopbackIssuer();
    private final AtomicInteger tokens = new AtomicInteger();

    @BeforeEach
    void configure() throws Exception {
        issuer.on(
                "/token",
                (request, out) ->
                        LoopbackIssuer.answer(
                                        200,
                                        "{\"access_token\":\"tok-%d\",\"expires_in\":86400}"
                                                .formatted(tokens.incrementAndGet()))
                                .to(request, out));
        ProviderConfiguration own = new ProviderConfiguration();
        own.setTokenEndpoint(issuer.url("/token"));
        own.setClientId("c");
        own.setClientSecret("s");
        own.setAllowedHosts("127.0.0.1");
        MxAuthComponent component = new MxAuthComponent(clock);
        component.getProviders().put("own", own);
        context.addComponent("mxauth", component);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(defaultErrorHandler().logExhausted(false));
                        from("direct:api").to("mxauth:own").to(api.url("/"));
                        from("direct:other").to("mxauth:own").to(otherApi.url("/"));
                    }
                });
        accept(api, 1);
        accept(otherApi, 1);
    }

    @AfterEach
    void stop() {
        context.stop();
        issuer.close();
        api.close();
        otherApi.close();
    }

    /** Answers every call so. */
    private static void answer(LoopbackIssuer server, int status) {
        server.on("/", LoopbackIssuer.answer(status, "{}"));
    }

    /** Takes tokens from that number on and answers others 401. */
    private static void accept(LoopbackIssuer server, int first) {
        server.on(
                "/",
                (request, out) -> {
                    String token = request.header("Authorization").get(0);
                    int number = Integer.parseInt(token.substring(token.indexOf('-') + 1));
                    LoopbackIssuer.answer(number >= first ? 200 : 401, "{}").to(request, out);
                });
    }

    private int statusOf(String route, @Nullable Object body) {
        Exchange answer = context.createFluentProducerTemplate().to(route).withBody(body).send();
        if (answer.getException() instanceof HttpOperationFailedException failed) {
            return failed.getStatusCode();
        }
        assertThat(answer.getException()).isNull();
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private void callOftenAtOnce(int status, Supplier<Object> body) {
        List<Exchange> done =
                RouteTestSupport.inParallel(
                        THREADS,
                        () -> {
                            for (int i = 0; i < EXCHANGES / THREADS; i++) {
                                assertThat(statusOf("direct:api", body.get())).isEqualTo(status);
                            }
                            return context.getEndpoint("direct:api").createExchange();
                        });
        assertThat(done).hasSize(THREADS);
    }

    private static InputStream oneShotStream() {
        return new FilterInputStream(
                new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    @Test
    void apiThatAlwaysAnswers401_1000Exchanges_makeTwoTokenRequests() {
        context.start();
        answer(api, 401);
        callOftenAtOnce(401, () -> BODY);
        assertThat(issuer.requests().size()).isEqualTo(2);
        assertThat(api.requests().size()).isBetween(EXCHANGES + 1, EXCHANGES + THREADS);
    }

    @Test
    void callBesideTheOneThatTriesAFreshToken_isNoReasonForAnotherOne() throws Exception {
        context.start();
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch besideIsDone = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        api.on(
                "/",
                (request, out) -> {
                    if (calls.incrementAndGet() == 2) {
                        trying.countDown();
                        LoopbackIssuer.await(besideIsDone);
                    }
                    LoopbackIssuer.answer(401, "{}").to(request, out);
                });
        CompletableFuture<Integer> first =
                CompletableFuture.supplyAsync(() -> statusOf("direct:api", BODY));
        LoopbackIssuer.await(trying);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        besideIsDone.countDown();
        assertThat(first.get()).isEqualTo(401);
        assertThat(issuer.requests().size()).isEqualTo(2);
    }

    @Test
    void apiThatRefusesEveryOtherStream_makesTwoTokenRequests() {
        context.setStreamCaching(false);
        context.start();
        for (int i = 0; i < 20; i++) {
            answer(api, i % 2 == 0 ? 401 : 200);
            statusOf("direct:api", oneShotStream());
        }
        assertThat(issuer.requests().size()).isEqualTo(2);
    }

    @Test
    void apiThatAlwaysAnswers401_1000OneShotStreams_makeTwoTokenRequests() {
        context.setStreamCaching(false);
        context.start();
        answer(api, 401);
        callOftenAtOnce(401, UnauthorizedStormTest::oneShotStream);
        assertThat(issuer.requests().size()).isEqualTo(2);
        assertThat(api.requests().size()).isEqualTo(EXCHANGES);
    }

    @Test
    void apiThatAlwaysAnswers403_1000Exchanges_makeOneTokenRequest() {
        context.start();
        answer(api, 403);
        callOftenAtOnce(403, () -> BODY);
        assertThat(issuer.requests().size()).isEqualTo(1);
        assertThat(api.requests().size()).isEqualTo(EXCHANGES);
    }

    @Test
    void apiThatAnswers401ForAnHour_isRenewedForEveryTenMinutesInTheEnd() {
        context.start();
        answer(api, 401);
        for (int second = 0; second < 3600; second += 10) {
            statusOf("direct:api", BODY);
            clock.advance(Duration.ofSeconds(10));
        }
        // The first token, then others at 0, 30, 90, 210, 450, 930, 1530, 2130, 2730 and 3330 s.
        assertThat(issuer.requests().size()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void otherApiOfTheSameKey_stillHeals_whileOneAnswersNothingBut401(boolean streamCaching) {
        context.setStreamCaching(streamCaching);
        context.start();
        answer(api, 401);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401); // tok-1, then tok-2 in vain
        accept(otherApi, 3); // as if tok-2 had been revoked
        assertThat(statusOf("direct:other", BODY)).isEqualTo(200);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        assertThat(issuer.requests().size()).isEqualTo(3);
    }

    @Test
    void apiThatAnswered401AndIsMended_healsAgain_whenItsTimeIsOver() {
        context.start();
        answer(api, 401);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        accept(api, 3);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        clock.advance(Duration.ofSeconds(30));
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
        accept(api, 4); // another revocation, which has nothing to do with the first
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
        assertThat(issuer.requests().size()).isEqualTo(4);
    }

    @Test
    void oneShotStream_thatIsRefused_thenAccepted_isNoReasonToStopHealing() {
        context.setStreamCaching(false);
        context.start();
        accept(api, 2);
        assertThat(statusOf("direct:api", oneShotStream())).isEqualTo(401);
        assertThat(statusOf("direct:api", oneShotStream())).isEqualTo(200);
        clock.advance(Duration.ofSeconds(30));
        assertThat(statusOf("direct:api", oneShotStream())).isEqualTo(200);
        accept(api, 3);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
        assertThat(issuer.requests().size()).isEqualTo(3);
    }

    @Test
    void renewalThatFails_isNoRefusalOfAFreshToken() {
        context.start();
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
        accept(api, 2);
        issuer.then(400, "{\"error\":\"invalid_client\"}");
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        clock.advance(Duration.ofMinutes(1));
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
        accept(api, 3);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
    }

    /** Answers every call 401 and says that the token is invalid. */
    private static void sayInvalid(LoopbackIssuer server) {
        server.on(
                "/",
                LoopbackIssuer.answer(
                        401,
                        "",
                        "WWW-Authenticate: Bearer realm=\"films\", error=\"invalid_token\","
                                + " error_description=\"The access token was revoked\""));
    }

    @Test
    void apiThatTookTokens_andSaysThatAFreshOneIsInvalid_healsAfterASecond() {
        context.start();
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
        sayInvalid(api);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401); // tok-1, then tok-2 in vain
        accept(api, 3);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        clock.advance(Duration.ofSeconds(1));
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
        assertThat(issuer.requests().size()).isEqualTo(3);
    }

    /** A token for another audience is invalid too, and no token of this key ever is. */
    @Test
    void apiThatNeverTookAToken_andSaysInvalid_isAskedAgainAfterHalfAMinute() {
        context.start();
        sayInvalid(api);
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        accept(api, 3);
        clock.advance(Duration.ofSeconds(29));
        assertThat(statusOf("direct:api", BODY)).isEqualTo(401);
        clock.advance(Duration.ofSeconds(1));
        assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
    }

    @Test
    void tokensThatAreRevokedOneAfterTheOther_areWarnedOf_once() {
        context.start();
        AtomicInteger calls = new AtomicInteger();
        try (LogWatch log = LogWatch.of(Account.class)) {
            for (int i = 1; i < 20; i++) {
                accept(api, tokens.get());
                assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
                int next = tokens.get() + 1;
                api.on(
                        "/",
                        (request, out) -> {
                            calls.incrementAndGet();
                            boolean fresh =
                                    request.header("Authorization").get(0).endsWith("-" + next);
                            LoopbackIssuer.answer(
                                            fresh ? 200 : 401,
                                            "",
                                            "WWW-Authenticate: Bearer error=invalid_token")
                                    .to(request, out);
                        });
                assertThat(statusOf("direct:api", BODY)).isEqualTo(200);
            }
            assertThat(calls.get()).isPositive();
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(
                            line ->
                                    assertThat(line)
                                            .startsWith("WARN Provider 'own'")
                                            .contains("same client", "tokenStore"));
        }
    }
}
