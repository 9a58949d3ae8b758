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
package io.mxauth.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.springboot.ComponentDescription.Described;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;
import org.springframework.boot.configurationmetadata.Hints;
import org.springframework.boot.configurationmetadata.ValueHint;

/** What an IDE is told of the properties: all that the component's description says. */
class MetadataTest {

    private static final String FILE = "META-INF/spring-configuration-metadata.json";
    private static final Path COMMITTED = Path.of("src/generated/resources").resolve(FILE);
    private static final String PREFIX = "camel.component.mxauth.";

    private final ComponentDescription description = ComponentDescription.read();
    private final Map<String, ConfigurationMetadataProperty> properties = properties();

    private static Map<String, ConfigurationMetadataProperty> properties() {
        try (InputStream stream = Files.newInputStream(COMMITTED)) {
            return ConfigurationMetadataRepositoryJsonBuilder.create(stream)
                    .build()
                    .getAllProperties();
        } catch (IOException e) {
            return Map.of();
        }
    }

    static Stream<String> presets() {
        return ComponentDescription.read().presets().stream();
    }

    private ConfigurationMetadataProperty property(String name) {
        return Objects.requireNonNull(properties.get(PREFIX + name), name);
    }

    private Hints hints(String name) {
        return property(name).getHints();
    }

    private static List<Object> values(List<ValueHint> hints) {
        return hints.stream().map(ValueHint::getValue).toList();
    }

    @Test
    void file_isWhatTheComponentsDescriptionGives() throws Exception {
        String written = new MetadataWriter(description).write();
        if (Boolean.getBoolean("metadata.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, written);
        }
        assertThat(COMMITTED)
                .as("made with mvn test -Dtest=MetadataTest -Dmetadata.write=true")
                .hasContent(written);
    }

    @Test
    void file_isInTheJar() throws Exception {
        List<java.net.URL> files =
                java.util.Collections.list(getClass().getClassLoader().getResources(FILE));
        assertThat(files)
                .anySatisfy(
                        file ->
                                assertThat(
                                                new String(
                                                        file.openStream().readAllBytes(),
                                                        StandardCharsets.UTF_8))
                                        .isEqualTo(Files.readString(COMMITTED)));
    }

    @Test
    void everyOptionOfTheComponent_isDescribed_withItsDefault() {
        Map<String, Described> options = description.componentOptions();
        assertThat(options).hasSizeGreaterThan(8);
        options.forEach((name, option) -> assertIsDescribed(kebab(name), option));
        options.forEach(
                (name, option) -> {
                    if (!option.standard().isMissingNode()) {
                        assertThat(String.valueOf(property(kebab(name)).getDefaultValue()))
                                .isEqualTo(option.standard().asText());
                    }
                });
        assertThat(property("providers").getType())
                .isEqualTo("java.util.Map<java.lang.String,io.mxauth.camel.ProviderConfiguration>");
    }

    @Test
    void optionsOfTheStarter_areDescribed() {
        assertThat(property("ssl-bundle").getDescription()).contains("spring.ssl.bundle");
        assertThat(property("enabled").getDefaultValue()).isEqualTo(true);
        assertThat(property("page.enabled").getDefaultValue()).isEqualTo(false);
        assertThat(property("page.path").getDefaultValue()).isEqualTo("/mxauth");
    }

    @Test
    void tableOfTheManual_hasTheOptionsOfTheStarter() throws Exception {
        List<String> ofTheComponent =
                description.componentOptions().keySet().stream().map(MetadataTest::kebab).toList();
        List<List<String>> ours =
                properties.values().stream()
                        .filter(property -> property.getId().startsWith(PREFIX))
                        .filter(property -> !property.getId().startsWith(PREFIX + "providers."))
                        .filter(
                                property ->
                                        !ofTheComponent.contains(
                                                property.getId().substring(PREFIX.length())))
                        .map(MetadataTest::row)
                        .toList();
        assertThat(rowsOfTheManual()).containsExactlyInAnyOrderElementsOf(ours);
    }

    private static List<String> row(ConfigurationMetadataProperty property) {
        String type = Objects.requireNonNull(property.getType());
        return List.of(
                "`" + property.getId().substring(PREFIX.length()) + "`",
                type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
                Objects.toString(property.getDefaultValue(), ""),
                Objects.requireNonNull(property.getDescription()));
    }

    /** Each cell is a line there. */
    private static List<List<String>> rowsOfTheManual() throws IOException {
        String page = Files.readString(Path.of("..", "src", "docs", "options.adoc"));
        String table = page.substring(page.indexOf("[[of-the-starter]]")).split("\\|===", 3)[1];
        List<String> cells =
                table.lines()
                        .skip(2)
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.substring(1))
                        .toList();
        return IntStream.range(0, cells.size() / 4)
                .mapToObj(row -> cells.subList(row * 4, (row + 1) * 4))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyOptionOfAProvider_isDescribed(String preset) {
        Map<String, Described> options = description.providerOptions();
        assertThat(options).hasSizeGreaterThan(30);
        options.forEach(
                (name, option) ->
                        assertIsDescribed("providers." + preset + "." + kebab(name), option));
    }

    private void assertIsDescribed(String name, Described option) {
        ConfigurationMetadataProperty property = property(name);
        assertThat(property.getDescription()).isNotBlank().isEqualTo(option.description());
        assertThat(property.getType()).isNotBlank();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void values_areHinted(String preset) {
        String provider = "providers." + preset + ".";
        assertThat(values(hints(provider + "grant-type").getValueHints()))
                .containsExactly(
                        "client_credentials",
                        "password",
                        "authorization_code",
                        "refresh_token",
                        "api_key");
        List<Object> authentications =
                List.of(
                        "client_secret_basic",
                        "client_secret_basic_plain",
                        "client_secret_post",
                        "none");
        assertThat(values(hints(provider + "client-authentication").getValueHints()))
                .isEqualTo(authentications);
        assertThat(values(hints(provider + "introspection-authentication").getValueHints()))
                .isEqualTo(authentications);
        assertThat(values(hints(provider + "preset").getValueHints()))
                .containsExactlyElementsOf(presets().map(Object.class::cast).toList());
    }

    @Test
    void regions_andNamesOfProviders_areHinted() {
        assertThat(values(hints("providers.movio.region").getValueHints()))
                .containsExactly("eu", "us");
        assertThat(values(hints("providers").getKeyHints()))
                .containsExactlyElementsOf(presets().map(Object.class::cast).toList());
    }

    @Test
    void defaults_areThoseOfThePresets() {
        assertThat(property("providers.movio.token-endpoint").getDefaultValue())
                .isEqualTo("https://auth-{region}.eq.movio.co/oauth/token");
        assertThat(property("providers.mxo.default-lifetime").getDefaultValue())
                .isEqualTo("PT299S");
        assertThat(property("providers.movio.client-secret").getDefaultValue()).isNull();
    }
}
