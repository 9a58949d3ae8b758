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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.login.LoginRefused.Why;
import io.mxauth.camel.oauth.Asking;
import io.mxauth.camel.oauth.CodeFlow;
import io.mxauth.camel.oauth.Issuer;
import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.oauth.RealTransport;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.GivenProvider;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Fingerprints;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log-ins with an issuer on loopback, and everything that may be wrong with one. */
class LoginsTest {

    private static final String CALLBACK = "https://app.example/callback?tenant=1";

    private static RealTransport transport;

    private final ManualClock clock = new ManualClock();
    private final LoginSeal seal = SealingKey.generate();
    private final Fingerprints fingerprints = new Fingerprints();
    private OpenIdIssuer openId;
    private Issuer issuer;
    private Logins logins;

    @BeforeAll
    static void openTransport() {
        transport = new RealTransport();
    }

    @AfterAll
    static void closeTransport() {
        transport.close();
    }

    @BeforeEach
    void open() {
        openId = new OpenIdIssuer();
        issuer =
                new Issuer(
                        transport,
                        ObjectMapper::new,
                        clock,
                        transport.timer(),
                        100,
                        new TokenObserver() {});
        logins = instance(seal);
    }

    @AfterEach
    void close() {
        openId.close();
    }

    /** Another instance of the same application. */
    private Logins instance(LoginSeal with) {
        return new Logins(new CodeFlow(issuer), with, issuer, clock);
    }

    private Provider provider(String... more) {
        return provider("gallery", more);
    }

    private Provider provider(String name, String[] more) {
        return GivenProvider.provider(
                name,
                GivenProvider.with(
                        new String[] {
                            "discoveryUri=" + openId.server.url("/metadata"),
                            "clientId=" + OpenIdIssuer.CLIENT,
                            "clientSecret=the-secret",
                            "redirectUri=" + CALLBACK,
                            "scope=openid offline_access",
                            "maxAttempts=3"
                        },
                        more));
    }

    private GrantKey key(Provider provider) {
        return GrantKey.of(provider, fingerprints);
    }

    private static LoginAnswer nothing(String... cookies) {
        return new LoginAnswer(null, null, null, null, List.of(cookies));
    }

    private LoginStart start(Provider provider, String... cookies) {
        return result(logins.start(provider, null, nothing(cookies)));
    }

    /** What a browser brings back if nothing goes wrong, to be altered. */
    private static Map<String, @Nullable String> answer(LoginStart start) {
        Map<String, @Nullable String> answer = new HashMap<>();
        answer.put("code", "the-code");
        answer.put("state", OpenIdIssuer.query(start.location()).get("state"));
        answer.put("iss", OpenIdIssuer.NAME);
        answer.put("cookie", cookie(start));
        return answer;
    }

    private static String cookie(LoginStart start) {
        return start.cookies().get(0).split(";", 2)[0];
    }

    private CompletableFuture<Connected> finish(
            Provider provider, Map<String, @Nullable String> answer) {
        return finish(provider, answer, () -> CompletableFuture.completedFuture(true));
    }

    private CompletableFuture<Connected> finish(
            Provider provider,
            Map<String, @Nullable String> answer,
            Supplier<CompletableFuture<Boolean>> served) {
        return finish(logins, provider, answer, served);
    }

    private CompletableFuture<Connected> finish(
            Logins instance,
            Provider provider,
            Map<String, @Nullable String> answer,
            Supplier<CompletableFuture<Boolean>> served) {
        String cookie = answer.get("cookie");
        return instance.finish(
                provider,
                new LoginAnswer(
                        answer.get("code"),
                        answer.get("state"),
                        answer.get("iss"),
                        answer.get("error"),
                        cookie == null ? List.of() : List.of(cookie)),
                () ->
                        CompletableFuture.completedFuture(
                                new LoginAccount(provider, key(provider), served)));
    }

