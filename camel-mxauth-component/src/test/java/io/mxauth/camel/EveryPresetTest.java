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
import io.mxauth.camel.provider.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every preset has besides its file: whoever adds one is told here what is missing. */
class EveryPresetTest {

    private static final Path FILES = Path.of("src/main/resources/META-INF/mxauth/presets");
    private static final String DESCRIPTION = "META-INF/io/mxauth/camel/mxauth.json";
    private static final String SUFFIX = ".properties";

    private final Presets presets =
            new Presets(path -> getClass().getClassLoader().getResourceAsStream(path));

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void file_isReadWithoutAnError(String name) {
        assertThat(presets.find(name)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("names")
    void file_saysWhatIsRequired_andWhichHostsAreAllowed(String name) throws IOException {
        assertThat(file(name).stringPropertyNames()).contains("required", "allowedHosts");
    }

    @ParameterizedTest
    @MethodSource("names")
    void endpoint_isHttps(String name) throws IOException {
        Properties file = file(name);
        assertThat(
                        file.stringPropertyNames().stream()
                                .filter(key -> key.endsWith("Endpoint") || key.endsWith("Uri")))
                .isNotEmpty()
                .allSatisfy(
                        key ->
                                assertThat(withDummies(file.getProperty(key)))
                                        .as(key)
                                        .hasScheme("https"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void description_namesIt(String name) throws IOException {
        JsonNode options = description().path("properties");
        assertThat(options.path("provider").path("description").asText())
                .as("MxAuthEndpoint.provider")
                .containsPattern("[(, ]" + name + "[,)]");
        assertThat(StreamSupport.stream(options.path("preset").path("enum").spliterator(), false))
                .as("ProviderConfiguration.preset")
                .extracting(JsonNode::asText)
                .contains(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void manual_hasItsPage_andTheReadmeLeadsThere(String name) throws IOException {
        Path page = Manual.FOLDER.resolve("providers").resolve(name + ".adoc");
        assertThat(page).exists();
        assertThat(Files.readString(page)).contains("Preset `" + name + "`");
        assertThat(Manual.lines(Path.of("index.adoc")))
                .anyMatch(line -> line.contains("xref:providers/" + name + ".adoc["));
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("[`" + name + "`](src/docs/providers/" + name + ".adoc)");
    }

    private static Properties file(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(FILES.resolve(name + SUFFIX))) {
            properties.load(stream);
        }
        return properties;
    }

    private static JsonNode description() throws IOException {
        try (InputStream stream =
                EveryPresetTest.class.getClassLoader().getResourceAsStream(DESCRIPTION)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream));
        }
    }

    /** The URL as if region and server were filled in. */
    private static URI withDummies(String url) {
        return URI.create(url.replace("{region}", "eu").replace("{server}", "eu2"));
    }
}
