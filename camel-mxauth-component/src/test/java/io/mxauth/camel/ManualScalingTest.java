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

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the manual says that a store costs is what it is asked for. */
@ExtendWith(SandboxExtension.class)
class ManualScalingTest {

    private static final Path PAGE = Path.of("scaling.adoc");
    private static final int COLUMNS = 3;

    private final MemoryTokenStore memory = new MemoryTokenStore();
    private final TroubledStore store = new TroubledStore(memory);
    private final List<DefaultCamelContext> instances = new ArrayList<>();
    private Sandbox sandbox;

    @BeforeEach
    void take(Sandbox started) {
        sandbox = started;
    }

    @AfterEach
    void stop() {
        instances.forEach(DefaultCamelContext::stop);
    }

    private DefaultCamelContext instance(String provider, ProviderConfiguration options) {
        DefaultCamelContext instance = new DefaultCamelContext();
        MxAuthComponent component = new MxAuthComponent();
        component.getProviders().put(provider, options);
        component.setTokenStore(store);
        instance.addComponent("mxauth", component);
        instance.start();
        instances.add(instance);
        return instance;
    }

    private DefaultCamelContext movio() {
        return instance("movio", SandboxAccounts.movio(sandbox, "us"));
    }

    private DefaultCamelContext mediaValet() {
        return instance("mediavalet", SandboxAccounts.mediaValet(sandbox));
    }

    /** What the store is asked for by an operation. */
    private List<String> callsOf(
            DefaultCamelContext instance, String uri, Map<String, Object> headers) {
        store.calls.clear();
        FluentProducerTemplate template = instance.createFluentProducerTemplate().to(uri);
        headers.forEach(template::withHeader);
        Exchange answer = template.send();
        assertThat(answer.getException()).isNull();
        return List.copyOf(store.calls);
    }

    private List<String> callsOf(DefaultCamelContext instance, String uri) {
        return callsOf(instance, uri, Map.of());
    }

    /** The second cell of the row whose first one begins so. */
    private static String said(String when) {
        List<String> lines = Manual.lines(PAGE);
        List<String> section = lines.subList(lines.indexOf("== What it costs"), lines.size());
        return Manual.rows(section, COLUMNS).stream()
                .filter(row -> row.get(0).startsWith(when))
                .findFirst()
                .orElseThrow()
                .get(1);
    }

    private static String inWords(List<String> calls) {
        long reads = calls.stream().filter(call -> call.endsWith("load")).count();
        long writes =
                calls.stream()
                        .filter(call -> !call.endsWith("load"))
                        .filter(call -> !List.of("enter", "close").contains(call))
                        .count();
        return counted(reads, "read") + (writes == 0 ? "" : ", " + counted(writes, "write"));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    @Test
    void tokenInHand_asksNothing() {
        DefaultCamelContext instance = movio();
        callsOf(instance, "mxauth:movio");
        assertThat(callsOf(instance, "mxauth:movio")).isEmpty();
    }

    @Test
    void tokenOfAnother_isRead() {
        callsOf(movio(), "mxauth:movio");
        assertThat(inWords(callsOf(movio(), "mxauth:movio")))
                .isEqualTo(said("An instance needs a token that another has fetched"));
    }

    @Test
    void renewal_readsTwice_andWrites() {
        assertThat(inWords(callsOf(movio(), "mxauth:movio")))
                .isEqualTo(said("An instance renews without a refresh token"));
        DefaultCamelContext byRefreshToken = mediaValet();
        callsOf(byRefreshToken, "mxauth:mediavalet");
        assertThat(said("An instance renews by a refresh token"))
                .startsWith(
                        inWords(callsOf(byRefreshToken, "mxauth:mediavalet?operation=refresh")));
    }

    @Test
    void endOfAGrant_readsAndWrites() {
        DefaultCamelContext instance = mediaValet();
        callsOf(instance, "mxauth:mediavalet");
        String costs = said("`invalidate`, `revoke`");
        assertThat(inWords(callsOf(instance, "mxauth:mediavalet?operation=invalidate")))
                .isEqualTo(costs);
        assertThat(inWords(callsOf(instance, "mxauth:mediavalet?operation=revoke")))
                .isEqualTo(costs);
    }

    @Test
    void logIn_keepsTheAccount_andNothingBefore() {
        DefaultCamelContext instance =
                instance("mediavalet", SandboxAccounts.mediaValetByLogin(sandbox));
        Exchange first = begun(instance);
        assertThat(store.calls).as("the key of a store that cannot seal").hasSize(2);
        store.calls.clear();
        begun(instance);
        assertThat(store.calls).isEmpty();
        assertThat(callsOf(instance, "mxauth:mediavalet?operation=callback", agreed(first)))
                .containsExactly("enter", "section load", "section save", "close");
        assertThat(said("A person logs in"))
                .isEqualTo(
                        "At the beginning nothing; at the end 1 read and 1 write of the account");
    }

    private static Exchange begun(DefaultCamelContext instance) {
        return instance.createFluentProducerTemplate()
                .to("mxauth:mediavalet?operation=login")
                .send();
    }

    @Test
    void callWithoutALogIn_looksAgain() {
        DefaultCamelContext instance =
                instance("mediavalet", SandboxAccounts.mediaValetByLogin(sandbox));
        Exchange answer = instance.createFluentProducerTemplate().to("mxauth:mediavalet").send();
        assertThat(answer.getException()).isInstanceOf(MxAuthException.class);
        assertThat(said("An instance waits for a person"))
                .startsWith(inWords(List.copyOf(store.calls)));
    }

    private Map<String, Object> agreed(Exchange departure) {
        SandboxProvider mediaValet = sandbox.provider("mediavalet");
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

    @Test
    void sizes_areThoseOfThePage() {
        String page = String.join("\n", Manual.lines(PAGE));
        assertThat(page)
                .contains("its tokens and 250 to 400 bytes of JSON, encrypted, which adds 33 bytes")
                .contains("up to 139\ncharacters.");
        DefaultCamelContext instance =
                instance("mediavalet", SandboxAccounts.mediaValetByLogin(sandbox));
        Exchange departure = begun(instance);
        memory.forget("login:key");
        callsOf(instance, "mxauth:mediavalet?operation=callback", agreed(departure));
        callsOf(movio(), "mxauth:movio");
        assertThat(memory.values()).hasSize(2);
        memory.values()
                .forEach(
                        (key, text) -> {
                            assertThat(key.length()).isLessThanOrEqualTo(139);
                            String withoutTokens =
                                    text.replaceAll(
                                            "\"(value|refresh|scope)\":\"[^\"]*\"", "\"$1\":\"\"");
                            assertThat(withoutTokens.length()).as(key).isBetween(250, 400);
                        });
    }
}
