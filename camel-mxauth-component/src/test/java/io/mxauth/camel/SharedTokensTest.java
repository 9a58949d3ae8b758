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
import io.mxauth.camel.oauth.LoopbackIssuer.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several applications that share their tokens by a store, and what one of them does without it. */
class SharedTokensTest {

    private static final String REFUSAL = "{\"error\":\"invalid_grant\"}";

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final MemoryTokenStore memory = new MemoryTokenStore();
    private final TroubledStore store = new TroubledStore(memory);
    private final List<Pod> pods = new ArrayList<>();
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private volatile boolean reused;

    /** One application. */
    private static final class Pod {

        private final DefaultCamelContext context = new DefaultCamelContext();
        private final MxAuthComponent component = new MxAuthComponent();

        Exchange operate(String operation) {
            return context.createFluentProducerTemplate()
                    .to("mxauth:own?operation=" + operation)
                    .send();
        }

        String token() {
            return token("token");
        }

        String token(String operation) {
            Exchange answer = operate(operation);
            assertThat(answer.getException()).isNull();
            return answer.getMessage().getBody(AccessToken.class).value();
        }

        void refresh() {
            assertThat(operate("refresh").getException()).isNull();
        }

        MxAuthException failure(String operation) {
            Exchange answer = operate(operation);
            assertThat(answer.getException()).isInstanceOf(MxAuthException.class);
            return answer.getException(MxAuthException.class);
        }

        HealthCheck.Result health() {
            return new MxAuthHealthCheck(component).call();
        }
    }

    @BeforeEach
    void rotate() {
        issuer.on("/token", this::rotate);
    }

    @AfterEach
    void stop() {
        pods.forEach(pod -> pod.context.stop());
        issuer.close();
    }

