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

import io.mxauth.camel.provider.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manual's table of Kamelets has all of them, and the properties that each really has. */
class ManualKameletsTest {

    private static final Path FOLDER = Path.of("..", "src", "kamelets");
    private static final int COLUMNS = 3;
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final String EVERY_OPTION = "option of a provider]";

    @Test
    void table_hasEachKamelet_withItsProperties() throws Exception {
        List<String> described = new ArrayList<>();
        for (List<String> row : Manual.rows(Manual.lines(Path.of("kamelets.adoc")), COLUMNS)) {
            Map<?, ?> definition = definition(names(row.get(0)).iterator().next());
            Set<String> required = new TreeSet<>();
            if (definition.get("required") instanceof List<?> list) {
                list.forEach(name -> required.add(String.valueOf(name)));
            }
            Set<String> optional = new TreeSet<>();
            map(definition, "properties")
                    .keySet()
                    .forEach(name -> optional.add(String.valueOf(name)));
            optional.removeAll(required);
            Set<String> said = names(row.get(2));
            if (row.get(2).contains(EVERY_OPTION)) {
                Arrays.stream(Option.values()).map(Option::key).forEach(said::add);
            }
            assertThat(names(row.get(1))).as("required of %s", row).isEqualTo(required);
            assertThat(said).as("optional of %s", row).isEqualTo(optional);
            described.add(names(row.get(0)).iterator().next());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().split("\\.", 2)[0]))
                    .containsExactlyInAnyOrderElementsOf(described);
        }
    }

    private static Map<?, ?> definition(String kamelet) throws IOException {
        Object file =
                new Load(LoadSettings.builder().build())
                        .loadFromString(
                                Files.readString(FOLDER.resolve(kamelet + ".kamelet.yaml")));
        return map(map((Map<?, ?>) file, "spec"), "definition");
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(key), key);
    }

    private static Set<String> names(String cell) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(cell);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
