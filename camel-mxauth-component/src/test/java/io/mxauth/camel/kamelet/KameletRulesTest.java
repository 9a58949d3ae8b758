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
package io.mxauth.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.provider.Option;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The Kamelets keep the rules that Camel's own catalogue checks its Kamelets by, but for the
 * annotation that names their provider, and a few rules of ours.
 */
class KameletRulesTest {

    private static final Path FOLDER = Path.of("..", "src", "kamelets");
    private static final String EXTENSION = ".kamelet.yaml";
    private static final Pattern PARAMETER =
            Pattern.compile("\\{\\{\\??([A-Za-z0-9-._]+)(?::[^}]*)?}}");
    private static final Pattern ARTICLE = Pattern.compile("(The|A|An) .*");
    private static final Pattern CAPITALIZED = Pattern.compile("[A-Z].*");
    private static final String CREDENTIALS = "urn:camel:group:credentials";
    private static final String ICON = "data:image/svg+xml;base64,";

    /** A Kamelet's file. */
    record Kamelet(Path file, Map<?, ?> content) {

        static Kamelet read(Path file) {
            try {
                Object content =
                        new Load(LoadSettings.builder().build())
                                .loadFromString(Files.readString(file));
                return new Kamelet(file, (Map<?, ?>) content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What stands at the end of these keys, or an empty map. */
        Map<?, ?> map(String... keys) {
            return at(keys) instanceof Map<?, ?> found ? found : Map.of();
        }

        List<?> list(String... keys) {
            return at(keys) instanceof List<?> found ? found : List.of();
        }

        Object at(String... keys) {
            Object found = content;
            for (String key : keys) {
                Object next = found instanceof Map<?, ?> map ? map.get(key) : null;
                found = next == null ? "" : next;
            }
            return found;
        }

        String name() {
            return String.valueOf(at("metadata", "name"));
        }

        Map<?, ?> properties() {
            return map("spec", "definition", "properties");
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Stream<Kamelet> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .map(Kamelet::read)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void head_saysWhatItIs(Kamelet kamelet) throws Exception {
        assertThat(kamelet.at("apiVersion")).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.at("kind")).isEqualTo("Kamelet");
        assertThat(kamelet.file().getFileName()).hasToString(kamelet.name() + EXTENSION);
        assertThat(kamelet.at("metadata", "labels", "camel.apache.org/kamelet.type"))
                .isEqualTo("action");
        assertThat(kamelet.name()).endsWith("-action");
        Map<?, ?> annotations = kamelet.map("metadata", "annotations");
        assertThat(annotations.get("camel.apache.org/kamelet.support.level")).isEqualTo("Preview");
        assertThat(annotations.get("camel.apache.org/catalog.version"))
                .isEqualTo(pom("camel.version"));
        // Theirs has to say Apache Software Foundation, which is not who made these.
        assertThat(annotations.get("camel.apache.org/provider")).isEqualTo("camel-mxauth");
        assertThat(annotations.get("camel.apache.org/kamelet.group")).isEqualTo("MX Auth");
        assertThat(annotations.get("camel.apache.org/kamelet.namespace"))
                .isEqualTo("Authentication");
        String icon = String.valueOf(annotations.get("camel.apache.org/kamelet.icon"));
        assertThat(icon).startsWith(ICON);
        byte[] drawing = Base64.getDecoder().decode(icon.substring(ICON.length()));
        assertThat(
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new ByteArrayInputStream(drawing))
                                .getDocumentElement()
                                .getTagName())
                .isEqualTo("svg");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void definition_isWhole(Kamelet kamelet) {
        Map<?, ?> definition = kamelet.map("spec", "definition");
        assertThat(definition.get("title")).asString().endsWith("Action");
        assertThat(definition.get("description")).asString().isNotBlank();
        assertThat(definition.get("type")).isEqualTo("object");
        assertThat(kamelet.list("spec", "definition", "required"))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(kamelet.properties().containsKey(name)).isTrue());
        kamelet.properties()
                .forEach((name, property) -> assertProperty(name, (Map<?, ?>) property));
    }

    private static void assertProperty(Object name, Map<?, ?> property) {
        assertThat(property.get("type")).as("%s", name).isIn("string", "integer", "boolean");
        assertThat(property.get("description")).asString().as("%s", name).endsWith(".");
        String title = String.valueOf(property.get("title"));
        assertThat(title).as("%s", name).doesNotMatch(ARTICLE);
        assertThat(title.split(" ")).as("%s", name).allMatch(CAPITALIZED.asMatchPredicate());
        boolean credential =
                Option.of(String.valueOf(name)).map(Option::isCredential).orElse(false);
        assertThat("password".equals(property.get("format"))).as("%s", name).isEqualTo(credential);
        if (credential) {
            assertThat(property.get("x-descriptors")).isEqualTo(List.of(CREDENTIALS));
            assertThat(property.containsKey("default")).as("%s", name).isFalse();
            assertThat(property.containsKey("example")).as("%s", name).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void template_usesEveryProperty_andNoOther(Kamelet kamelet) {
        Set<String> declared = new TreeSet<>();
        kamelet.properties().keySet().forEach(name -> declared.add(String.valueOf(name)));
        kamelet.list("spec", "template", "beans")
                .forEach(bean -> declared.add(String.valueOf(((Map<?, ?>) bean).get("name"))));
        Set<String> used = new TreeSet<>();
        collectParameters(kamelet.map("spec", "template"), used);
        assertThat(used).isEqualTo(declared);
    }

    /** What is optional has a question mark, and what is required has none. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void optionalProperty_isWrittenAsSuch(Kamelet kamelet) {
        String template = String.valueOf(kamelet.map("spec", "template"));
        List<?> required = kamelet.list("spec", "definition", "required");
        kamelet.properties()
                .keySet()
                .forEach(
                        name ->
                                assertThat(template)
                                        .contains(
                                                (required.contains(name) ? "{{" : "{{?")
                                                        + name
                                                        + "}}"));
    }

    private static void collectParameters(Object part, Set<String> into) {
        if (part instanceof Map<?, ?> map) {
            map.values().forEach(value -> collectParameters(value, into));
        } else if (part instanceof List<?> list) {
            list.forEach(value -> collectParameters(value, into));
        } else if (part instanceof String text) {
            Matcher parameter = PARAMETER.matcher(text);
            while (parameter.find()) {
                into.add(parameter.group(1));
            }
        }
    }

    /** Options of a provider, and credentials among them, go into the bean and nowhere else. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void option_isHeldByTheBean_andInNoUri(Kamelet kamelet) {
        List<?> beans = kamelet.list("spec", "template", "beans");
        assertThat(beans).hasSize(1);
        Map<?, ?> bean = (Map<?, ?>) beans.get(0);
        assertThat(bean.get("type")).isEqualTo("#class:io.mxauth.camel.ProviderConfiguration");
        Set<String> held = new HashSet<>();
        Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(bean.get("properties"));
        collectParameters(properties, held);
        Set<String> elsewhere = new HashSet<>();
        collectParameters(kamelet.map("spec", "template", "from"), elsewhere);
        assertThat(elsewhere).noneMatch(name -> Option.of(name).isPresent());
        assertThat(held).allMatch(name -> Option.of(name).isPresent());
        properties.forEach((name, value) -> assertThat(value).asString().contains(name + "}}"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void dependencies_areThoseOfItsSteps(Kamelet kamelet) throws Exception {
        String component = "mvn:io.mxauth:camel-mxauth-component:" + pom("version");
        if (kamelet.name().equals("mxauth-http-action")) {
            assertThat(kamelet.list("spec", "dependencies"))
                    .isEqualTo(List.of("camel:kamelet", "camel:http", component));
        } else {
            assertThat(kamelet.list("spec", "dependencies"))
                    .isEqualTo(List.of("camel:kamelet", component));
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void file_isOnTheClassPath(Kamelet kamelet) {
        assertThat(
                        getClass()
                                .getClassLoader()
                                .getResource("kamelets/" + kamelet.name() + EXTENSION))
                .isNotNull();
    }

    @Test
    void titlesAndDescriptions_differ() throws Exception {
        List<Kamelet> all = kamelets().toList();
        assertThat(all).hasSize(7);
        assertThat(all)
                .extracting(kamelet -> kamelet.at("spec", "definition", "title"))
                .doesNotHaveDuplicates();
        assertThat(all)
                .extracting(kamelet -> kamelet.at("spec", "definition", "description"))
                .doesNotHaveDuplicates();
    }

    /** One vocabulary everywhere. */
    @Test
    void generalKamelets_takeEveryOption() throws Exception {
        assertThat(kamelets())
                .filteredOn(kamelet -> kamelet.properties().containsKey("provider"))
                .hasSize(2)
                .allSatisfy(
                        kamelet ->
                                assertThat(Arrays.stream(Option.values()).map(Option::key))
                                        .allMatch(kamelet.properties()::containsKey));
    }

    private static String pom(String element) throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"), StandardCharsets.UTF_8);
        Matcher found = Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(element)).matcher(pom);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
