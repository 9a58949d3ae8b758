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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mxauth.camel.micrometer.MxAuthMeters;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of tokens as meters, health check, console, JMX and events show it. */
class ObservationTest extends RouteTestSupport {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<MxAuthEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void observe() {
        context.setDevConsole(true);
        context.getRegistry().bind("meters", meters);
        context.getManagementStrategy()
                .addEventNotifier(
                        new EventNotifierSupport() {
                            @Override
                            public void notify(CamelEvent event) {
                                if (event instanceof MxAuthEvent ours) {
                                    events.add(ours);
                                }
                            }
                        });
    }

    private void startFilms() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                        from("direct:refresh").to("mxauth:movio?operation=refresh");
                    }
                });
    }

    private void call(int expected) {
        assertThat(status(films(FILMS).send())).isEqualTo(expected);
    }

    private void refreshInVain() {
        Exchange refreshed = films(FILMS).to("direct:refresh").send();
        assertThat(refreshed.getException()).isInstanceOf(MxAuthException.class);
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invoke(context).stream()
                .filter(result -> result.getCheck().getId().equals("mxauth"))
                .findFirst()
                .orElseThrow();
    }

    private DevConsole console() {
        return Objects.requireNonNull(
                        context.getCamelContextExtension()
                                .getContextPlugin(DevConsoleRegistry.class))
                .resolveById("mxauth");
    }

    private String text(Map<String, Object> options) {
        return (String) console().call(DevConsole.MediaType.TEXT, options);
    }

    private JsonObject account() {
        JsonObject json = (JsonObject) console().call(DevConsole.MediaType.JSON);
        JsonArray accounts = (JsonArray) Objects.requireNonNull(json.get("accounts"));
        return (JsonObject) accounts.get(0);
    }

    @Test
    void meters_countRequestsHitsAndRetries_andShowTheLifeLeft() throws Exception {
        startFilms();
        call(202);
        call(202);
        movio.revokeAllTokens();
        call(202);
        assertThat(
                        meters.get(MxAuthMeters.REQUESTS)
                                .tags("provider", "movio")
                                .tags("grant", "client_credentials", "outcome", "success")
                                .timer()
                                .count())
                .isEqualTo(2);
        assertThat(counter(MxAuthMeters.HITS)).isEqualTo(2);
        assertThat(counter(MxAuthMeters.RETRIES)).isEqualTo(1);
        assertThat(meters.get(MxAuthMeters.EXPIRES_IN).tags("provider", "movio").gauge().value())
                .isBetween(86_000.0, 86_400.0);
        assertThat(meters.getMeters())
                .filteredOn(meter -> meter.getId().getName().startsWith("camel.mxauth"))
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    private double counter(String name) {
        return meters.get(name).tags("provider", "movio").functionCounter().count();
    }

    @Test
    void meters_ofAFailure_haveItsReason() throws Exception {
        movio.change("client-secret", "another");
        startFilms();
        refreshInVain();
        assertThat(meters.get(MxAuthMeters.REQUESTS).tags("outcome", "rejected").timer().count())
                .isEqualTo(1);
    }

    @Test
    void meters_ofAProviderThatNeverGotAToken_showNoLife() throws Exception {
        movio.change("client-secret", "another");
        startFilms();
        refreshInVain();
        // Whoever waits for a fetch may hear of its failure before the meters do.
        await().ignoreException(MeterNotFoundException.class)
                .untilAsserted(
                        () ->
                                assertThat(
                                                meters.get(MxAuthMeters.EXPIRES_IN)
                                                        .tags("provider", "movio")
                                                        .gauge()
                                                        .value())
                                        .isZero());
    }

    @Test
    void gauge_isRegisteredOnce_howeverManyTokensCome() throws Exception {
        List<String> complaints = new CopyOnWriteArrayList<>();
        AbstractAppender appender =
                new AbstractAppender("complaints", null, null, true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        complaints.add(event.getMessage().getFormattedMessage());
                    }
                };
        appender.start();
        Logger registry = (Logger) LogManager.getLogger(MeterRegistry.class);
        registry.addAppender(appender);
        registry.setLevel(Level.DEBUG);
        try {
            startFilms();
            call(202);
            new MxAuthMeters(component.observations()).bindTo(meters);
            component.renew("movio");
            await().untilAsserted(() -> assertThat(events).hasSize(2));
            assertThat(complaints).isEmpty();
        } finally {
            registry.removeAppender(appender);
            registry.setLevel(Level.WARN);
        }
    }

    @Test
    void registryThatIsBoundTwice_countsEachRequestOnce() throws Exception {
        startFilms();
        new MxAuthMeters(component.observations()).bindTo(meters);
        call(202);
        assertThat(meters.get(MxAuthMeters.REQUESTS).timer().count()).isEqualTo(1);
    }

    @Test
    void health_ofAProviderThatWasNotUsed_isUp_andAsksNobody() throws Exception {
        startFilms();
        HealthCheck.Result health = health();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health.getDetails()).containsEntry("movio-us.state", "UP, not used yet");
        assertThat(movio.requests()).isEmpty();
    }

    @Test
    void health_whileTheIssuerIsDownAndTheTokenLives_isUpWithAWarning() throws Exception {
        startFilms();
        call(202);
        movio.tokenFaults().refuse(100, 503);
        refreshInVain();
        HealthCheck.Result health = health();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health.getDetails())
                .containsEntry("movio-us.state", "UP, the token still lives")
                .containsKeys("movio-us.last.token", "movio-us.next.attempt")
                .hasEntrySatisfying(
                        "movio-us.warning",
                        warning -> assertThat(warning.toString()).startsWith("UNAVAILABLE."));
    }

    @Test
    void health_withoutAToken_isDownWithTheReason_andUpOnceItHeals() throws Exception {
        startFilms();
        String secret = movio.setting("client-secret");
        movio.change("client-secret", "another");
        refreshInVain();
        HealthCheck.Result health = health();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.getMessage().orElseThrow()).startsWith("REJECTED.").contains("movio");
        movio.change("client-secret", secret);
        component.renew("movio");
        await().untilAsserted(
                        () -> assertThat(health().getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void console_showsEachProvider_andObeys() throws Exception {
        component.getProviders().put("spare", SandboxAccounts.movio(sandbox, "eu"));
        startFilms();
        assertThat(text(Map.of()))
                .contains("movio (client_credentials, us): not used yet")
                .contains("spare: no route uses it");
        call(202);
        call(202);
        assertThat(text(Map.of()))
                .contains("movio (client_credentials, us): FRESH, token of under 1s ago")
                .contains("token requests {success=1}, calls served from the cache 1");
        assertThat(text(Map.of("command", "renew", "provider", "movio")))
                .startsWith("Renewing 1 token of provider 'movio'");
        await().untilAsserted(() -> assertThat(movio.tokenRequests()).isEqualTo(2));
        assertThat(text(Map.of("command", "invalidate", "provider", "movio")))
                .startsWith("Forgot 1 token of provider 'movio'");
        assertThat(account()).containsEntry("state", "NONE").containsEntry("health", "UP");
        assertThat(text(Map.of("command", "renew", "provider", "nobody")))
                .startsWith("No route uses a token of provider 'nobody'");
    }

    @Test
    void console_ofAFailure_saysWhatHappenedAndWhenItIsTriedAgain() throws Exception {
        startFilms();
        call(202);
        movio.tokenFaults().refuse(100, 503);
        refreshInVain();
        assertThat(text(Map.of())).contains("failing: UNAVAILABLE.").contains("next attempt: ");
        assertThat(account()).containsEntry("health", "WARNING");
        JsonObject error = (JsonObject) Objects.requireNonNull(account().get("lastError"));
        assertThat(error)
                .containsEntry("standing", true)
                .containsEntry("reason", "UNAVAILABLE")
                .containsEntry("status", 503)
                .containsKey("retryAt");
    }

    @Test
    void jmx_showsTheTokens_andRenewsThem() throws Exception {
        startFilms();
        call(202);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name =
                new ObjectName(
                        "org.apache.camel:context="
                                + context.getManagementName()
                                + ",type=components,name=\"mxauth\"");
        assertThat(server.invoke(name, "tokens", null, null)).asString().contains("FRESH");
        Object done =
                server.invoke(
                        name,
                        "renew",
                        new Object[] {"movio"},
                        new String[] {String.class.getName()});
        assertThat(done).isEqualTo("Renewing 1 token of provider 'movio'");
        await().untilAsserted(() -> assertThat(movio.tokenRequests()).isEqualTo(2));
    }

    @Test
    void events_tellOfTokensAndFailures_oncePerFetch() throws Exception {
        startFilms();
        inParallel(20, () -> films(FILMS).send());
        await().untilAsserted(() -> assertThat(events).hasSize(1));
        assertThat(events.get(0).kind()).isEqualTo(MxAuthEvent.Kind.TOKEN_ACQUIRED);
        assertThat(events.get(0).getTimestamp()).isPositive();
        movio.tokenFaults().refuse(100, 503);
        refreshInVain();
        await().untilAsserted(() -> assertThat(events).hasSize(2));
        assertThat(events.get(1).kind()).isEqualTo(MxAuthEvent.Kind.RENEWAL_FAILED);
        assertThat(events.get(1).tokenLives()).isTrue();
        movio.tokenFaults().clear();
        movio.change("client-secret", "another");
        refreshInVain();
        await().untilAsserted(() -> assertThat(events).hasSize(3));
        MxAuthEvent refused = events.get(2);
        assertThat(refused.kind()).isEqualTo(MxAuthEvent.Kind.CREDENTIALS_REFUSED);
        assertThat(refused.provider()).isEqualTo("movio");
        assertThat(Objects.requireNonNull(refused.failure()).reason())
                .isEqualTo(MxAuthException.Reason.REJECTED);
        assertThat(refused).asString().contains("movio");
    }

    @Test
    void notifierThatThrows_harmsNobody() throws Exception {
        AtomicInteger told = new AtomicInteger();
        context.getManagementStrategy()
                .addEventNotifier(
                        new EventNotifierSupport() {
                            @Override
                            public void notify(CamelEvent event) {
                                if (event instanceof MxAuthEvent) {
                                    told.incrementAndGet();
                                    throw new IllegalStateException("notifier's own fault");
                                }
                            }
                        });
        startFilms();
        call(202);
        await().untilAsserted(() -> assertThat(told).hasValue(1));
        call(202);
    }
}
