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

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person's log-in where several applications share a store, one after another or together. */
@ExtendWith(SandboxExtension.class)
class SharedLoginTest {

    private final MemoryTokenStore memory = new MemoryTokenStore();
    private final TroubledStore store = new TroubledStore(memory);
    private final List<DefaultCamelContext> pods = new ArrayList<>();
    private Sandbox sandbox;
    private SandboxProvider mediaValet;

    @BeforeEach
    void provider(Sandbox started) {
        sandbox = started;
        mediaValet = started.provider("mediavalet");
    }

    @AfterEach
    void stop() {
        pods.forEach(DefaultCamelContext::stop);
    }

    private DefaultCamelContext pod() {
        return pod(options -> {});
    }

    private DefaultCamelContext pod(Consumer<ProviderConfiguration> settings) {
        DefaultCamelContext pod = new DefaultCamelContext();
        MxAuthComponent component = new MxAuthComponent();
        ProviderConfiguration options = SandboxAccounts.mediaValetByLogin(sandbox);
        settings.accept(options);
        component.getProviders().put("mediavalet", options);
        component.setTokenStore(store);
        pod.addComponent("mxauth", component);
        pod.start();
        pods.add(pod);
        return pod;
    }

    private static Exchange operate(
            DefaultCamelContext pod, String operation, Map<String, Object> headers) {
        FluentProducerTemplate template =
                pod.createFluentProducerTemplate().to("mxauth:mediavalet?operation=" + operation);
        headers.forEach(template::withHeader);
        return template.send();
    }

    private static Exchange operate(DefaultCamelContext pod, String operation) {
        return operate(pod, operation, Map.of());
    }

    private static MxAuthException failure(Exchange exchange) {
        return Objects.requireNonNull(exchange.getException(MxAuthException.class));
    }

    private static @Nullable String token(DefaultCamelContext pod) {
        Exchange exchange = operate(pod, "token");
        return exchange.getException() != null
                ? null
                : exchange.getMessage().getBody(AccessToken.class).value();
    }

    /** What the browser brings to the callback, after the person has agreed at the issuer. */
    private Map<String, Object> agreed(DefaultCamelContext pod) {
        Exchange departure = operate(pod, "login");
        assertThat(departure.getException()).isNull();
        return Browser.callbackAfter(
                departure.getMessage(),
                Map.of(
                        "username",
                        mediaValet.setting("username"),
                        "password",
                        mediaValet.setting("password"),
                        "decision",
                        "sign-in"));
    }

    private void connect(DefaultCamelContext from, DefaultCamelContext to) {
        assertThat(operate(to, "callback", agreed(from)).getException()).isNull();
    }

    private List<String> grants() {
        return mediaValet.requests().stream()
                .filter(request -> request.path().equals("/connect/token"))
                .map(RecordedRequest::form)
                .map(form -> String.valueOf(form.get("grant_type")))
                .toList();
    }

    @Test
    void logIn_thatBeginsInOnePod_endsInAnother_andServesAll() {
        DefaultCamelContext one = pod();
        DefaultCamelContext other = pod();
        connect(one, other);
        String token = token(other);
        assertThat(token).isNotNull().isEqualTo(token(one));
        assertThat(grants()).containsExactly("authorization_code");
    }

