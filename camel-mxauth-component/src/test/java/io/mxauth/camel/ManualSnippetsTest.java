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

import io.mxauth.camel.provider.Presets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The snippets of the manual and of the README work: each list of properties starts the component and every provider in
 * it, each route starts with the properties that its page shows above it. Nobody is called.
 */
class ManualSnippetsTest {

    private static final Path WITH_USUAL_PROPERTIES = Path.of("getting-started.adoc");
    private static final Pattern PROVIDER =
            Pattern.compile("camel\\.component\\.mxauth\\.providers\\[([^]]+)]\\..*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^}]+}}");
    private static final Pattern TARGET = Pattern.compile("(?:xref:|include::|image::)([^\\[#]+)");
    private static final String ROUTE_CLASS = "ManualRoute";

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    static Stream<Manual.Block> configurations() {
        return Manual.blocks().stream().filter(Manual.Block::isConfiguration);
    }

    static Stream<Manual.Block> routes() {
        return Manual.blocks().stream()
                .filter(block -> !block.isIncluded())
                .filter(
                        block ->
                                switch (block.language()) {
                                    case "yaml", "java" -> true;
                                    case "xml" -> block.text().startsWith("<routes>");
                                    default -> false;
                                });
    }

    static Stream<Path> pages() {
        return Manual.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void properties_startTheComponent_andEveryProvider(Manual.Block block) throws Exception {
        Properties properties = read(block.text());
        CamelContext context = start(properties);
        for (String provider : providersOf(properties)) {
            context.getEndpoint("mxauth:" + provider).start();
        }
        assertThat(context.isStarted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_starts_withThePropertiesAboveIt(Manual.Block block, @TempDir Path classes)
            throws Exception {
        CamelContext context = start(propertiesAbove(block));
        String routes = withDummies(block.text());
        if (block.language().equals("java")) {
            context.addRoutes(compiled(routes, classes));
        } else {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("routes." + block.language(), routes));
        }
        assertThat(context.getRoutes()).isNotEmpty();
        assertThat(routes).containsAnyOf("mxauth:", "kamelet:mxauth-", "TokenCacheProcessor");
        for (Endpoint endpoint : context.getEndpoints()) {
            endpoint.start();
        }
    }

    @Test
    void presetOfOnesOwn_isUnderstood() {
        Manual.Block file =
                Manual.blocks().stream()
                        .filter(block -> block.title().startsWith("META-INF/"))
                        .findFirst()
                        .orElseThrow();
        assertIsPreset("acme", file.text());
        assertThat(file.title()).isEqualTo("META-INF/mxauth/presets/acme.properties");
    }

    @Test
    void presetOfContributors_isUnderstood() {
        List<Manual.Block> files =
                Manual.blocks(Path.of("../../CONTRIBUTING.md")).stream()
                        .filter(block -> block.language().equals("properties"))
                        .toList();
        assertThat(files).hasSize(1);
        assertIsPreset("globex", files.get(0).text());
    }

    private static void assertIsPreset(String name, String text) {
        Presets presets =
                new Presets(
                        path ->
                                path.equals("META-INF/mxauth/presets/" + name + ".properties")
                                        ? stream(text)
                                        : null);
        assertThat(presets.find(name)).isPresent();
    }

    static Stream<Manual.Block> dependencies() {
        return Manual.blocks().stream()
                .filter(block -> block.language().equals("xml"))
                .filter(block -> block.text().startsWith("<dependency>"));
    }

    @ParameterizedTest
    @MethodSource("dependencies")
    void dependency_isAModuleOfThisProject(Manual.Block block) throws Exception {
        assertThat(element(block.text(), "groupId")).isEqualTo("io.mxauth");
        String module =
                Files.readString(
                        Manual.FOLDER.resolve(
                                "../../" + element(block.text(), "artifactId") + "/pom.xml"));
        assertThat(element(module, "version")).isEqualTo(element(block.text(), "version"));
        if (block.text().contains("<type>")) {
            assertThat(module).contains("<goal>" + element(block.text(), "type") + "</goal>");
        }
    }

    /** The text of the first element of that name. */
    private static String element(String xml, String name) {
        Matcher element = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
        assertThat(element.find()).as(name).isTrue();
        return element.group(1);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void link_leadsSomewhere(Path page) {
        assertThat(Manual.lines(page))
                .allSatisfy(
                        line -> {
                            Matcher target = TARGET.matcher(line);
                            while (target.find()) {
                                assertThat(page.resolveSibling(target.group(1))).exists();
                            }
                        });
    }

    private static List<String> providersOf(Properties properties) {
        return properties.stringPropertyNames().stream()
                .map(PROVIDER::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .distinct()
                .toList();
    }

    private CamelContext start(Properties properties) {
        main.setInitialProperties(properties);
        // Any port that is free: a snippet's own might be in use.
        main.addOverrideProperty("camel.server.port", "0");
        main.start();
        return main.getCamelContext();
    }

    /**
     * What the page shows before the block, the last of each provider; or else what the first page
     * of the manual shows.
     */
    private static Properties propertiesAbove(Manual.Block block) throws IOException {
        Properties properties = new Properties();
        for (Manual.Block above : Manual.blocks(block.page())) {
            if (above.line() < block.line() && above.isConfiguration()) {
                Properties more = read(above.text());
                providersOf(more)
                        .forEach(
                                provider ->
                                        properties
                                                .keySet()
                                                .removeIf(
                                                        key ->
                                                                key.toString()
                                                                        .contains(
                                                                                "[" + provider
                                                                                        + "]")));
                properties.putAll(more);
            }
        }
        return properties.isEmpty()
                ? read(
                        Manual.blocks(WITH_USUAL_PROPERTIES).stream()
                                .filter(Manual.Block::isConfiguration)
                                .findFirst()
                                .orElseThrow()
                                .text())
                : properties;
    }

    private static Properties read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(withDummies(text)));
        return properties;
    }

    /** The text as if somebody had filled in the environment. */
    private static String withDummies(String text) {
        return PLACEHOLDER.matcher(text).replaceAll("dummy");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The routes of a block that stands for the body of {@code configure()}. */
    private RoutesBuilder compiled(String body, Path classes) throws Exception {
        String source =
                """
                import io.mxauth.camel.*;
                import org.apache.camel.*;
                import org.apache.camel.builder.RouteBuilder;
                public class %s extends RouteBuilder {
                    @Override public void configure() {
                        %s
                    }
                }
                """
                        .formatted(ROUTE_CLASS, body);
        Compiled.of(ROUTE_CLASS, source, classes);
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            return (RoutesBuilder)
                    loader.loadClass(ROUTE_CLASS).getDeclaredConstructor().newInstance();
        }
    }
}