    private static Map<String, String> form(Received request) {
        return Arrays.stream(request.body().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** Gives a token, and a next refresh token; a refresh token is good for one use. */
    private void rotate(Received request, OutputStream out) throws IOException {
        String token = form(request).getOrDefault("refresh_token", "first");
        if (!spent.add(token) && !token.equals("first")) {
            reused = true;
            LoopbackIssuer.answer(400, REFUSAL).to(request, out);
            return;
        }
        answer(token).to(request, out);
    }

    private static LoopbackIssuer.Reply answer(String token) {
        return LoopbackIssuer.answer(
                200,
                "{\"access_token\":\"at-%s\",\"expires_in\":300,\"refresh_token\":\"%s+\"}"
                        .formatted(token, token));
    }

    private Pod pod(Consumer<ProviderConfiguration> settings) {
        Pod pod = new Pod();
        ProviderConfiguration own = new ProviderConfiguration();
        own.setTokenEndpoint(issuer.url("/token"));
        own.setClientId("me");
        own.setAllowedHosts("localhost");
        settings.accept(own);
        pod.component.getProviders().put("own", own);
        pod.component.setTokenStore(store);
        pod.context.addComponent("mxauth", pod.component);
        pod.context.start();
        pods.add(pod);
        return pod;
    }

    private Pod byPassword() {
        return pod(
                own -> {
                    own.setUsername("u");
                    own.setPassword("p");
                });
    }

    private Pod byRefreshToken() {
        return pod(own -> own.setRefreshToken("R"));
    }

    private List<String> asked() {
        return issuer.requests().stream()
                .filter(request -> request.line().contains("/token"))
                .map(SharedTokensTest::form)
                .map(form -> form.getOrDefault("refresh_token", form.get("grant_type")))
                .toList();
    }

    private Map.Entry<String, String> entry() {
        assertThat(memory.values()).hasSize(1);
        return memory.values().entrySet().iterator().next();
    }

    private void rewrite(String target, String replacement) {
        Map.Entry<String, String> entry = entry();
        TokenStore.Entry stored = Objects.requireNonNull(memory.load(entry.getKey()));
        assertThat(stored.value()).contains(target);
        memory.save(
                entry.getKey(),
                stored.value().replace(target, replacement),
                Instant.now().plusSeconds(3600),
                stored.version());
    }

    @Test
    void token_ofOnePod_servesAllOthers_andTheNextOne() {
        String token = byPassword().token();
        assertThat(byPassword().token()).isEqualTo(token);
        assertThat(byPassword().token()).isEqualTo(token);
        assertThat(asked()).containsExactly("password");
    }

    @Test
    void podsThatStartTogether_makeOneRequest() {
        List<Pod> together = List.of(byPassword(), byPassword(), byPassword());
        List<CompletableFuture<String>> tokens =
                together.stream().map(pod -> CompletableFuture.supplyAsync(pod::token)).toList();
        assertThat(tokens.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(asked()).containsExactly("password");
    }

    @Test
    void renewals_ofThreePodsAtATime_areOneEach_andNoRefreshTokenIsUsedTwice() {
        List<Pod> together = List.of(byRefreshToken(), byRefreshToken(), byRefreshToken());
        together.forEach(Pod::token);
        for (int round = 1; round <= 20; round++) {
            together.stream()
                    .map(pod -> CompletableFuture.runAsync(pod::refresh))
                    .toList()
                    .forEach(CompletableFuture::join);
            assertThat(asked()).hasSize(1 + round);
        }
        assertThat(reused).isFalse();
        assertThat(new HashSet<>(asked())).hasSize(21);
        assertThat(together.stream().map(Pod::token).distinct()).hasSize(1);
    }

    @Test
    void refresh_ofAPodThatHasNoTokenYet_asksTheIssuer() {
        byPassword().token();
        byPassword().refresh();
        assertThat(asked()).containsExactly("password", "first+");
    }

    @Test
    void verify_asksTheIssuer_thoughAnotherPodHasGotANewerToken() {
        Pod one = byPassword();
        Pod other = byPassword();
        one.token();
        other.token();
        one.refresh();
        int before = asked().size();
        assertThat(other.operate("verify").getException()).isNull();
        assertThat(asked()).hasSize(before + 1);
    }

    @Test
    void invalidate_dropsTheTokenForAll_andKeepsTheRefreshToken() {
        Pod pod = byPassword();
        pod.token();
        assertThat(pod.operate("invalidate").getException()).isNull();
        assertThat(entry().getValue()).doesNotContain("at-first").contains("first+");
        assertThat(byPassword().token()).isEqualTo("at-first+");
        assertThat(asked()).containsExactly("password", "first+");
    }

    @Test
    void invalidateByJmx_reachesTheStore() {
        Pod pod = byPassword();
        pod.token();
        pod.component.invalidate("own");
        await().until(() -> !entry().getValue().contains("at-first"));
        assertThat(pod.token()).isEqualTo("at-first+");
    }

    @Test
    void revoke_endsTheGrant_andTakesItOutOfTheStore() {
        Consumer<ProviderConfiguration> revocable =
                own -> {
                    own.setUsername("u");
                    own.setPassword("p");
                    own.setRevocationEndpoint(issuer.url("/revoke"));
                };
        issuer.on("/revoke", LoopbackIssuer.answer(200, ""));
        pod(revocable).token();
        Pod other = pod(revocable);
        assertThat(other.operate("revoke").getException()).isNull();
        assertThat(
                        issuer.requests().stream()
                                .filter(request -> request.line().contains("/revoke"))
                                .map(SharedTokensTest::form)
                                .map(form -> form.get("token")))
                .containsExactly("first+", "at-first");
        assertThat(memory.values()).isEmpty();
    }

    @Test
    void revoke_thatFails_forgetsNothing() {
        Pod pod =
                pod(
                        own -> {
                            own.setRefreshToken("R");
                            own.setRevocationEndpoint(issuer.url("/revoke"));
                        });
        issuer.on("/revoke", LoopbackIssuer.answer(503, ""));
        pod.token();
        assertThat(pod.failure("revoke").status()).isEqualTo(503);
        assertThat(entry().getValue()).contains("R+").contains("at-R");
    }

    @Test
    void revoke_withAConfiguredRefreshToken_doesNotBringThatBack() {
        Pod pod = byRefreshToken();
        pod.token();
        assertThat(pod.operate("revoke").getException()).isNull();
        assertThat(byRefreshToken().failure("token").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(asked()).containsExactly("R");
    }

    @Test
    void refreshTokens_ofTwoPersons_shareAKey_andNeverMix() {
        Pod alice = pod(own -> own.setRefreshToken("ALICE"));
        Pod bob = pod(own -> own.setRefreshToken("BOB"));
        assertThat(alice.token()).isEqualTo("at-ALICE");
        assertThat(bob.token()).isEqualTo("at-BOB");
        alice.refresh();
        bob.refresh();
        assertThat(memory.values()).hasSize(1);
        assertThat(pod(own -> own.setRefreshToken("ALICE")).token()).isEqualTo("at-ALICE+");
        assertThat(pod(own -> own.setRefreshToken("BOB")).token()).isEqualTo("at-BOB+");
    }

    @Test
    void tokens_ofOtherTokenHeaders_neverMix() {
        Pod one = pod(own -> own.getTokenHeaders().put("X-Tenant", "one"));
        one.token();
        pod(own -> own.getTokenHeaders().put("X-Tenant", "two")).token();
        pod(own -> own.getTokenHeaders().put("X-Tenant", "one")).token();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void rotatedSecret_findsTheGrant() {
        Consumer<ProviderConfiguration> before = own -> own.setClientSecret("old");
        issuer.then(answer("first"));
        pod(before).token();
        assertThat(pod(own -> own.setClientSecret("new")).token()).isEqualTo("at-first");
    }

    @Test
    void twoSecretsInOneJvm_shareNoAccessToken() {
        Pod pod = pod(own -> own.setClientSecret("right"));
        pod.token();
        pod.token("token&clientSecret=other");
        assertThat(asked()).hasSize(2);
    }

    @Test
    void newRefreshToken_isInTheStore_beforeAnybodyGetsTheAccessToken() {
        byRefreshToken().token();
        assertThat(store.calls)
                .containsExactly(
                        "load", "enter", "section load", "section mark", "section save", "close");
        assertThat(entry().getValue()).contains("R+").doesNotContain("spending");
    }

    @Test
    void key_hasNoSecret_andIsTheSameInAllPods() {
        pod(own -> {
                    own.setClientSecret("SECRET");
                    own.setUsername("u");
                    own.setPassword("SECRET");
                })
                .token();
        String key = entry().getKey();
        assertThat(key)
                .startsWith("grant:own:")
                .doesNotContain("SECRET")
                .hasSizeLessThanOrEqualTo(TokenStore.MAXIMUM_KEY_LENGTH);
        assertThat(entry().getValue()).doesNotContain("SECRET");
        byPassword().token();
        assertThat(entry().getKey()).isEqualTo(key);
    }

    @Test
    void laterMembers_arePassedOver_butNotALaterVersion() {
        byRefreshToken().token();
        rewrite("{\"version\":1,", "{\"version\":1,\"later\":{},");
        assertThat(byRefreshToken().token()).isEqualTo("at-R");
        rewrite("{\"version\":1,", "{\"version\":2,");
        assertThat(byRefreshToken().failure("token"))
                .hasMessageContaining("later release")
                .extracting(MxAuthException::reason)
                .isEqualTo(MxAuthException.Reason.STORE);
    }

    @Test
    void garbage_isSetAside_andNothingIsSentThatMayHaveBeenUsed() {
        byRefreshToken().token();
        for (String garbage : List.of("[1]", "{", "", "{\"version\":1,\"grants\":[]}", "{}")) {
            rewrite(entry().getValue(), garbage);
            MxAuthException failure = byRefreshToken().failure("token");
            assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
            assertThat(failure.provider()).isEqualTo("own");
        }
        assertThat(asked()).containsExactly("R");
    }

    @Test
    void garbage_isReplaced_byTheFullGrant() {
        byPassword().token();
        rewrite(entry().getValue(), "[1]");
        Pod pod = byPassword();
        assertThat(pod.token()).isEqualTo("at-first");
        assertThat(pod.health().getDetails().toString()).doesNotContain("token.store");
        assertThat(entry().getValue()).contains("at-first");
        assertThat(asked()).containsExactly("password", "password");
    }

    /** One part of it is wrong; the refresh token, where that is right, is used. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"issued\":\"+999999999-12-31T23:59:59Z\"",
                "\"issued\":\"-999999999-01-01T00:00:00Z\"",
                "\"issued\":\"2999-01-01T00:00:00Z\"",
                "\"issued\":\"yesterday\"",
                "\"issued\":7",
                "\"expires\":\"+999999999-12-31T23:59:59Z\"",
                "\"expires\":\"-999999999-01-01T00:00:00Z\"",
                "\"expires\":null",
                "\"value\":\"\"",
                "\"value\":\"a b\"",
                "\"type\":{}"
            })
    void accessToken_thatCannotBeRight_isSetAside_andTheRefreshTokenServes(String member) {
        byRefreshToken().token();
        String name = member.substring(0, member.indexOf(':') + 1);
        String value = entry().getValue();
        int at = value.indexOf(name);
        String present = value.substring(at, value.indexOf('"', at + name.length() + 1) + 1);
        rewrite(present, member);
        assertThat(byRefreshToken().token()).isEqualTo("at-R+");
        assertThat(asked()).containsExactly("R", "R+");
        assertThat(reused).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"refresh\":\"\"", "\"refresh\":\"a b\"", "\"refresh\":5"})
    void refreshToken_thatCannotBeRight_isNotSent(String member) {
        byRefreshToken().token();
        rewrite("\"refresh\":\"R+\"", member);
        Pod pod = byRefreshToken();
        assertThat(pod.token()).as("the access token is right").isEqualTo("at-R");
        assertThat(pod.failure("refresh").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(asked()).containsExactly("R");
    }

    private String backup() {
        return entry().getValue();
    }

    private void restore(String backup) {
        rewrite(entry().getValue(), backup);
    }

    @Test
    void restoredBackup_withATokenThatWasUsedHere_isNotSent_andALoginIsRequired() {
        Pod pod = byRefreshToken();
        pod.token();
        String backup = backup();
        pod.refresh();
        pod.refresh();
        restore(backup);
        MxAuthException failure = pod.failure("refresh");
        assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(pod.failure("refresh").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(asked()).containsExactly("R", "R+", "R++");
        assertThat(reused).isFalse();
        assertThat(entry().getValue()).doesNotContain("\"refresh\"");
    }

    @Test
    void restoredBackup_isHealedByTheFullGrant_whereThereIsOne() {
        Pod pod = byPassword();
        pod.token();
        String backup = backup();
        pod.refresh();
        restore(backup);
        pod.refresh();
        assertThat(asked()).containsExactly("password", "first+", "password");
        assertThat(reused).isFalse();
    }

    @Test
    void restoredBackup_inAnInstanceThatKnowsNothing_isRefusedOnce_andThenALoginIsRequired() {
        Pod before = byRefreshToken();
        before.token();
        String backup = backup();
        before.refresh();
        restore(backup);
        Pod pod = byRefreshToken();
        assertThat(pod.failure("refresh").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(pod.failure("refresh").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(asked()).containsExactly("R", "R+", "R+");
    }

    @Test
    void emptiedStore_withAConfiguredTokenThatWasUsedHere_isNotSent() {
        Pod pod = byRefreshToken();
        pod.token();
        memory.forget(entry().getKey());
        assertThat(pod.failure("refresh").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(asked()).containsExactly("R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "enter", "section load", "section mark"})
    void error_ofAStore_isToldAsWhatItIs(String call) {
        Pod pod = byRefreshToken();
        store.error = new NoClassDefFoundError("com/example/Driver");
        store.failing.add(call);
        MxAuthException failure = pod.failure("token");
        assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.STORE);
        assertThat(failure)
                .hasMessageContaining("java.lang.NoClassDefFoundError: com/example/Driver")
                .hasMessageContaining("class path");
        store.error = new StackOverflowError("secret");
        assertThat(pod.failure("refresh"))
                .hasMessageContaining("java.lang.StackOverflowError")
                .hasMessageNotContaining("secret");
        store.failing.clear();
        await().untilAsserted(() -> assertThat(pod.operate("refresh").getException()).isNull());
        assertThat(reused).isFalse();
    }

    /** As a pod leaves it that died while it renewed the token. */
    private void leaveMark(String writtenBefore) {
        Map.Entry<String, String> entry = entry();
        TokenStore.Entry stored = Objects.requireNonNull(memory.load(entry.getKey()));
        String marked =
                stored.value()
                        .replaceFirst(
                                "\"written\":\"[^\"]*\"",
                                "\"written\":\"" + writtenBefore + "\",\"spending\":\"somebody\"")
                        .replaceFirst("\"access\":\\{[^}]*},", "");
        memory.save(entry.getKey(), marked, Instant.now().plusSeconds(3600), stored.version());
    }

    @Test
    void deadPodsRefreshToken_isNotSentAgain_wherePasswordHelps() {
        byPassword().token();
        leaveMark(Instant.now().toString());
        assertThat(byPassword().token()).isEqualTo("at-first");
        assertThat(asked()).containsExactly("password", "password");
        assertThat(entry().getValue()).doesNotContain("spending");
    }

    @Test
    void deadPodsRefreshToken_isLoginRequired_whereNothingHelps_onceItsAnswerCannotComeAnyMore() {
        byRefreshToken().token();
        leaveMark(Instant.now().toString());
        assertThat(byRefreshToken().failure("token").reason())
                .isEqualTo(MxAuthException.Reason.STORE);
        rewrite("\"written\":\"", "\"written\":\"2020-01-01T00:00:00Z\",\"was\":\"");
        assertThat(byRefreshToken().failure("token").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(asked()).containsExactly("R");
    }

    @Test
    void deadPodsRefreshToken_thatTheIssuerCallsActive_isUsed() {
        Consumer<ProviderConfiguration> introspected =
                own -> {
                    own.setRefreshToken("R");
                    own.setIntrospectionEndpoint(issuer.url("/introspect"));
                };
        pod(introspected).token();
        leaveMark(Instant.now().toString());
        issuer.on("/introspect", LoopbackIssuer.answer(200, "{\"active\":true}"));
        assertThat(pod(introspected).token()).isEqualTo("at-R+");
        assertThat(asked()).containsExactly("R", "R+");
    }

    @Test
    void deadPodsRefreshToken_thatOutlivesItsUse_isUsed() {
        issuer.on(
                "/token",
                LoopbackIssuer.answer(200, "{\"access_token\":\"a\",\"expires_in\":300}"));
        Pod pod = byRefreshToken();
        pod.token();
        leaveMark(Instant.now().toString());
        assertThat(byRefreshToken().token()).isEqualTo("a");
        assertThat(asked()).containsExactly("R", "R");
    }

    @Test
    void refusedRefreshToken_thatAnotherHasReplaced_isNoLoss() {
        Pod pod = byRefreshToken();
        pod.token();
        issuer.then(
                (request, out) -> {
                    // Another pod's renewal, which came through while this one's lease was over.
                    rewrite("\"at-R\"", "\"at-other\"");
                    rewrite("\"R+\"", "\"R-other\"");
                    LoopbackIssuer.answer(400, REFUSAL).to(request, out);
                });
        pod.refresh();
        assertThat(pod.token()).isEqualTo("at-other");
        assertThat(entry().getValue()).contains("R-other");
    }

    @Test
    void refusedRefreshToken_isForgotten_andPasswordTakesOver() {
        Pod pod = byPassword();
        pod.token();
        issuer.then(400, REFUSAL);
        pod.refresh();
        assertThat(asked()).containsExactly("password", "first+", "password");
    }

    @Test
    void refusedRefreshToken_withNothingElse_isLoginRequired_andNotSentAgain() {
        Pod pod = byRefreshToken();
        pod.token();
        issuer.then(400, REFUSAL);
        assertThat(pod.failure("refresh").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(pod.failure("refresh").reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(asked()).containsExactly("R", "R+");
        assertThat(pod(own -> own.setRefreshToken("NEW")).token()).isEqualTo("at-NEW");
    }

    @Test
    void refreshToken_thatTheIssuerPutOff_isKept() {
        Pod pod = byRefreshToken();
        pod.token();
        issuer.then(503, "").then(503, "").then(503, "");
        assertThat(pod.failure("refresh").reason()).isEqualTo(MxAuthException.Reason.UNAVAILABLE);
        assertThat(entry().getValue()).contains("R+").doesNotContain("spending");
        pod.refresh();
        assertThat(pod.token()).isEqualTo("at-R+");
    }

    @Test
    void storeDown_whereATokenCanBeFetchedAnew_nothingFails_andHealthSaysSo() {
        Pod pod = byPassword();
        store.failing.add("*");
        assertThat(pod.token()).isEqualTo("at-first");
        assertThat(pod.health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(pod.health().getDetails())
                .containsEntry("token.store.warning", TroubledStore.WHY);
        assertThat(pod.component.tokens()).contains("token store: failing", TroubledStore.WHY);
        store.failing.clear();
        pod.refresh();
        assertThat(pod.health().getDetails()).doesNotContainKey("token.store.warning");
        assertThat(pod.component.tokens()).doesNotContain("token store");
        assertThat(entry().getValue()).contains("at-first");
    }

    @Test
    void storeDown_aRefreshTokenIsNotSpent_andALiveTokenIsServed() {
        Pod pod = byRefreshToken();
        pod.token();
        store.failing.add("*");
        MxAuthException failure = pod.failure("refresh");
        assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.STORE);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining(TroubledStore.WHY);
        assertThat(pod.token()).isEqualTo("at-R");
        assertThat(asked()).containsExactly("R");
        store.failing.clear();
        pod.refresh();
        assertThat(pod.token()).isEqualTo("at-R+");
    }

    @Test
    void storeDown_whenTheMarkIsWritten_nothingIsSent_andNothingIsLost() {
        Pod pod = byRefreshToken();
        pod.token();
        store.failing.add("section mark");
        assertThat(pod.failure("refresh").reason()).isEqualTo(MxAuthException.Reason.STORE);
        assertThat(asked()).containsExactly("R");
        store.failing.clear();
        pod.refresh();
        assertThat(asked()).containsExactly("R", "R+");
    }

    @Test
    void storeDown_betweenAnswerAndWrite_isWrittenFromOutside() {
        Pod pod = byRefreshToken();
        store.failing.add("section save");
        assertThat(pod.token()).isEqualTo("at-R");
        assertThat(entry().getValue()).contains("R+").doesNotContain("spending");
    }

    @Test
    void storeDown_fromTheAnswerOn_theNewRefreshTokenIsKept_untilItCanBeWritten() {
        Pod pod =
                pod(
                        own -> {
                            own.setRefreshToken("R");
                            own.setRequestTimeout(Duration.ofSeconds(1));
                        });
        issuer.then(
                (request, out) -> {
                    store.failing.add("*");
                    rotate(request, out);
                });
        assertThat(pod.failure("token").reason()).isEqualTo(MxAuthException.Reason.STORE);
        assertThat(entry().getValue()).contains("spending").doesNotContain("R+");
        store.failing.clear();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> pod.operate("token").getException() == null);
        await().until(() -> entry().getValue().contains("R+"));
        assertThat(reused).isFalse();
        assertThat(asked()).containsExactly("R");
    }

    @Test
    void stop_waitsForTheRenewalUnderWay() throws Exception {
        Pod pod = byRefreshToken();
        pod.token();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        issuer.then(
                (request, out) -> {
                    asked.countDown();
                    awaitThat(stopping);
                    rotate(request, out);
                });
        CompletableFuture<Exchange> refresh =
                CompletableFuture.supplyAsync(() -> pod.operate("refresh"));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> pod.component.stop());
        refresh.join();
        stopping.countDown();
        stop.join();
        assertThat(entry().getValue()).contains("R++").doesNotContain("spending");
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void noStore_nothingOfThisIsThere() {
        Pod pod = byPassword();
        pod.component.stop();
        pod.component.setTokenStore(null);
        pod.component.start();
        @Nullable String token = pod.token();
        assertThat(token).isEqualTo("at-first");
        assertThat(store.calls).isEmpty();
    }
}
