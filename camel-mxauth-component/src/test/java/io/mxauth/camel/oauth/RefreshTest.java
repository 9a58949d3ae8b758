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

import static io.mxauth.camel.oauth.LoopbackIssuer.drop;
import static io.mxauth.camel.provider.GivenProvider.provider;
import static io.mxauth.camel.provider.GivenProvider.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.oauth.LoopbackIssuer.Reply;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.TimeSource;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a refresh token is spent: it may be used up by a request whose answer never came. */
class RefreshTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final RealTransport TRANSPORT = new RealTransport();

    /** A full grant's answer, with the first refresh token. */
    private static final String FIRST = tokens("a1", "r1");

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final IssuerFixture fixture =
            new IssuerFixture(TRANSPORT, TimeSource.SYSTEM, TRANSPORT.new PauseRecorder(TIMEOUT));

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    @Test
    void refresh_answeredWithANewRefreshToken_replacesBoth() {
        issuer.then(200, FIRST).then(200, tokens("a2", "r2")).then(200, tokens("a3", "r3"));
        Provider provider = withPassword();

        assertThat(values(provider, 3)).containsExactly("a1", "a2", "a3");

        assertThat(spent()).containsExactly("password", "r1", "r2");
    }

    @Test
    void refresh_answeredWithoutARefreshToken_keepsTheOldOne() {
        issuer.then(200, FIRST).then(200, tokens("a2", null)).then(200, tokens("a3", null));

        values(withPassword(), 3);

        assertThat(spent()).containsExactly("password", "r1", "r1");
    }

    @Test
    void refreshToken_thatIsConfigured_comesBeforeTheFullGrant() {
        issuer.then(200, tokens("a1", "r1"));

        values(withPassword("refreshToken=r0"), 2);

        assertThat(spent()).containsExactly("r0", "r1");
    }

    /** One grant's answer need not have a refresh token, and the next fetch must not ask for it. */
    @Test
    void fetch_afterAnAnswerWithoutARefreshToken_isTheFullGrant() {
        values(withPassword(), 2);

        assertThat(spent()).containsExactly("password", "password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_grant\"}",
                "401 | {\"error\":\"invalid_grant\"}",
                "401 | {\"error\":\"invalid_token\"}",
                "400 | not JSON"
            })
    void refresh_thatIsRefused_fallsBackToTheFullGrantInTheSameFetch(int status, String body) {
        issuer.then(200, FIRST).then(status, body).then(200, tokens("a2", null));
        Provider provider = withPassword();

        assertThat(values(provider, 3)).containsExactly("a1", "a2", "tok");

        assertThat(spent()).containsExactly("password", "r1", "password", "password");
    }

    @Test
    void refresh_thatIsRefusedWhereThereIsNoFullGrant_requiresALogin() {
        issuer.then(400, "{\"error\":\"invalid_grant\"}");
        Provider provider = refreshOnly();

        AuthFailure failure = fixture.failure(provider);

        assertThat(failure.reason()).isEqualTo(Reason.LOGIN_REQUIRED);
        assertThat(failure.error()).isEqualTo("invalid_grant");
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.retryable()).isFalse();
        assertThat(fixture.failure(provider).reason()).isEqualTo(Reason.LOGIN_REQUIRED);
        assertThat(spent()).containsExactly("r0");
    }

    @Test
    void loginRequired_ofTheCodeGrant_namesTheLoginPath() {
        Provider provider =
                provider(
                        "mediavalet",
                        "clientId=c",
                        "clientSecret=s",
                        "subscriptionKey=k",
                        "redirectUri=https://app.example/cb",
                        "loginPath=/login/mediavalet",
                        "tokenEndpoint=" + issuer.url("/token"),
                        "authorizationEndpoint=" + issuer.url("/authorize"));

        AuthFailure failure = fixture.failure(provider);

        assertThat(failure.reason()).isEqualTo(Reason.LOGIN_REQUIRED);
        assertThat(failure.message()).contains("'mediavalet'", "/login/mediavalet");
        assertThat(issuer.requests()).isEmpty();
    }

    /** Nobody knows whether these were acted on: a single-use token must not be sent again. */
    static Stream<Arguments> unknownOutcomes() {
        return Stream.of(
                Arguments.of("dropped", drop()),
                Arguments.of("cut off", (Reply) RefreshTest::cutOff),
                Arguments.of("500", LoopbackIssuer.answer(500, "")),
                Arguments.of("502", LoopbackIssuer.answer(502, "<html>")),
                Arguments.of("504", LoopbackIssuer.answer(504, "")),
                Arguments.of("garbage", LoopbackIssuer.answer(200, "garbage")),
                Arguments.of("no token", LoopbackIssuer.answer(200, "{\"refresh_token\":\"r9\"}")),
                Arguments.of("not found", LoopbackIssuer.answer(404, "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknownOutcomes")
    void refresh_whoseOutcomeIsUnknown_isNotRepeatedButFallsBack(String what, Reply outcome) {
        issuer.then(200, FIRST).then(outcome).then(200, tokens("a2", null));
        Provider provider = withPassword();

        assertThat(values(provider, 3)).as(what).containsExactly("a1", "a2", "tok");

        assertThat(spent()).containsExactly("password", "r1", "password", "password");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknownOutcomes")
    void refresh_whoseOutcomeIsUnknownWhereThereIsNoFullGrant_requiresALogin(
            String what, Reply outcome) {
        issuer.then(outcome);
        Provider provider = refreshOnly();

        assertThat(fixture.failure(provider).reason()).as(what).isEqualTo(Reason.LOGIN_REQUIRED);
        assertThat(fixture.failure(provider).reason()).isEqualTo(Reason.LOGIN_REQUIRED);

        assertThat(spent()).containsExactly("r0");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void refresh_thatWasPutOff_isRepeatedWithTheSameToken(int status) {
        issuer.then(200, FIRST).then(status, "").then(status, "").then(200, tokens("a2", "r2"));
        Provider provider = withPassword();

        assertThat(values(provider, 2)).containsExactly("a1", "a2");

        assertThat(spent()).containsExactly("password", "r1", "r1", "r1");
    }

    @Test
    void refresh_thatIsPutOffThroughout_failsAndKeepsItsToken() {
        issuer.then(503, "").then(503, "").then(503, "").then(200, tokens("a2", "r2"));
        Provider provider = refreshOnly();

        assertThat(fixture.failure(provider).status()).isEqualTo(503);
        assertThat(fixture.fetch(provider).value().value()).isEqualTo("a2");

        assertThat(spent()).containsExactly("r0", "r0", "r0", "r0");
    }

    @Test
    void refresh_thatWasNotSent_keepsItsToken() {
        Provider provider = refreshOnly();
        int port = issuer.port();
        issuer.close();

        assertThat(fixture.failure(provider).reason()).isEqualTo(Reason.UNAVAILABLE);

        try (LoopbackIssuer again = new LoopbackIssuer(port)) {
            fixture.fetch(provider);
            assertThat(again.bodies()).hasSize(1);
            assertThat(again.bodies().get(0))
                    .startsWith("grant_type=refresh_token&refresh_token=r0&");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "unauthorized_client"})
    void refresh_ofAClientThatIsRefused_keepsItsToken(String error) {
        issuer.then(401, "{\"error\":\"" + error + "\"}");
        Provider provider = refreshOnly();

        assertThat(fixture.failure(provider).reason()).isEqualTo(Reason.REJECTED);
        fixture.fetch(provider);

        assertThat(spent()).containsExactly("r0", "r0");
    }

    @Test
    void refresh_thatHangsThroughTheRequestTimeout_isNotSentAgain() {
        CountDownLatch end = new CountDownLatch(1);
        issuer.then(200, FIRST).then((request, out) -> LoopbackIssuer.await(end));
        IssuerFixture impatient = IssuerFixture.over(TRANSPORT);
        Provider provider = withPassword("requestTimeout=PT0.4S");

        impatient.fetch(provider);
        assertThat(impatient.failure(provider).reason()).isEqualTo(Reason.UNAVAILABLE);
        impatient.fetch(provider);
        end.countDown();

        assertThat(spent()).containsExactly("password", "r1", "password");
    }

    /** A refresh token is bound to its client: with another client id it is another grant. */
    @Test
    void refreshToken_ofAnotherClientOrUser_isNeverUsed() {
        issuer.then(200, FIRST).then(200, tokens("b1", "rb"));
        fixture.fetch(withPassword());

        fixture.fetch(withPassword("clientId=another"));
        fixture.fetch(withPassword("username=another"));

        assertThat(spent()).containsExactly("password", "password", "password");
    }

    @Test
    void refreshToken_whenSecretsRotate_isStillUsed() {
        issuer.then(200, FIRST);
        fixture.fetch(withPassword());

        fixture.fetch(withPassword("clientSecret=rotated", "password=rotated"));

        assertThat(spent()).containsExactly("password", "r1");
        assertThat(issuer.bodies().get(1)).contains("client_secret=rotated");
    }

    private Provider withPassword(String... more) {
        return provider(
                "mine",
                with(
                        new String[] {
                            "tokenEndpoint=" + issuer.url("/token"),
                            "clientAuthentication=client_secret_post",
                            "clientId=c",
                            "clientSecret=s",
                            "username=u",
                            "password=p"
                        },
                        more));
    }

    private Provider refreshOnly() {
        return provider(
                "mine",
                "tokenEndpoint=" + issuer.url("/token"),
                "clientId=c",
                "clientSecret=s",
                "clientAuthentication=client_secret_post",
                "refreshToken=r0");
    }

    private List<String> values(Provider provider, int fetches) {
        return Stream.generate(() -> fixture.fetch(provider).value().value())
                .limit(fetches)
                .toList();
    }

    /** The refresh tokens that were sent, or the full grant's name. */
    private List<String> spent() {
        return issuer.bodies().stream()
                .map(
                        body ->
                                body.startsWith("grant_type=refresh_token")
                                        ? body.replaceAll(".*refresh_token=(\\w+)&.*", "$1")
                                        : body.replaceAll("grant_type=(\\w+)&.*", "$1"))
                .toList();
    }

    private static String tokens(String access, @org.jspecify.annotations.Nullable String refresh) {
        return "{\"access_token\":\""
                + access
                + "\",\"token_type\":\"Bearer\",\"expires_in\":299"
                + (refresh == null ? "" : ",\"refresh_token\":\"" + refresh + "\"")
                + "}";
    }

    private static void cutOff(LoopbackIssuer.Received request, OutputStream out)
            throws java.io.IOException {
        out.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{\"acc"
                        .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
