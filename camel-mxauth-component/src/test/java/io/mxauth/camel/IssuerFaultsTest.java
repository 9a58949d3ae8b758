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
import static org.awaitility.Awaitility.await;

import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.token.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The manual's table of faults, row by row, through a route, an issuer and an API on loopback. Only
 * time-outs and the pauses within a fetch take real time.
 */
@Timeout(60)
class IssuerFaultsTest {

    /** What a fetch may take, where the issuer answers at all. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration TIMEOUT_OF_SLOW = Duration.ofMillis(500);

    /** Far more than the machine needs, far less than a caller who is not told would wait. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The shortest that the two pauses between three requests can be. */
    private static final Duration TWO_PAUSES = Duration.ofMillis(300);

    private static final int CALLERS = 25;

    private final ManualClock clock = new ManualClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MxAuthComponent component = new MxAuthComponent(clock);
    private final LoopbackIssuer api = new LoopbackIssuer();
    private @Nullable FaultyIssuer started;

    @AfterEach
    void stop() {
        context.stop();
        api.close();
        if (started != null) {
            started.close();
        }
    }

    private FaultyIssuer start(Duration timeout, @Nullable Path certificates) throws Exception {
        FaultyIssuer issuer = new FaultyIssuer(clock, timeout, certificates);
        started = issuer;
        api.on("/films", LoopbackIssuer.answer(200, "[]"));
        ProviderConfiguration own = new ProviderConfiguration();
        own.setTokenEndpoint(issuer.url());
        own.setClientId("c");
        own.setClientSecret("s");
        own.setAllowedHosts("127.0.0.1");
        own.setRequestTimeout(timeout);
        component.getProviders().put("own", own);
        component.setSslContextParameters(issuer.trust());
        context.addComponent("mxauth", component);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(defaultErrorHandler().logExhausted(false));
                        from("direct:films").to("mxauth:own").to(api.url("/films"));
                    }
                });
        context.start();
        return issuer;
    }

    private FaultyIssuer start(IssuerFault fault, Path certificates) throws Exception {
        return start(
                fault.isSlow() ? TIMEOUT_OF_SLOW : TIMEOUT, fault.isOfTls() ? certificates : null);
    }

    private Exchange call() {
        return context.createFluentProducerTemplate().to("direct:films").send();
    }

    /** Calls the API and tells by which token. */
    private String tokenOfACall() {
        assertThat(call().getException()).isNull();
        return Objects.requireNonNull(api.requests().get(api.requests().size() - 1))
                .header("Authorization")
                .get(0);
    }

    private void assertServedBy(String token) {
        assertThat(tokenOfACall()).isEqualTo("Bearer " + token);
    }

    private MxAuthException failureOfACall() {
        return failureOf(call());
    }

    private static MxAuthException failureOf(Exchange answer) {
        assertThat(answer.getException()).isInstanceOf(MxAuthException.class);
        return answer.getException(MxAuthException.class);
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    private void passUntil(Instant instant) {
        clock.advance(Duration.between(clock.now(), instant));
    }

    private static Instant retryAtOf(MxAuthException failure) {
        return Objects.requireNonNull(failure.retryAt());
    }

    private void assertAsInTheTable(MxAuthException failure, IssuerFault fault, int coolDown) {
        assertThat(failure.provider()).isEqualTo("own");
        assertThat(failure.reason()).isEqualTo(fault.seen().reason());
        assertThat(failure.status()).isEqualTo(fault.seen().status());
        assertThat(failure.retryable()).isEqualTo(fault.seen().retryable());
        Duration asked = fault.seen().asked();
        Duration shortest = asked != null ? asked : Duration.ofMillis(800L << (coolDown - 1));
        Duration longest = asked != null ? asked : Duration.ofMillis(1200L << (coolDown - 1));
        assertThat(failure.retryAt())
                .isBetween(clock.now().plus(shortest), clock.now().plus(longest));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void callWithALiveToken_isServed_toTheTokensEnd(IssuerFault fault, @TempDir Path certificates)
            throws Exception {
        FaultyIssuer issuer = start(fault, certificates);
        assertServedBy("tok-1");
        int first = issuer.asked();
        fault.begin(issuer);

        pass(240); // stale: the first call starts a renewal, which fails
        for (int i = 0; i < CALLERS; i++) {
            assertServedBy("tok-1");
        }
        int afterTheRenewal = first + fault.noticed(fault.seen().requests());
        await().atMost(TIMEOUT).until(() -> issuer.asked() >= afterTheRenewal);
        for (int i = 0; i < CALLERS; i++) {
            assertServedBy("tok-1");
        }
        assertThat(issuer.asked()).isEqualTo(afterTheRenewal);

        pass(50); // in its margin
        assertThat(RouteTestSupport.inParallel(CALLERS, this::call))
                .extracting(Exchange::getException)
                .containsOnlyNulls();
        pass(6); // about to end
        assertServedBy("tok-1");
        assertThat(api.requests())
                .extracting(request -> request.header("Authorization"))
                .containsOnly(List.of("Bearer tok-1"));
        assertThat(issuer.asked()).isBetween(afterTheRenewal, afterTheRenewal + 2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void callWithoutAToken_failsInTime_thenAtOnceUntilRetryAt_andOneRequestProbes_untilItHeals(
            IssuerFault fault, @TempDir Path certificates) throws Exception {
        FaultyIssuer issuer = start(fault, certificates);
        fault.begin(issuer);

        long begun = System.nanoTime();
        MxAuthException failure = failureOfACall();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(taken).isLessThan((fault.isSlow() ? TIMEOUT_OF_SLOW : TIMEOUT).plus(GRACE));
        int requests = fault.seen().requests();
        if (requests == 3) { // the only sign of those that no issuer is there to notice
            assertThat(taken).isGreaterThan(TWO_PAUSES);
        }
        assertAsInTheTable(failure, fault, 1);
        assertThat(issuer.asked()).isEqualTo(fault.noticed(requests));

        for (int i = 0; i < CALLERS; i++) {
            assertThat(failureOfACall()).hasMessage(failure.getMessage());
        }
        passUntil(retryAtOf(failure).minusNanos(1));
        assertThat(failureOfACall()).hasMessage(failure.getMessage());
        assertThat(issuer.asked()).isEqualTo(fault.noticed(requests));

        passUntil(retryAtOf(failure));
        List<Exchange> probing = RouteTestSupport.inParallel(CALLERS, this::call);
        assertThat(probing).allSatisfy(answer -> assertAsInTheTable(failureOf(answer), fault, 2));
        assertThat(issuer.asked()).isEqualTo(fault.noticed(requests + 1));
        assertThat(issuer.requests()).isEqualTo(fault.received(requests + 1));
        assertThat(api.requests()).isEmpty();

        issuer.mend();
        passUntil(retryAtOf(failureOf(probing.get(0))));
        assertServedBy("tok-1");
        assertServedBy("tok-1");
        assertThat(issuer.asked()).isEqualTo(fault.noticed(requests + 1) + 1);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void clockThatJumps_shortensNoLife_andLengthensNone(ClockJump jump) throws Exception {
        FaultyIssuer issuer = start(TIMEOUT, null);
        assertServedBy("tok-1");
        clock.jump(jump.by());
        for (int i = 0; i < CALLERS; i++) {
            assertServedBy("tok-1");
        }
        pass(239);
        assertThat(issuer.asked()).isEqualTo(1);
        pass(60);
        assertServedBy("tok-2");
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void clockThatJumps_shortensNoCoolDown_andLengthensNone(ClockJump jump) throws Exception {
        FaultyIssuer issuer = start(TIMEOUT, null);
        issuer.answer(503, "", "Retry-After: 30");
        Instant retryAt = retryAtOf(failureOfACall());
        assertThat(retryAt).isEqualTo(clock.now().plusSeconds(30));
        clock.jump(jump.by());
        issuer.mend();
        pass(29);
        assertThat(retryAtOf(failureOfACall())).isEqualTo(retryAt);
        assertThat(issuer.asked()).isEqualTo(1);
        pass(1);
        assertServedBy("tok-1");
    }

    @Test
    void responseTimeout_thatIsShorter_leavesTimeForMoreRequests() throws Exception {
        HttpComponent impatient = new HttpComponent();
        impatient.setResponseTimeout(200);
        component.setHttpComponent(impatient);
        FaultyIssuer issuer = start(TIMEOUT, null);
        CountDownLatch end = new CountDownLatch(1);
        issuer.answer((request, out) -> LoopbackIssuer.await(end));
        MxAuthException failure = failureOfACall();
        end.countDown();
        assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.UNAVAILABLE);
        assertThat(issuer.asked()).isEqualTo(3);
    }

    /** The date is the issuer's, the clock that it is read by is ours. */
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void retryAfterDate_readByAWrongClock_isBounded(ClockJump jump) throws Exception {
        FaultyIssuer issuer = start(TIMEOUT, null);
        issuer.retryAfterDate(429, Duration.ofSeconds(30).minus(jump.by()));
        Duration wait = Duration.between(clock.now(), retryAtOf(failureOfACall()));
        assertThat(wait)
                .isEqualTo(
                        jump == ClockJump.FORWARDS ? Duration.ofSeconds(1) : Duration.ofMinutes(5));
    }
}