    @Test
    void podThatWasRefusedBefore_isServed_withoutBeingToldSo() {
        DefaultCamelContext one = pod();
        DefaultCamelContext other = pod();
        assertThat(failure(operate(other, "token")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        connect(one, one);
        assertThat(token(other)).isNotNull().isEqualTo(token(one));
    }

    @Test
    void podThatNobodyCalls_findsOutThatSomebodyHasLoggedInElsewhere() {
        DefaultCamelContext one = pod();
        DefaultCamelContext other = pod();
        assertThat(token(other)).isNull();
        assertThat(health(other).getState()).isEqualTo(HealthCheck.State.DOWN);
        connect(one, one);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(health(other).getState()).isEqualTo(HealthCheck.State.UP));
    }

    private static HealthCheck.Result health(DefaultCamelContext pod) {
        return new MxAuthHealthCheck(pod.getComponent("mxauth", MxAuthComponent.class)).call();
    }

    @Test
    void restart_needsNoLogIn() {
        DefaultCamelContext before = pod();
        connect(before, before);
        String token = token(before);
        before.stop();

        DefaultCamelContext after = pod();
        assertThat(token(after)).isNotNull().isEqualTo(token);
        assertThat(operate(after, "refresh").getException()).isNull();
        assertThat(grants()).containsExactly("authorization_code", "refresh_token");
    }

    @Test
    void anotherPerson_isRefusedByEveryPod_andHisTokensAreEnded() {
        DefaultCamelContext one = pod();
        connect(one, one);
        String token = token(one);
        mediaValet.change("username", "someone.else@example.com");

        DefaultCamelContext other = pod();
        MxAuthException refused = failure(operate(other, "callback", agreed(other)));
        assertThat(refused.reason()).isEqualTo(MxAuthException.Reason.LOGIN_REFUSED);
        assertThat(refused).hasMessageContaining("another person is connected");
        assertThat(token(pod())).isEqualTo(token);
        assertThat(mediaValet.requests())
                .extracting(RecordedRequest::path)
                .contains("/connect/revocation");
    }

    @Test
    void disconnect_inOnePod_isForAll() {
        DefaultCamelContext one = pod();
        connect(one, one);
        DefaultCamelContext other = pod();
        assertThat(operate(other, "revoke").getException()).isNull();

        assertThat(memory.values()).containsOnlyKeys("login:key");
        assertThat(failure(operate(pod(), "token")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        mediaValet.change("username", "someone.else@example.com");
        connect(other, other);
    }

    @Test
    void personWhoIsConnected_staysSo_whenTheRefreshTokenHasDied() {
        DefaultCamelContext one = pod();
        connect(one, one);
        mediaValet.revokeAllTokens();
        mediaValet.revokeAllRefreshTokens();
        assertThat(failure(operate(one, "refresh")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);

        String person = mediaValet.setting("username");
        mediaValet.change("username", "someone.else@example.com");
        DefaultCamelContext other = pod();
        assertThat(failure(operate(other, "callback", agreed(other))).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REFUSED);
        mediaValet.change("username", person);
        connect(other, other);
        assertThat(token(other)).isNotNull();
    }

    @Test
    void storeThatIsDown_isToldToThePerson_andNobodyIsConnected() {
        DefaultCamelContext pod = pod();
        Map<String, Object> brought = agreed(pod);
        store.failing.add("section save");
        Exchange answer = operate(pod, "callback", brought);
        assertThat(failure(answer).reason()).isEqualTo(MxAuthException.Reason.STORE);
        assertThat(failure(answer)).hasMessageContaining("log in again once the store works");
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
        assertThat(memory.values()).containsOnlyKeys("login:key");

        store.failing.clear();
        connect(pod, pod);
        assertThat(token(pod)).isNotNull();
    }

    @Test
    void storeThatLosesItsAnswer_leavesNothingThatIsUsed() {
        DefaultCamelContext pod = pod();
        Map<String, Object> brought = agreed(pod);
        store.failing.add("answer of section save");
        assertThat(failure(operate(pod, "callback", brought)).reason())
                .isEqualTo(MxAuthException.Reason.STORE);
        assertThat(memory.values()).isNotEmpty();

        store.failing.clear();
        assertThat(failure(operate(pod, "token")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        assertThat(failure(operate(pod(), "token")).reason())
                .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        mediaValet.change("username", "someone.else@example.com");
        connect(pod, pod);
    }

    @Test
    void callsBeforeALogIn_lookIntoTheStore_andExcludeNobody() {
        DefaultCamelContext pod = pod();
        for (int i = 0; i < 3; i++) {
            assertThat(failure(operate(pod, "token")).reason())
                    .isEqualTo(MxAuthException.Reason.LOGIN_REQUIRED);
        }
        assertThat(store.calls).containsOnly("load").hasSize(3);
    }

    @Test
    void disconnect_endsTheTokenOfThisPod_andThatOfTheStore() {
        DefaultCamelContext one = pod();
        connect(one, one);
        DefaultCamelContext other = pod();
        String former = token(other);
        assertThat(operate(one, "refresh").getException()).isNull();
        String present = token(one);
        assertThat(present).isNotEqualTo(former);

        assertThat(operate(other, "revoke").getException()).isNull();
        assertThat(mediaValet.requests())
                .filteredOn(request -> request.path().equals("/connect/revocation"))
                .extracting(request -> request.form().get("token"))
                .contains(former, present);
    }

    @Test
    void stop_tellsALogInThatWaitsForItsSection() throws Exception {
        DefaultCamelContext pod = pod();
        Map<String, Object> brought = agreed(pod);
        connect(pod, pod);
        String key =
                memory.values().keySet().stream()
                        .filter(stored -> stored.startsWith("grant:"))
                        .findFirst()
                        .orElseThrow();
        TokenStore.Section occupied =
                Objects.requireNonNull(memory.tryEnter(key, Duration.ofMinutes(1)));
        CompletableFuture<Exchange> waiting =
                CompletableFuture.supplyAsync(() -> operate(pod, "callback", brought));
        int before = grants().size();
        await().until(() -> grants().size() > before || waiting.isDone());
        pod.removeComponent("mxauth");
        assertThat(failure(waiting.get(20, TimeUnit.SECONDS)).reason())
                .isEqualTo(MxAuthException.Reason.UNAVAILABLE);
        occupied.close();
    }

    @Test
    void rotatedClientSecret_isReadAgain_whenSomebodyLogsIn() {
        System.setProperty("shared.login.secret", mediaValet.setting("client-secret"));
        try {
            DefaultCamelContext pod =
                    pod(options -> options.setClientSecret("{{sys:shared.login.secret}}"));
            assertThat(token(pod)).isNull();
            mediaValet.change("client-secret", "a-later-secret");
            System.setProperty("shared.login.secret", "a-later-secret");
            connect(pod, pod);
            assertThat(token(pod)).isNotNull();
            assertThat(operate(pod, "refresh").getException()).isNull();
        } finally {
            System.clearProperty("shared.login.secret");
        }
    }

    /** A store that cannot seal has one entry, however many logins begin. */
    @Test
    void loginsUnderWay_areNotInTheStore_butOneKeyIs() {
        DefaultCamelContext pod = pod();
        for (int i = 0; i < 50; i++) {
            assertThat(operate(pod, "login").getException()).isNull();
            assertThat(operate(pod, "callback", Map.of("state", "A".repeat(43))).getException())
                    .isNotNull();
        }
        assertThat(memory.values().keySet()).containsExactly("login:key");
        assertThat(store.calls).containsExactly("load", "save");
    }
}
