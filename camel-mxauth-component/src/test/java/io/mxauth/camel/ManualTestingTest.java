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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the manual names exist. */
class ManualTestingTest {

    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Pattern NAMED =
            Pattern.compile("`(?<class>[A-Z]\\w+Test)\\.(?<method>\\w+)`");

    @Test
    void everyTest_thatThePageNames_isThere() throws IOException {
        List<String> named = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Matcher matcher = NAMED.matcher(String.join("\n", Manual.lines(Path.of("testing.adoc"))));
        while (matcher.find()) {
            named.add(matcher.group());
            if (!source(matcher.group("class"))
                    .contains("    void " + matcher.group("method") + "(")) {
                missing.add(matcher.group());
            }
        }
        assertThat(named).hasSizeGreaterThan(25);
        assertThat(missing).isEmpty();
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Path file =
                    files.filter(path -> path.endsWith(test + ".java"))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("There is no " + test));
            return Files.readString(file);
        }
    }
}
