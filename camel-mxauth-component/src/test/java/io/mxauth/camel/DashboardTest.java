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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.provider.GrantType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Dashboard and alerts ask for what Prometheus gets from the component, under its names. */
class DashboardTest extends RouteTestSupport {

    private static final Path DASHBOARD = Manual.FOLDER.resolve("grafana/camel-mxauth.json");
    private static final Path ALERTS = Manual.FOLDER.resolve("prometheus/camel-mxauth-alerts.yaml");

    private static final Pattern NAME = Pattern.compile("camel_mxauth\\w+");
    private static final Pattern SAMPLE = Pattern.compile("(camel_mxauth\\w+)\\{(.*)} \\S+");
    private static final Pattern SELECTOR = Pattern.compile("(camel_mxauth\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");

    /** The labels of each sample, after a success, a failure, a hit and a retry. */
    private Map<String, Set<String>> samples() throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        context.getRegistry().bind("meters", meters);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                    }
                });
        movio.tokenFaults().refuse(1, 503);
        films(FILMS).send();
        Map<String, Set<String>> samples = new TreeMap<>();
        meters.scrape()
                .lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .forEach(sample -> samples.put(sample.group(1), labels(sample.group(2))));
        return samples;
    }

    private static Set<String> labels(String matchers) {
        Set<String> labels = new TreeSet<>();
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        return labels;
    }

    private static void assertAsksForWhatIsThere(
            String expression, Map<String, Set<String>> samples) {
        Matcher selector = SELECTOR.matcher(expression);
        Set<String> common = new HashSet<>(Set.of("provider", "grant", "outcome"));
        int selectors = 0;
        while (selector.find()) {
            selectors++;
            assertThat(samples).as(expression).containsKey(selector.group(1));
            Set<String> labels = samples.get(selector.group(1));
            common.retainAll(labels);
            String matchers = selector.group(2) == null ? "" : selector.group(2);
            assertThat(labels).as(expression).containsAll(labels(matchers));
            assertValuesExist(matchers);
        }
        assertThat(selectors).as(expression).isPositive();
        Matcher grouping = GROUPING.matcher(expression);
        while (grouping.find()) {
            assertThat(common).as(expression).contains(grouping.group(1).split(", ", -1));
        }
    }

    private static void assertValuesExist(String matchers) {
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.find()) {
            for (String value : matcher.group(2).split("\\|", -1)) {
                switch (matcher.group(1)) {
                    case "outcome" -> assertThat(outcomes()).contains(value);
                    case "grant" ->
                            assertThat(Stream.of(GrantType.values()).map(GrantType::value))
                                    .contains(value);
                    default -> assertThat(value).isEqualTo("$provider");
                }
            }
        }
    }

    private static List<String> outcomes() {
        List<String> outcomes = new ArrayList<>(List.of("success"));
        Stream.of(Reason.values()).forEach(r -> outcomes.add(r.name().toLowerCase(Locale.ROOT)));
        return outcomes;
    }

    @Test
    void dashboard_asksForWhatIsThere_andShowsAllOfIt() throws Exception {
        Map<String, Set<String>> samples = samples();
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        Set<String> asked = new TreeSet<>();
        for (JsonNode target : dashboard.findValues("expr")) {
            assertAsksForWhatIsThere(target.asText(), samples);
            NAME.matcher(target.asText()).results().forEach(name -> asked.add(name.group()));
        }
        assertThat(asked).containsExactlyElementsOf(samples.keySet());
        JsonNode variable = dashboard.at("/templating/list/1/query/query");
        assertAsksForWhatIsThere(variable.asText(), samples);
    }

    @Test
    void panels_sayWhatTheyShow_inWhichUnit() throws Exception {
        JsonNode panels = new ObjectMapper().readTree(Files.readString(DASHBOARD)).get("panels");
        assertThat(panels).isNotEmpty();
        Set<String> ids = new HashSet<>();
        for (JsonNode panel : panels) {
            assertThat(ids.add(panel.path("id").asText())).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.at("/targets/0/legendFormat").asText()).isNotBlank();
        }
    }

    private static List<Map<String, Object>> rules() throws Exception {
        Object file =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ALERTS));
        return listIn(listIn(file, "groups").get(0), "rules");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> listIn(Object map, String key) {
        return (List<Map<String, Object>>)
                Objects.requireNonNull(((Map<String, Object>) map).get(key));
    }

    @Test
    void alerts_askForWhatIsThere() throws Exception {
        Map<String, Set<String>> samples = samples();
        for (Map<String, Object> rule : rules()) {
            assertAsksForWhatIsThere(String.valueOf(rule.get("expr")), samples);
        }
    }

    @Test
    void alerts_haveASectionOfThePageEach() throws Exception {
        List<String> lines = Manual.lines(Path.of("operations.adoc"));
        List<String> anchors =
                lines.stream()
                        .filter(line -> line.startsWith("[#MxAuth"))
                        .map(line -> line.substring(2, line.length() - 1))
                        .toList();
        List<String> alerts = new ArrayList<>();
        for (Map<String, Object> rule : rules()) {
            String alert = String.valueOf(rule.get("alert"));
            alerts.add(alert);
            @SuppressWarnings("unchecked")
            Map<String, Object> annotations = (Map<String, Object>) rule.get("annotations");
            assertThat(annotations)
                    .containsEntry("runbook_url", "operations.adoc#" + alert)
                    .containsKeys("summary", "description");
            assertThat(lines.get(lines.indexOf("[#" + alert + "]") + 1)).isEqualTo("=== " + alert);
        }
        assertThat(anchors).containsExactlyElementsOf(alerts);
    }
}
