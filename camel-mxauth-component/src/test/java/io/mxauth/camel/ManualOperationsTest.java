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

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.junit.jupiter.api.Test;

/** The page on operations shows what is to be seen. */
class ManualOperationsTest extends RouteTestSupport {

    private static final Path PAGE = Path.of("operations.adoc");
    private static final List<String> LINES = Manual.lines(PAGE);
    private static final Pattern HELP = Pattern.compile("# HELP (camel_mxauth\\w+) .*");
    private static final Pattern TIME = Pattern.compile("under 1s|\\b(\\d+[hms])+\\b");

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private void startFilms() throws Exception {
        context.setDevConsole(true);
        context.getRegistry().bind("meters", meters);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                        from("direct:refresh").to("mxauth:movio?operation=refresh");
                    }
                });
    }

    /** The lines of a section, from its heading to the end of the page. */
    private static List<String> section(String heading) {
        int first = LINES.indexOf("== " + heading);
        assertThat(first).as(heading).isNotNegative();
        return LINES.subList(first, LINES.size());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    @Test
    void meters_areThoseOfTheRegistry() throws Exception {
        startFilms();
        films(FILMS).send();
        Set<String> prometheus =
                meters.scrape()
                        .lines()
                        .map(HELP::matcher)
                        .filter(Matcher::matches)
                        .map(help -> help.group(1))
                        .filter(name -> !name.endsWith("_max"))
                        .collect(Collectors.toSet());
        List<Meter> ours =
                meters.getMeters().stream()
                        .filter(meter -> meter.getId().getName().startsWith("camel.mxauth"))
                        .toList();
        List<List<String>> rows = Manual.rows(section("Meters"), 4);
        assertThat(rows).hasSameSizeAs(ours);
        assertThat(rows.stream().map(row -> row.get(1)))
                .containsExactlyInAnyOrderElementsOf(
                        prometheus.stream().map(ManualOperationsTest::code).toList());
        for (Meter meter : ours) {
            List<String> row =
                    rows.stream()
                            .filter(cells -> cells.get(0).equals(code(meter.getId().getName())))
                            .findFirst()
                            .orElseThrow();
            assertThat(row.get(1)).startsWith("`" + meter.getId().getName().replace('.', '_'));
            assertThat(row.get(2))
                    .isEqualTo(
                            meter.getId().getTags().stream()
                                    .map(Tag::getKey)
                                    .map(ManualOperationsTest::code)
                                    .collect(Collectors.joining(", ")));
            assertThat(row.get(3)).startsWith(meter.getId().getDescription());
        }
    }

    @Test
    void console_isPrintedAsShown() throws Exception {
        component.getProviders().put("odeon-uk", SandboxAccounts.movio(sandbox, "eu"));
        startFilms();
        films(FILMS).send();
        films(FILMS).send();
        movio.tokenFaults().refuse(100, 503);
        films(FILMS).to("direct:refresh").send();
        DevConsole console =
                Objects.requireNonNull(
                                context.getCamelContextExtension()
                                        .getContextPlugin(DevConsoleRegistry.class))
                        .resolveById("mxauth");
        String printed = (String) console.call(DevConsole.MediaType.TEXT, Map.of());
        assertThat(Manual.blocks(PAGE))
                .filteredOn(block -> block.language().equals("text"))
                .extracting(block -> withoutCircumstances(block.text()))
                .as(printed)
                .contains(withoutCircumstances(printed));
    }

    /** Ports and times differ from run to run. */
    private static String withoutCircumstances(String text) {
        String steady =
                text.strip()
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1")
                        .replaceAll("Retry at \\S+", "Retry at");
        return TIME.matcher(steady).replaceAll("TIME");
    }

    @Test
    void operationsOfJmx_areThoseOfTheComponent() throws Exception {
        startFilms();
        ObjectName name =
                new ObjectName(
                        "org.apache.camel:context="
                                + context.getManagementName()
                                + ",type=components,name=\"mxauth\"");
        List<List<String>> rows = Manual.rows(section("JMX"), 2);
        List<List<String>> ours =
                Stream.of(
                                ManagementFactory.getPlatformMBeanServer()
                                        .getMBeanInfo(name)
                                        .getOperations())
                        .filter(operation -> !isCamels(operation))
                        .map(
                                operation ->
                                        List.of(
                                                code(signature(operation)),
                                                operation.getDescription()))
                        .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(ours);
    }

    private static String signature(MBeanOperationInfo operation) {
        return operation.getName() + (operation.getSignature().length == 0 ? "()" : "(provider)");
    }

    private static boolean isCamels(MBeanOperationInfo operation) {
        return Stream.of(MxAuthComponent.class.getDeclaredMethods())
                .noneMatch(method -> method.getName().equals(operation.getName()));
    }

    @Test
    void kindsOfEvents_areAllExplained() {
        List<List<String>> rows = Manual.rows(section("Events"), 2);
        assertThat(rows.stream().map(row -> row.get(0)))
                .containsExactly(
                        Stream.of(MxAuthEvent.Kind.values())
                                .map(kind -> code(kind.name()))
                                .toArray(String[]::new));
    }

    @Test
    void notifier_tellsARoute_ofRefusedCredentials_only() throws Exception {
        List<String> alerts = new CopyOnWriteArrayList<>();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:alert")
                                .process(e -> alerts.add(e.getMessage().getBody(String.class)));
                    }
                });
        TokenAlerts notifier = new TokenAlerts(context.createProducerTemplate());
        context.getManagementStrategy().addEventNotifier(notifier);
        startFilms();
        films(FILMS).send();
        movio.change("client-secret", "another");
        films(FILMS).to("direct:refresh").send();
        await().untilAsserted(() -> assertThat(alerts).hasSize(1));
        assertThat(alerts.get(0)).startsWith("mxauth CREDENTIALS_REFUSED for provider 'movio': ");
    }

    @Test
    void attributesOfASpan_areAllExplained() throws Exception {
        Spans spans = new Spans();
        spans.trace(context);
        startFilms();
        movio.tokenFaults().refuse(1, 503);
        films(FILMS).send();
        Set<String> seen = new TreeSet<>();
        for (SpanData token : spans.tokens(2)) {
            token.getAttributes().forEach((key, value) -> seen.add(code(key.getKey())));
        }
        assertThat(Manual.rows(section("Tracing"), 2).stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(seen);
    }
}
