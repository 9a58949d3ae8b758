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
package io.mxauth.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.OptionMap;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual's page names every option of camel-http, and options of ours that there are. */
class MigrationPageTest {

    private static final Path PAGE = Path.of("..", "..", "src", "docs", "migration.adoc");
    private static final String DESCRIPTION = "META-INF/org/apache/camel/component/http/http.json";
    private static final Pattern THEIRS = Pattern.compile("\"(oauth2\\w+)\": \\{");
    private static final Pattern THEIR_ROW = Pattern.compile("\\|`(oauth2\\w+)`");
    private static final Pattern OURS = Pattern.compile("`(\\w+)(?:\\[\\w+])?`");

    @Test
    void everyOptionOfCamelHttp_hasARow() throws Exception {
        try (InputStream stream =
                MigrationPageTest.class.getClassLoader().getResourceAsStream(DESCRIPTION)) {
            String json =
                    new String(
                            Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all(THEIR_ROW, Files.readString(PAGE)))
                    .isNotEmpty()
                    .isEqualTo(all(THEIRS, json));
        }
    }

    @Test
    void optionsOfOurs_areOnes() throws Exception {
        List<String> lines = Files.readAllLines(PAGE);
        int rows = 0;
        for (int i = 0; i + 2 < lines.size(); i++) {
            boolean firstCell = lines.get(i).startsWith("|`") && lines.get(i - 1).isEmpty();
            if (firstCell && !lines.get(i + 1).equals("|nothing")) {
                rows++;
                assertThat(all(OURS, lines.get(i + 1)))
                        .isNotEmpty()
                        .allMatch(MigrationPageTest::isOption);
            }
        }
        assertThat(rows).isGreaterThan(15);
    }

    private static boolean isOption(String name) {
        return Optional.<Object>empty()
                .or(() -> Option.of(name))
                .or(() -> OptionMap.of(name))
                .or(() -> Optional.of(name).filter("retryUnauthorized"::equals))
                .isPresent();
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