    /** A whole log-in that the issuer agrees to. */
    private CompletableFuture<Connected> logIn(Provider provider) {
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        return finish(provider, answer(start));
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a result was expected", e);
        }
    }

    private static Throwable thrown(CompletableFuture<?> future) {
        try {
            throw new AssertionError("not expected: " + future.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a failure was expected", e);
        }
    }

    private static LoginRefused refusal(CompletableFuture<?> future) {
        Throwable thrown = thrown(future);
        assertThat(thrown).isInstanceOf(LoginRefused.class);
        LoginRefused refused = (LoginRefused) thrown;
        assertThat(refused.failure().reason()).isEqualTo(Reason.LOGIN_REFUSED);
        assertThat(refused.failure().message())
                .startsWith("Provider 'gallery': ")
                .doesNotContain("the-code", "the-secret", "access-1", "refresh-1", "evil")
                .endsWith(".");
        return refused;
    }

    private void assertRefused(CompletableFuture<?> future, Why why) {
        assertThat(refusal(future).why()).isEqualTo(why);
        assertThat(openId.forms("/token")).as("no code was sent").isEmpty();
    }

    @Test
    void start_sendsTheBrowserToTheIssuer_withAllThatItNeeds() {
        LoginStart start = start(provider("audience=the-api", "tokenParameters[x]=y"));
        assertThat(start.location()).startsWith(openId.server.url("/authorize?tenant=1&"));
        Map<String, String> query = OpenIdIssuer.query(start.location());
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", OpenIdIssuer.CLIENT)
                .containsEntry("redirect_uri", CALLBACK)
                .containsEntry("scope", "openid offline_access")
                .containsEntry("audience", "the-api")
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainKeys("x", "client_secret", "code_verifier");
        assertThat(List.of("state", "nonce", "code_challenge"))
                .allSatisfy(name -> assertThat(query.get(name)).matches("[A-Za-z0-9_-]{43}"));
        assertThat(start.toString()).doesNotContain(query.get("state"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example/callback, __Host-mxauth-, ; Secure",
        "http://127.0.0.1:8080/callback, mxauth-, SameSite=Lax"
    })
    void cookie_isForThisBrowserAndHostAlone(String redirectUri, String name, String end) {
        LoginStart start = start(provider("redirectUri=" + redirectUri));
        String state = OpenIdIssuer.query(start.location()).get("state");
        assertThat(start.cookies())
                .singleElement()
                .asString()
                .matches(
                        name
                                + "[A-Za-z0-9_-]{16}=\\d+\\.[A-Za-z0-9_-]+; Path=/; Max-Age=600; HttpOnly; SameSite=Lax.*")
                .endsWith(end)
                .doesNotContain("Domain", state, "gallery");
    }

    @Test
    void finish_exchangesTheCodeWithItsVerifier_andKeepsTheRefreshToken() {
        Provider provider = provider();
        LoginStart start = result(logins.start(provider, "/connections?a=b", nothing()));
        openId.agree(start, clock.now());
        Connected connected = result(finish(provider, answer(start)));
        assertThat(connected.token().value().value()).isEqualTo("access-1");
        assertThat(connected.person()).isEqualTo("Una <b>Sher</b>");
        assertThat(connected.returnTo()).isEqualTo("/connections?a=b");
        Map<String, String> form = openId.forms("/token").get(0);
        assertThat(form)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "the-code")
                .containsEntry("redirect_uri", CALLBACK)
                .doesNotContainKeys("scope", "state", "nonce");
        assertThat(LoginSecrets.fingerprint(String.valueOf(form.get("code_verifier"))))
                .isEqualTo(OpenIdIssuer.query(start.location()).get("code_challenge"));
        result(issuer.fetch(provider, key(provider), Asking.upTo(1), false));
        assertThat(openId.forms("/token").get(1)).containsEntry("refresh_token", "refresh-1");
    }

    @Test
    void twoTabs_ofOneBrowser_bothFinish_whicheverIsFirst() {
        Provider provider = provider();
        LoginStart one = start(provider);
        LoginStart other = start(provider, "theme=dark; " + cookie(one));
        assertThat(other.cookies()).hasSize(1);
        for (LoginStart start : List.of(other, one)) {
            openId.agree(start, clock.now());
            Map<String, @Nullable String> answer = answer(start);
            answer.put("cookie", "theme=dark; " + cookie(one) + "; " + cookie(other));
            assertThat(result(finish(provider, answer)).person()).isNotNull();
        }
    }

    @Test
    void fourthLogin_ofOneBrowser_takesThePlaceOfTheOldest() {
        Provider provider = provider();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            LoginStart start = start(provider, String.join("; ", kept));
            assertThat(start.cookies()).hasSize(1);
            kept.add(0, cookie(start));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(start(provider, String.join("; ", kept)).cookies())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(kept.get(2).split("=", 2)[0] + "=;")
                .contains("; Max-Age=0; ", "; Path=/; ", "; Secure");
    }

    @Test
    void login_endsInAnotherInstance_withTheSameKey() {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        assertThat(
                        result(
                                        finish(
                                                instance(seal),
                                                provider,
                                                answer(start),
                                                () -> CompletableFuture.completedFuture(true)))
                                .person())
                .isNotNull();
    }

    @Test
    void login_thatThisInstanceCannotOpen_isToStartAgain() {
        LoginStart start = start(provider());
        LoginRefused refused =
                refusal(
                        finish(
                                instance(SealingKey.generate()),
                                provider(),
                                answer(start),
                                () -> CompletableFuture.completedFuture(true)));
        assertThat(refused.why()).isEqualTo(Why.UNKNOWN_STATE);
        assertThat(refused.why().words()).endsWith("Start again.");
    }

    /** Each instance sees the state for the first time. */
    @Test
    void cookie_alteredInAnyCharacter_isRefused() {
        Provider provider = provider();
        LoginStart start = start(provider);
        String cookie = cookie(start);
        for (int i = cookie.indexOf('.') + 1; i < cookie.length(); i++) {
            String altered =
                    cookie.substring(0, i)
                            + (cookie.charAt(i) == 'A' ? 'Q' : 'A')
                            + cookie.substring(i + 1);
            Map<String, @Nullable String> answer = answer(start);
            answer.put("cookie", altered);
            assertRefused(
                    finish(
                            instance(seal),
                            provider,
                            answer,
                            () -> CompletableFuture.completedFuture(true)),
                    Why.UNKNOWN_STATE);
        }
    }

    @Test
    void cookie_ofAnotherProvider_isRefused() {
        LoginStart start = start(provider());
        Provider other = provider("studio", new String[0]);
        assertThat(thrown(finish(other, answer(start))))
                .isInstanceOfSatisfying(
                        LoginRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.UNKNOWN_STATE));
        assertThat(openId.forms("/token")).isEmpty();
    }

    /** What is sealed for one state is worth nothing under the name of another. */
    @Test
    void cookie_ofAnotherLogin_isRefused() {
        Provider provider = provider();
        LoginStart start = start(provider);
        Map<String, @Nullable String> answer = answer(start);
        String name = cookie(start).split("=", 2)[0];
        answer.put("cookie", name + "=" + cookie(start(provider)).split("=", 2)[1]);
        assertRefused(finish(provider, answer), Why.UNKNOWN_STATE);
    }

    @ParameterizedTest
    @CsvSource({"-60, true", "-61, false", "599, true", "600, false"})
    void instances_whoseClocksDiffer_agreeWithinAMinute(long seconds, boolean accepted) {
        Provider provider = provider();
        LoginStart start = start(provider);
        clock.advance(Duration.ofSeconds(seconds));
        openId.agree(start, clock.now());
        openId.claims(claims -> claims.issueTime(Date.from(ManualClock.START)));
        CompletableFuture<Connected> end =
                finish(
                        instance(seal),
                        provider,
                        answer(start),
                        () -> CompletableFuture.completedFuture(true));
        if (accepted) {
            assertThat(result(end).person()).isNotNull();
        } else {
            assertRefused(end, Why.UNKNOWN_STATE);
        }
    }

    @Test
    void exchanges_beyondTwoAtATime_areToComeAgain_andRenewalsAreServed() {
        Provider provider = provider();
        LoginStart connected = start(provider);
        openId.agree(connected, clock.now());
        result(finish(provider, answer(connected)));
        openId.agreeNamelessly();
        List<LoginStart> starts = Stream.generate(() -> start(provider)).limit(3).toList();
        CountDownLatch hanging = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            openId.server.then(
                    (request, out) -> {
                        LoopbackIssuer.await(hanging);
                        LoopbackIssuer.answer(400, "{\"error\":\"invalid_grant\"}")
                                .to(request, out);
                    });
        }
        List<CompletableFuture<Connected>> junk =
                starts.subList(0, 2).stream()
                        .map(start -> finish(provider, answer(start)))
                        .toList();
        await().until(() -> openId.forms("/token").size() == 3);
        Throwable busy = thrown(finish(provider, answer(starts.get(2))));
        assertThat(busy)
                .isInstanceOfSatisfying(
                        LoginRefused.class,
                        refused -> {
                            assertThat(refused.why()).isEqualTo(Why.BUSY);
                            assertThat(refused.why().status()).isEqualTo(503);
                            assertThat(refused.failure().reason()).isEqualTo(Reason.UNAVAILABLE);
                            assertThat(refused.failure().retryable()).isTrue();
                            assertThat(refused.failure().retryAfter())
                                    .isEqualTo(Duration.ofSeconds(5));
                            assertThat(refused.failure().retryAt())
                                    .isEqualTo(clock.now().plusSeconds(5));
                        });
        assertThat(openId.forms("/token")).as("no code was sent").hasSize(3);

        result(issuer.fetch(provider, key(provider), Asking.upTo(1), false));
        assertThat(openId.forms("/token")).last().asString().contains("refresh-1");

        hanging.countDown();
        junk.forEach(end -> assertThat(refusal(end).why()).isEqualTo(Why.CODE_REFUSED));
        openId.agree(starts.get(2), clock.now());
        assertThat(result(finish(provider, answer(starts.get(2)))).person())
                .as("the same answer may come again")
                .isNotNull();
    }

    @Test
    void returnTo_ofAnotherSite_isRefusedAtOnce() {
        assertRefused(logins.start(provider(), "//evil.example", nothing()), Why.RETURN_PATH);
    }

    static Stream<Arguments> wrongAnswers() {
        String other = "A".repeat(43);
        return Stream.of(
                Arguments.of("state", null, Why.UNKNOWN_STATE),
                Arguments.of("state", "", Why.UNKNOWN_STATE),
                Arguments.of("state", "evil", Why.UNKNOWN_STATE),
                Arguments.of("state", other, Why.UNKNOWN_STATE),
                Arguments.of("cookie", null, Why.OTHER_BROWSER),
                Arguments.of("cookie", "", Why.OTHER_BROWSER),
                Arguments.of("cookie", "mxauth-" + "A".repeat(16) + "=1.AAAA", Why.OTHER_BROWSER),
                Arguments.of(
                        "cookie", "__Host-mxauth-" + "A".repeat(16) + "=1.AAAA", Why.UNKNOWN_STATE),
                Arguments.of("iss", "https://evil.example", Why.OTHER_ISSUER),
                Arguments.of("iss", OpenIdIssuer.NAME + "/", Why.OTHER_ISSUER),
                Arguments.of("iss", null, Why.OTHER_ISSUER),
                Arguments.of("error", "access_denied", Why.CANCELLED),
                Arguments.of("error", "temporarily_unavailable", Why.ISSUER_ERROR),
                Arguments.of("error", "<evil>", Why.ISSUER_ERROR),
                Arguments.of("code", null, Why.MALFORMED),
                Arguments.of("code", "", Why.MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void answer_wrongInOnePoint_isRefusedBeforeTheCodeIsSent(
            String name, @Nullable String value, Why why) {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        Map<String, @Nullable String> answer = answer(start);
        answer.put(name, value);
        assertRefused(finish(provider, answer), why);
        if (value != null && name.equals("error") && !value.contains("evil")) {
            assertThat(refusal(finishAgainWith(provider, name, value)).failure().error())
                    .isEqualTo(value);
        }
    }

    private CompletableFuture<Connected> finishAgainWith(
            Provider provider, String name, String value) {
        Map<String, @Nullable String> answer = answer(start(provider));
        answer.put(name, value);
        return finish(provider, answer);
    }

    @Test
    void cookie_thatComesTwice_isRefused() {
        Provider provider = provider();
        LoginStart start = start(provider);
        Map<String, @Nullable String> answer = answer(start);
        answer.put("cookie", cookie(start).split("=", 2)[0] + "=1.AAAA; " + cookie(start));
        assertRefused(finish(provider, answer), Why.UNKNOWN_STATE);
    }

    @Test
    void cookie_inQuotes_isTaken() {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        Map<String, @Nullable String> answer = answer(start);
        answer.put("cookie", cookie(start).replace("=", "=\"") + "\"; $Path=\"/\"");
        assertThat(result(finish(provider, answer)).person()).isNotNull();
    }

    @Test
    void callback_replayed_isRefused() {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        result(finish(provider, answer(start)));
        assertThat(refusal(finish(provider, answer(start))).why()).isEqualTo(Why.UNKNOWN_STATE);
        assertThat(openId.forms("/token")).hasSize(1);
    }

    @Test
    void state_onceTriedInAnotherBrowser_isUsedUp() {
        Provider provider = provider();
        LoginStart start = start(provider);
        Map<String, @Nullable String> foreign = answer(start);
        foreign.put("cookie", null);
        assertRefused(finish(provider, foreign), Why.OTHER_BROWSER);
        assertRefused(finish(provider, answer(start)), Why.UNKNOWN_STATE);
    }

    @ParameterizedTest
    @CsvSource({"599, true", "600, false", "86400, false"})
    void login_isRememberedForTenMinutes(long seconds, boolean accepted) {
        Provider provider = provider();
        LoginStart start = start(provider);
        clock.advance(Duration.ofSeconds(seconds));
        openId.agree(start, clock.now());
        CompletableFuture<Connected> end = finish(provider, answer(start));
        if (accepted) {
            assertThat(result(end).person()).isNotNull();
        } else {
            assertRefused(end, Why.UNKNOWN_STATE);
        }
    }

    @Test
    void state_ofAnotherAccount_isRefused() {
        LoginStart start = start(provider("scope=openid more"));
        assertRefused(finish(provider(), answer(start)), Why.UNKNOWN_STATE);
    }

    @Test
    void iss_isNotMissed_whereTheIssuerDoesNotAnnounceIt() {
        openId.discovery(false);
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        Map<String, @Nullable String> answer = answer(start);
        answer.put("iss", null);
        assertThat(result(finish(provider, answer)).person()).isNotNull();
        LoginStart next = start(provider);
        Map<String, @Nullable String> forged = answer(next);
        forged.put("iss", "https://evil.example");
        assertThat(refusal(finish(provider, forged)).why()).isEqualTo(Why.OTHER_ISSUER);
    }

    @Test
    void code_thatTheIssuerDoesNotTake_isRefused_withItsError() {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.server.then(400, "{\"error\":\"invalid_grant\"}");
        LoginRefused refused = refusal(finish(provider, answer(start)));
        assertThat(refused.why()).isEqualTo(Why.CODE_REFUSED);
        assertThat(refused.failure().error()).isEqualTo("invalid_grant");
        assertThat(refused.failure().status()).isEqualTo(400);
        assertThat(openId.forms("/token")).hasSize(1);
    }

    @Test
    void exchange_answeredAsNotNow_isRepeated() {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        openId.server.then(503, "").then(429, "");
        assertThat(result(finish(provider, answer(start))).person()).isNotNull();
        assertThat(openId.forms("/token"))
                .hasSize(3)
                .allMatch(f -> f.equals(openId.forms("/token").get(0)));
    }

    @Test
    void exchange_whoseAnswerIsLost_isNotRepeated() {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        openId.server.then(LoopbackIssuer.drop());
        Throwable thrown = thrown(finish(provider, answer(start)));
        assertThat(thrown).isInstanceOf(AuthFailure.class);
        assertThat(((AuthFailure) thrown).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(openId.forms("/token")).hasSize(1);
    }

    @Test
    void exchange_whoseClientSecretIsRefused_triesTheNextOne() {
        Provider provider =
                provider("clientAuthentication=client_secret_post", "nextClientSecret=another");
        LoginStart start = start(provider);
        openId.agree(start, clock.now());
        openId.server.then(401, "{\"error\":\"invalid_client\"}");
        assertThat(result(finish(provider, answer(start))).person()).isNotNull();
        assertThat(openId.forms("/token"))
                .extracting(form -> form.get("client_secret"))
                .containsExactly("the-secret", "another");
    }

    /** A way to get an ID token wrong. */
    private record Wrong(String words, UnaryOperator<JWTClaimsSet.Builder> change) {
        @Override
        public String toString() {
            return words;
        }
    }

    static Stream<Wrong> wrongClaims() {
        Date now = Date.from(ManualClock.START);
        Date soon = Date.from(ManualClock.START.plusSeconds(61));
        Date before = Date.from(ManualClock.START.minusSeconds(61));
        return Stream.of(
                new Wrong("iss", c -> c.issuer("https://evil.example")),
                new Wrong("iss", c -> c.issuer(null)),
                new Wrong("aud", c -> c.audience("another")),
                new Wrong("aud", c -> c.audience((String) null)),
                new Wrong("azp", c -> c.audience(List.of(OpenIdIssuer.CLIENT, "another"))),
                new Wrong("azp", c -> c.claim("azp", "another")),
                new Wrong("azp", c -> c.claim("azp", 7)),
                new Wrong("(exp)", c -> c.expirationTime(null)),
                new Wrong("(exp)", c -> c.expirationTime(before)),
                new Wrong("(iat)", c -> c.issueTime(null)),
                new Wrong("(iat)", c -> c.issueTime(soon)),
                new Wrong("(iat)", c -> c.issueTime(before)),
                new Wrong("(nbf)", c -> c.notBeforeTime(soon).issueTime(now)),
                new Wrong("nonce", c -> c.claim("nonce", null)),
                new Wrong("nonce", c -> c.claim("nonce", "A".repeat(43))),
                new Wrong("nonce", c -> c.claim("nonce", List.of("x"))),
                new Wrong("subject", c -> c.subject(null)),
                new Wrong("subject", c -> c.subject("")));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void idToken_wrongInOneClaim_isRefused_andItsTokensAreEnded(Wrong wrong) {
        openId.claims(wrong.change());
        LoginRefused refused = refusal(logIn(provider()));
        assertThat(refused.why()).isEqualTo(Why.ID_TOKEN);
        assertThat(refused.failure().message()).contains(wrong.words());
        assertThat(openId.forms("/revoke"))
                .extracting(form -> form.get("token"))
                .containsExactly("refresh-1", "access-1");
        assertThat(result(issuer.connected(provider(), key(provider())))).isEmpty();
    }

    static Stream<Wrong> rightClaims() {
        Date almost = Date.from(ManualClock.START.plusSeconds(59));
        Date just = Date.from(ManualClock.START.minusSeconds(59));
        return Stream.of(
                new Wrong("azp", c -> c.claim("azp", OpenIdIssuer.CLIENT)),
                new Wrong(
                        "several aud",
                        c ->
                                c.audience(List.of("another", OpenIdIssuer.CLIENT))
                                        .claim("azp", OpenIdIssuer.CLIENT)),
                new Wrong("clock ahead", c -> c.issueTime(almost).notBeforeTime(almost)),
                new Wrong("clock behind", c -> c.issueTime(just).expirationTime(just)));
    }

    @ParameterizedTest
    @MethodSource("rightClaims")
    void idToken_unusualButRight_isBelieved(Wrong right) {
        openId.claims(right.change());
        assertThat(result(logIn(provider())).person()).isNotNull();
    }

    @Test
    void idToken_withoutSignature_isRefused() {
        openId.signer(claims -> new PlainJWT(claims).serialize());
        assertThat(refusal(logIn(provider())).why()).isEqualTo(Why.ID_TOKEN);
        assertThat(openId.reads("/keys")).isZero();
    }

    @Test
    void idToken_signedByThePublicKeyAsASecret_isRefused() {
        openId.signer(
                claims -> {
                    try {
                        byte[] secret = openId.key().toRSAPublicKey().getEncoded();
                        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
                        jwt.sign(new MACSigner(secret));
                        return jwt.serialize();
                    } catch (JOSEException e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertThat(refusal(logIn(provider())).why()).isEqualTo(Why.ID_TOKEN);
    }

    @Test
    void idToken_thatIsAnAccessToken_isRefused() {
        openId.signer(
                claims ->
                        openId.signed(
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .type(new JOSEObjectType("at+jwt"))
                                        .build(),
                                claims));
        assertThat(refusal(logIn(provider())).why()).isEqualTo(Why.ID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.eyJ9.AAAA"})
    void idToken_thatIsNone_isRefused(String text) {
        openId.signer(claims -> text);
        assertThat(refusal(logIn(provider())).why()).isEqualTo(Why.ID_TOKEN);
    }

    @Test
    void idToken_alteredBehindItsSignature_isRefused() {
        openId.signer(
                claims -> {
                    String[] parts = openId.signed(claims).split("\\.", -1);
                    String other =
                            openId.signed(new JWTClaimsSet.Builder(claims).subject("evil").build())
                                    .split("\\.", -1)[1];
                    return parts[0] + "." + other + "." + parts[2];
                });
        assertThat(refusal(logIn(provider())).why()).isEqualTo(Why.ID_TOKEN);
    }

    @Test
    void idToken_missing_isRefused_asOpenidWasAskedFor() {
        Provider provider = provider();
        LoginStart start = start(provider);
        openId.agreeNamelessly();
        assertThat(refusal(finish(provider, answer(start))).why()).isEqualTo(Why.ID_TOKEN);
    }

    @Test
    void key_rotated_isReadAgain() {
        assertThat(result(logIn(provider())).person()).isNotNull();
        assertThat(result(logIn(provider())).person()).isNotNull();
        assertThat(openId.reads("/keys")).isEqualTo(1);
        openId.rotateKey();
        assertThat(result(logIn(provider())).person()).isNotNull();
        assertThat(openId.reads("/keys")).isEqualTo(2);
    }

    @Test
    void key_unknown_isLookedForOnceForEachToken_andBelievedAsSoonAsItIsThere() {
        openId.forgeKey();
        for (int i = 1; i <= 3; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(refusal(logIn(provider())).why()).isEqualTo(Why.ID_TOKEN);
            assertThat(openId.reads("/keys")).isEqualTo(1 + i);
        }
        openId.rotateKey();
        assertThat(result(logIn(provider())).person()).isNotNull();
        assertThat(openId.reads("/keys")).isEqualTo(5);
    }

    @Test
    void key_withdrawn_isRefusedWithinMinutes() {
        result(logIn(provider()));
        openId.withdrawKey();
        clock.advance(KeySets.KEPT);
        assertThat(refusal(logIn(provider())).why()).isEqualTo(Why.ID_TOKEN);
    }

    @Test
    void keys_areReadOnceInMinutes() {
        result(logIn(provider()));
        clock.advance(KeySets.KEPT.minusMillis(1));
        result(logIn(provider()));
        assertThat(openId.reads("/keys")).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        result(logIn(provider()));
        assertThat(openId.reads("/keys")).isEqualTo(2);
    }

    /** The old keys are not believed for want of newer ones. */
    @Test
    void keys_thatCannotBeReadAnyMore_areNotBelieved() {
        result(logIn(provider()));
        openId.server.on("/keys", LoopbackIssuer.answer(503, ""));
        clock.advance(KeySets.KEPT);
        assertThat(thrown(logIn(provider()))).isInstanceOf(AuthFailure.class);
    }

    @ParameterizedTest
    @CsvSource({"503, '', UNAVAILABLE", "200, evil, MALFORMED"})
    void keys_thatCannotBeRead_areTheIssuersFault(int status, String body, Reason reason) {
        openId.server.on("/keys", LoopbackIssuer.answer(status, body));
        Throwable thrown = thrown(logIn(provider()));
        assertThat(thrown).isInstanceOf(AuthFailure.class);
        assertThat(((AuthFailure) thrown).reason()).isEqualTo(reason);
    }

    @Test
    void samePerson_mayLogInAgain() {
        result(logIn(provider()));
        assertThat(result(logIn(provider())).person()).isNotNull();
    }

    @Test
    void anotherPerson_isRefused_untilTheFirstIsDisconnected() {
        result(logIn(provider()));
        openId.subject("evil");
        LoginRefused refused = refusal(logIn(provider()));
        assertThat(refused.why()).isEqualTo(Why.OTHER_PERSON);
        assertThat(openId.forms("/revoke")).hasSize(2);
        result(issuer.revoke(provider(), key(provider()), null));
        assertThat(result(logIn(provider())).person()).isNotNull();
    }

    @Test
    void withoutOpenid_nobodyIsNamed_andASecondLogInIsRefusedWhileTheFirstServes() {
        Provider provider = provider("scope=api");
        openId.agreeNamelessly();
        assertThat(result(finish(provider, answer(start(provider)))).person()).isNull();
        assertThat(
                        refusal(
                                        finish(
                                                provider,
                                                answer(start(provider)),
                                                () -> CompletableFuture.completedFuture(true)))
                                .why())
                .isEqualTo(Why.CONNECTED_ALREADY);
        assertThat(openId.forms("/token")).hasSize(1);
        Connected again =
                result(
                        finish(
                                provider,
                                answer(start(provider)),
                                () -> CompletableFuture.completedFuture(false)));
        assertThat(again.token().value().value()).isEqualTo("access-1");
    }

    @Test
    void withoutOpenid_ofTwoAtATime_oneIsConnected() {
        Provider provider = provider("scope=api");
        openId.agreeNamelessly();
        LoginStart one = start(provider);
        LoginStart other = start(provider);
        CompletableFuture<Boolean> served = new CompletableFuture<>();
        result(finish(provider, answer(start(provider))));
        List<CompletableFuture<Connected>> both =
                Stream.of(one, other)
                        .map(start -> finish(provider, answer(start), () -> served))
                        .toList();
        served.complete(false);
        assertThat(both.stream().filter(end -> isRefused(end)).count()).isEqualTo(1);
    }

    private static boolean isRefused(CompletableFuture<Connected> end) {
        try {
            end.get(20, TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            LoginRefused.class,
                            refused -> assertThat(refused.why()).isEqualTo(Why.CONNECTED_ALREADY));
            return true;
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
