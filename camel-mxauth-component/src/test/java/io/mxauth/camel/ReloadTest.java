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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that are edited while Camel Main watches them. */
class ReloadTest {

    private static final String COMPONENT = "camel.component.mxauth.";
    private static final String MOVIO = COMPONENT + "providers[movio].";

    @TempDir Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final SandboxProvider movio = sandbox.provider("movio-us");
    private final Main main = new Main();
    private final MemoryTokenStore store = new MemoryTokenStore();
    private final Map<String, String> properties = new TreeMap<>();

    @BeforeEach
    void write() throws IOException {
        properties.put(MOVIO + "region", "us");
        properties.put(MOVIO + "client-id", movio.setting("client-id"));
        properties.put(MOVIO + "client-secret", movio.setting("client-secret"));
        properties.put(MOVIO + "token-endpoint", movio.setting("token-endpoint"));
        properties.put(MOVIO + "allowed-hosts", movio.setting("api-host"));
        properties.put(MOVIO + "headers[X-Tenant]", "odeon");
        properties.put(COMPONENT + "token-store", "#bean:store");
        properties.put(COMPONENT + "retry-unauthorized", "false");
        save();
        Files.writeString(
                folder.resolve("films.yaml"),
                """
                - route:
                    from:
                      uri: direct:films
                      steps:
                        - to: mxauth:movio
                        - to: "%s"
                """
                        .formatted(movio.setting("api")));
    }

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
    }

    private void save() throws IOException {
        Properties file = new Properties();
        file.putAll(properties);
        try (var out = Files.newBufferedWriter(folder.resolve("application.properties"))) {
            file.store(out, null);
        }
    }

    /** Watches another folder, so that an edit is seen when {@link #edit} says so and only then. */
    private void start() throws IOException {
        startWatching(Files.createDirectory(folder.resolve("elsewhere")));
    }

    private void startWatching(Path watched) {
        main.bind("store", store);
        main.setPropertyPlaceholderLocations(file());
        main.addInitialProperty("camel.main.routes-include-pattern", "file:" + folder + "/*.yaml");
        main.addInitialProperty("camel.main.routes-reload-enabled", "true");
        main.addInitialProperty("camel.main.routes-reload-directory", watched.toString());
        main.addInitialProperty("camel.main.routes-reload-pattern", "*.yaml,*.properties");
        main.start();
    }

    private String file() {
        return "file:" + folder.resolve("application.properties");
    }

    /** What the watcher does when it sees the file change, in this thread. */
    private void edit(String... lines) throws Exception {
        for (String line : lines) {
            String[] pair = line.split("=", 2);
            properties.put(pair[0], pair[1]);
        }
        save();
        FileWatcherResourceReloadStrategy watcher =
                Objects.requireNonNull(
                        main.getCamelContext().hasService(FileWatcherResourceReloadStrategy.class));
        watcher.getResourceReload()
                .onReload(
                        "application.properties",
                        PluginHelper.getResourceLoader(main.getCamelContext())
                                .resolveResource(file()));
    }

    private MxAuthComponent component() {
        return main.getCamelContext().getComponent("mxauth", MxAuthComponent.class);
    }

    private ProviderConfiguration movio() {
        return Objects.requireNonNull(component().getProviders().get("movio"));
    }

    private Exchange call() {
        return main.getCamelContext()
                .createFluentProducerTemplate()
                .to("direct:films")
                .withHeader(Exchange.HTTP_METHOD, "PUT")
                .withHeader(Exchange.CONTENT_TYPE, "application/json")
                .withBody(RouteTestSupport.FILMS)
                .send();
    }

    private void assertComplete() {
        assertThat(movio().getClientId()).isEqualTo(movio.setting("client-id"));
        assertThat(movio().getTokenEndpoint()).isEqualTo(movio.setting("token-endpoint"));
        assertThat(movio().getAllowedHosts()).isNotNull();
        assertThat(movio().getHeaders()).containsKey("X-Tenant");
        assertThat(component().getTokenStore()).isSameAs(store);
        assertThat(component().getProviders()).containsOnlyKeys("movio");
        assertThat(component().isStarted()).isTrue();
    }

    private void assertCallWorks() {
        Exchange answer = call();
        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MOVIO + "request-timeout=5s",
                MOVIO + "headers[X-Tenant]=rex",
                MOVIO + "scope=films",
                COMPONENT + "retry-unauthorized=true",
                COMPONENT + "cache-maximum-size=5"
            })
    void edit_ofOneOption_losesNoOther(String line) throws Exception {
        start();
        assertCallWorks();

        edit(line);

        assertComplete();
        assertCallWorks();
    }

    @Test
    void edit_isInForce() throws Exception {
        start();

        edit(
                MOVIO + "allowed-hosts=api.example",
                MOVIO + "headers[X-Tenant]=rex",
                COMPONENT + "retry-unauthorized=true",
                MOVIO + "request-timeout=7s");

        assertComplete();
        assertThat(movio().getAllowedHosts()).isEqualTo("api.example");
        assertThat(movio().getHeaders()).containsEntry("X-Tenant", "rex");
        assertThat(movio().getRequestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(component().isRetryUnauthorized()).isTrue();
        assertThat(call().getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST));
    }

    @Test
    void optionTakenAway_isGone_andTheOthersStay() throws Exception {
        properties.put(MOVIO + "scope", "films");
        save();
        start();
        properties.remove(MOVIO + "scope");

        edit(MOVIO + "request-timeout=5s");

        assertComplete();
        assertThat(movio().getScope()).isNull();
    }

    @Test
    void optionSetByCode_stays() throws Exception {
        properties.keySet().removeIf(name -> name.endsWith("token-store"));
        properties.keySet().removeIf(name -> name.endsWith("allowed-hosts"));
        properties.keySet().removeIf(name -> name.endsWith("headers[X-Tenant]"));
        save();
        MxAuthComponent own = new MxAuthComponent();
        main.configure()
                .addConfiguration(
                        new org.apache.camel.CamelConfiguration() {
                            @Override
                            public void configure(org.apache.camel.CamelContext context) {
                                own.setTokenStore(store);
                                own.setCacheMaximumSize(77);
                                own.getProviders().put("movio", new ProviderConfiguration());
                                movioOf(own).setAllowedHosts(movio.setting("api-host"));
                                movioOf(own).getHeaders().put("X-Tenant", "odeon");
                                context.addComponent("mxauth", own);
                            }
                        });
        start();
        assertCallWorks();

        edit(MOVIO + "request-timeout=5s", COMPONENT + "retry-unauthorized=true");
        edit(MOVIO + "request-timeout=6s", COMPONENT + "retry-unauthorized=false");

        assertComplete();
        assertThat(component()).isNotSameAs(own);
        assertThat(component().getCacheMaximumSize()).isEqualTo(77);
        assertThat(component().isRetryUnauthorized()).isFalse();
        assertCallWorks();
    }

    private static ProviderConfiguration movioOf(MxAuthComponent component) {
        return Objects.requireNonNull(component.getProviders().get("movio"));
    }

    @ParameterizedTest
    @CsvSource({
        "region=apac, region",
        "allowed-hosts=https://api.example, allowedHosts",
        "request-timeoutt=5s, requestTimeoutt"
    })
    void wrongEdit_isRefused_andTheNextRightOneHeals(String wrong, String option) throws Exception {
        start();
        String host = Objects.requireNonNull(properties.get(MOVIO + "allowed-hosts"));

        Throwable thrown = catchThrowable(() -> edit(MOVIO + wrong));

        assertThat(thrown).hasStackTraceContaining("'movio', option '" + option + "'");
        assertThat(call().getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> assertThat(e.reason()).isEqualTo(MxAuthException.Reason.CONFIGURATION))
                .hasMessageContainingAll("'movio'", "not started", "log");
        assertThat(movio.apiRequests()).isZero();

        properties.remove(MOVIO + "request-timeoutt");
        edit(MOVIO + "region=us", MOVIO + "allowed-hosts=" + host, MOVIO + "scope=films");
        assertComplete();
        assertCallWorks();
    }

    @Test
    void editSeenByTheWatcher_losesNothing() throws Exception {
        startWatching(folder);
        MxAuthComponent before = component();
        properties.put(MOVIO + "request-timeout", "5s");

        save();

        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                main.getCamelContext().hasComponent("mxauth") != before
                                        && List.of(Duration.ofSeconds(5))
                                                .contains(movio().getRequestTimeout())
                                        && !main.getCamelContext().getRoutes().isEmpty());
        assertComplete();
    }
}
