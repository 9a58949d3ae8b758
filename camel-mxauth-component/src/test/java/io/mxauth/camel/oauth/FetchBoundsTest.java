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
import io.mxauth.sandbox.Faults;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one fetch may cost, in time and bytes, against the sandbox's faults. */
@ExtendWith(SandboxExtension.class)
class FetchBoundsTest {

    private static final int EVER = Integer.MAX_VALUE;
    private static final RealTransport TRANSPORT = new RealTransport();

    private final IssuerFixture fixture = IssuerFixture.over(TRANSPORT);
    private SandboxProvider movio;

    @BeforeEach
    void take(Sandbox sandbox) {
        movio = sandbox.provider("movio-eu");
    }

    @AfterEach
    void endFaults() {
        movio.tokenFaults().clear();
    }

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    static Stream<Arguments> slowIssuers() {
        return Stream.of(
                Arguments.of("hangs", (Consumer<Faults>) f -> f.hang(EVER)),
                Arguments.of(
                        "dribbles", (Consumer<Faults>) f -> f.dribble(EVER, Duration.ofMillis(50))),
                Arguments.of("delays", (Consumer<Faults>) f -> f.delay(Duration.ofSeconds(30))),
                Arguments.of(
                        "fails slowly",
                        (Consumer<Faults>) f -> f.delay(Duration.ofMillis(450)).refuse(EVER, 503)));
    }

    /** A socket time-out begins anew with each byte: only a bound of the whole ends a dribble. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("slowIssuers")
    void fetch_fromASlowIssuer_endsWithTheRequestTimeout(String what, Consumer<Faults> fault) {
        fault.accept(movio.tokenFaults());
        long start = System.nanoTime();

        AuthFailure failure = fixture.failure(movio("requestTimeout=PT0.8S"));

        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(taken).as(what).isBetween(Duration.ofMillis(300), Duration.ofMillis(2_500));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void fetch_afterFetchesThatTimedOut_findsItsLaneFree() {
        movio.tokenFaults().dribble(8, Duration.ofMillis(50));
        Provider provider = movio("requestTimeout=PT0.5S", "maxAttempts=1");
        var pending = Stream.generate(() -> fixture.start(provider)).limit(8).toList();
        pending.forEach(IssuerFixture::failureOf);
        movio.tokenFaults().clear();

        long start = System.nanoTime();
        fixture.fetch(movio());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void answer_thatIsTooLarge_isMalformedAndNotReadToItsEnd() {
        movio.tokenFaults().oversized(EVER, 50_000_000);

        AuthFailure failure = fixture.failure(movio());

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure.message()).contains("too large");
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    /** Other clients sent the credentials once more, to wherever the answer pointed. */
    @Test
    void redirect_ofATokenRequest_isNotFollowed() {
        try (LoopbackIssuer elsewhere = new LoopbackIssuer()) {
            movio.tokenFaults().redirect(EVER, elsewhere.url("/token"));

            AuthFailure failure = fixture.failure(movio());

            assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(failure.status()).isEqualTo(307);
            assertThat(failure.retryable()).isFalse();
            assertThat(movio.tokenRequests()).isEqualTo(1);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    /** The HTTP client repeats a 503 by itself unless told not to: six requests instead of three. */
    @Test
    void requests_ofABusyIssuer_areAsManyAsWeMade() {
        movio.tokenFaults().refuse(EVER, 503);

        fixture.failure(movio());

        assertThat(movio.tokenRequests()).isEqualTo(3);
    }

    @Test
    void refresh_whoseAnswerIsCutOff_asksByTheFullGrant(Sandbox sandbox) {
        SandboxProvider mediaValet = sandbox.provider("mediavalet");
        Provider provider =
                provider(
                        "mediavalet",
                        "tokenEndpoint=" + mediaValet.setting("token-endpoint"),
                        "clientId=" + mediaValet.setting("client-id"),
                        "clientSecret=" + mediaValet.setting("client-secret"),
                        "subscriptionKey=k",
                        "username=" + mediaValet.setting("username"),
                        "password=" + mediaValet.setting("password"));
        fixture.fetch(provider);
        mediaValet.tokenFaults().cutOff(1);

        fixture.fetch(provider);

        assertThat(mediaValet.requests())
                .extracting(request -> request.form().get("grant_type"))
                .containsExactly("password", "refresh_token", "password");
    }

    private Provider movio(String... more) {
        return provider(
                "movio",
                with(
                        new String[] {
                            "region=eu",
                            "tokenEndpoint=" + movio.setting("token-endpoint"),
                            "clientId=" + movio.setting("client-id"),
                            "clientSecret=" + movio.setting("client-secret")
                        },
                        more));
    }
}
