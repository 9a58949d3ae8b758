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
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The manual's tables of options say what the generated description of the component says, and those
 * of operations and arguments what there is.
 */
class ManualOptionsTest {

    private static final String GENERATED = "META-INF/io/mxauth/camel/mxauth.json";
    private static final Path PAGE = Path.of("options.adoc");
    private static final int COLUMNS = 4;

    /** What both sides say of an option. */
    private record Option(String type, String standard, String description) {}

    @Test
    void componentOptions_areThoseOfTheDescription() throws Exception {
        assertThat(tables("[[component-options]]"::equals))
                .containsExactlyInAnyOrderEntriesOf(described("componentProperties"));
    }

    @Test
    void endpointAndProviderOptions_areThoseOfTheDescription() throws Exception {
        assertThat(
                        tables(
                                anchor ->
                                        anchor.endsWith("-options]]")
                                                && !anchor.startsWith("[[component")))
                .containsExactlyInAnyOrderEntriesOf(described("properties"));
    }

    @Test
    void operations_areAllExplained() {
        List<String> lines = Manual.lines(Path.of("token-life.adoc"));
        assertThat(named("`(\\w+)`", lines.subList(lines.indexOf("== Operations"), lines.size())))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Operation.values())
                                .map(operation -> operation.name().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new));
    }

    @Test
    void argumentsOfVerify_areAllExplained() {
        String argument = "(--[a-z-]+)";
        assertThat(named(argument, Manual.lines(Path.of("verify.adoc"))))
                .containsExactlyInAnyOrderElementsOf(
                        Pattern.compile(argument)
                                .matcher(VerifyArguments.USAGE)
                                .results()
                                .map(found -> found.group(1))
                                .collect(Collectors.toSet()));
    }

    /** What the first cells of rows name. */
    private static List<String> named(String pattern, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("|`"))
                .flatMap(line -> Pattern.compile(pattern).matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static Map<String, Option> described(String kind) throws Exception {
        Map<String, Option> options = new TreeMap<>();
        try (InputStream stream =
                ManualOptionsTest.class.getClassLoader().getResourceAsStream(GENERATED)) {
            JsonNode all = new ObjectMapper().readTree(Objects.requireNonNull(stream)).path(kind);
            all.properties()
                    .forEach(entry -> options.put(entry.getKey(), described(entry.getValue())));
        }
        assertThat(options).isNotEmpty();
        return options;
    }

    private static Option described(JsonNode option) {
        JsonNode values = option.path("enum");
        String type =
                values.isMissingNode()
                        ? option.path("type").asText()
                        : StreamSupport.stream(values.spliterator(), false)
                                .map(value -> "`" + value.asText() + "`")
                                .collect(Collectors.joining(", ", "enum: ", ""));
        return new Option(
                type, option.path("defaultValue").asText(), option.path("description").asText());
    }

    /** The rows of the tables that follow such anchors; a name that comes twice is an error. */
    private static Map<String, Option> tables(Predicate<String> anchor) {
        List<String> lines = Manual.lines(PAGE);
        Map<String, Option> options = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("[[") && anchor.test(lines.get(i))) {
                for (List<String> row : Manual.rows(lines.subList(i, lines.size()), COLUMNS)) {
                    Option option = new Option(row.get(1), row.get(2), row.get(3));
                    String name = row.get(0).replace("`", "");
                    assertThat(options.put(name, option)).as("a second " + name).isNull();
                }
            }
        }
        return Collections.unmodifiableMap(options);
    }
}
