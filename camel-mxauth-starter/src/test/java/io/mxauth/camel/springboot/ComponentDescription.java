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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.StreamSupport;

/** What the component's generated description, and its presets, say of the options. */
final class ComponentDescription {

    private static final String GENERATED = "META-INF/io/mxauth/camel/mxauth.json";

    /** Of Camel's own making, and of URIs only. */
    private static final String ABOUT_URIS = " This is a multi-value option with prefix:";

    private final JsonNode all;

    /**
     * One option.
     *
     * @param type the Java type
     * @param standard the default, or a missing node
     * @param values the values that it may have, or empty where it may have any
     */
    record Described(String type, String description, JsonNode standard, List<String> values) {}

    private ComponentDescription(JsonNode all) {
        this.all = all;
    }

    static ComponentDescription read() {
        try (InputStream stream = open(GENERATED)) {
            return new ComponentDescription(new ObjectMapper().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(
                ComponentDescription.class.getClassLoader().getResourceAsStream(resource));
    }

    Map<String, Described> componentOptions() {
        return options(all.path("componentProperties"), false);
    }

    /** The options of a provider, which are those of an endpoint that the bean of options holds. */
    Map<String, Described> providerOptions() {
        return options(all.path("properties"), true);
    }

    List<String> presets() {
        return Objects.requireNonNull(providerOptions().get("preset")).values();
    }

    /** What a preset says itself, by option. */
    static Properties preset(String name) {
        Properties settings = new Properties();
        try (InputStream stream = open("META-INF/mxauth/presets/" + name + ".properties")) {
            settings.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private static Map<String, Described> options(JsonNode of, boolean ofBeanOnly) {
        Map<String, Described> options = new LinkedHashMap<>();
        of.properties().stream()
                .filter(entry -> !ofBeanOnly || entry.getValue().has("configurationField"))
                .forEach(entry -> options.put(entry.getKey(), described(entry.getValue())));
        return options;
    }

    private static Described described(JsonNode option) {
        String text = option.path("description").asText();
        int end = text.indexOf(ABOUT_URIS);
        return new Described(
                option.path("javaType").asText(),
                end < 0 ? text : text.substring(0, end - 1),
                option.path("defaultValue"),
                StreamSupport.stream(option.path("enum").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
