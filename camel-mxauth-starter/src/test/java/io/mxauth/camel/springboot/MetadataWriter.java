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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mxauth.camel.springboot.ComponentDescription.Described;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * Writes the configuration metadata from the component's description. Spring Boot's format has no
 * names with a part that anybody may choose, so each preset has entries of its own; of other providers
 * an IDE knows what it finds on the map's value type.
 */
final class MetadataWriter {

    private static final String PREFIX = "camel.component.mxauth";
    private static final String OPTIONS = "io.mxauth.camel.ProviderConfiguration";
    private static final Map<String, String> BOXES =
            Map.of("boolean", "java.lang.Boolean", "long", "java.lang.Long");

    private final ComponentDescription description;
    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode root = mapper.createObjectNode();
    private final ArrayNode groups = root.putArray("groups");
    private final ArrayNode properties = root.putArray("properties");
    private final ArrayNode hints = root.putArray("hints");

    MetadataWriter(ComponentDescription description) {
        this.description = description;
    }

    String write() throws JsonProcessingException {
        group(PREFIX, "io.mxauth.camel.MxAuthComponent");
        property(
                        PREFIX + ".enabled",
                        "java.lang.Boolean",
                        "Whether the mxauth component is configured and started")
                .put("defaultValue", true);
        property(
                PREFIX + ".ssl-bundle",
                "java.lang.String",
                "The SSL bundle (spring.ssl.bundle) with the certificates and keys for token requests."
                        + " A reloaded bundle is used from the next request on");
        property(
                PREFIX + ".jdbc.keyset",
                "java.lang.String",
                "The Tink keyset (JSON, that in Base64, or file:PATH) to encrypt tokens with. Where it"
                        + " is set, tokens are kept in the application's database by camel-mxauth-jdbc");
        property(
                        PREFIX + ".jdbc.create-table",
                        "java.lang.Boolean",
                        "Whether the tables for tokens are made where they are missing")
                .put("defaultValue", false);
        property(
                        PREFIX + ".page.enabled",
                        "java.lang.Boolean",
                        "Whether the state of the providers is served as a page for people, under the"
                                + " application's own security")
                .put("defaultValue", false);
        property(PREFIX + ".page.path", "java.lang.String", "The path of that page")
                .put("defaultValue", "/mxauth");
        description.componentOptions().forEach((name, option) -> add(PREFIX, name, option));
        hint(PREFIX + ".providers.keys", description.presets(), true);
        description.presets().forEach(this::addPreset);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private void addPreset(String preset) {
        String prefix = PREFIX + ".providers." + preset;
        Properties settings = ComponentDescription.preset(preset);
        group(prefix, OPTIONS);
        description
                .providerOptions()
                .forEach(
                        (name, option) -> {
                            ObjectNode added = add(prefix, name, option);
                            String standard = settings.getProperty(name);
                            if (standard != null) {
                                added.put("defaultValue", standard);
                            }
                            if (!option.values().isEmpty()) {
                                hint(kebab(prefix, name), option.values(), name.equals("preset"));
                            }
                        });
        String regions = settings.getProperty("pattern.region");
        if (regions != null) {
            hint(prefix + ".region", List.of(regions.split("\\|")), false);
        }
    }

    private ObjectNode add(String prefix, String name, Described option) {
        String type =
                option.type().replace(", ", ",").replace("java.lang.Object", "java.lang.String");
        ObjectNode added =
                property(kebab(prefix, name), BOXES.getOrDefault(type, type), option.description());
        if (!option.standard().isMissingNode()) {
            added.set("defaultValue", option.standard());
        }
        return added;
    }

    private static String kebab(String prefix, String name) {
        return prefix + "." + DataObjectPropertyName.toDashedForm(name);
    }

    private void group(String name, String type) {
        groups.addObject().put("name", name).put("type", type).put("sourceType", type);
    }

    private ObjectNode property(String name, String type, String text) {
        return properties.addObject().put("name", name).put("type", type).put("description", text);
    }

    private void hint(String name, List<String> values, boolean others) {
        ObjectNode hint = hints.addObject().put("name", name);
        ArrayNode list = hint.putArray("values");
        values.forEach(value -> list.addObject().put("value", value));
        if (others) {
            hint.putArray("providers").addObject().put("name", "any");
        }
    }
}
