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

import io.mxauth.camel.provider.OptionMap;
import io.mxauth.camel.provider.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceAware;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The names of headers and parameters as YAML has them. Camel takes the dashes out of every key below
 * {@code parameters:} of a step and {@code properties:} of a bean before a component sees it, so that
 * {@code X-Api-Key} becomes {@code XApiKey}: only the text that the routes were read from still tells.
 */
final class YamlNames {

    /** A key at the beginning of a line or of a flow mapping's entry. */
    private static final Pattern KEY =
            Pattern.compile("(?:^|[{,])\\s*([\"']?)([^\\s\"'{},:]+)\\1\\s*:");

    private static final Pattern ENTRY =
            Pattern.compile("([A-Za-z-]+)(?:\\.([^\\]]+)|\\[([^\\]]+)])");

    private final CamelContext context;
    private final String provider;

    YamlNames(CamelContext context, String provider) {
        this.context = context;
        this.provider = provider;
    }

    /**
     * The entries of an endpoint that lost dashes on the way.
     *
     * @param uri what the endpoint's URI says
     * @param bean what its bean says, or null
     */
    List<Problem> problems(ProviderConfiguration uri, @Nullable ProviderConfiguration bean) {
        List<Problem> problems = new ArrayList<>();
        find(uri, YamlNames::ofStep, this::inUri, problems);
        if (bean != null) {
            find(bean, YamlNames::ofBean, this::inBean, problems);
        }
        return problems;
    }

    private void find(
            ProviderConfiguration options,
            Function<String, Stream<Name>> reader,
            Function<Name, String> advice,
            List<Problem> problems) {
        for (OptionMap map : OptionMap.values()) {
            Set<String> present = options.entries(map).keySet();
            if (!present.isEmpty()) {
                keys().flatMap(reader)
                        .filter(name -> name.map() == null || name.map() == map)
                        .filter(name -> present.contains(name.withoutDashes()))
                        .map(name -> new Name(map, name.text()))
                        .distinct()
                        .forEach(
                                name ->
                                        problems.add(
                                                new Problem(
                                                        provider,
                                                        map.entry(name.text()),
                                                        advice.apply(name),
                                                        false)));
            }
        }
    }

    private String inUri(Name name) {
        return "comes without its dashes from YAML's parameters:. Write all options into the URI, uri:"
                + " \"mxauth:%s?%s.%s=..\", or set %s"
                        .formatted(provider, map(name), name.text(), property(name));
    }

    private String inBean(Name name) {
        return "comes without its dashes from the properties: of a bean in YAML. Set "
                + property(name);
    }

    private String property(Name name) {
        return "camel.component.mxauth.providers[%s].%s[%s]"
                .formatted(provider, map(name), name.text());
    }

    private static String map(Name name) {
        return Objects.requireNonNull(name.map()).key();
    }

    /** One name with dashes; its map, where the same key tells it. */
    private record Name(@Nullable OptionMap map, String text) {
        String withoutDashes() {
            return StringHelper.dashToCamelCase("." + text).substring(1);
        }
    }

    private static Stream<Name> ofStep(String key) {
        Matcher entry = ENTRY.matcher(key);
        Optional<OptionMap> map = entry.matches() ? OptionMap.of(entry.group(1)) : Optional.empty();
        return map.stream()
                .map(m -> new Name(m, entry.group(2) != null ? entry.group(2) : entry.group(3)))
                .filter(name -> name.text().indexOf('-') >= 0);
    }

    /** A bean's map may be written as one, so that a key is the name alone. */
    private static Stream<Name> ofBean(String key) {
        Stream<Name> alone =
                key.indexOf('-') >= 0 ? Stream.of(new Name(null, key)) : Stream.empty();
        return Stream.concat(ofStep(key), alone);
    }

    private Stream<String> keys() {
        return resources().stream()
                .flatMap(YamlNames::lines)
                .filter(line -> !line.startsWith("#"))
                .flatMap(
                        line ->
                                KEY.matcher(line.startsWith("- ") ? line.substring(2) : line)
                                        .results())
                .map(key -> key.group(2));
    }

    private static Stream<String> lines(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R"))
                    .map(String::strip);
        } catch (IOException e) {
            // It was read a moment ago; without it nothing can be told.
            return Stream.empty();
        }
    }

    private Set<Resource> resources() {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        Set<Resource> resources = new LinkedHashSet<>();
        Stream.of(
                        model.getRouteDefinitions(),
                        model.getRouteTemplateDefinitions(),
                        model.getRouteConfigurationDefinitions(),
                        model.getRestDefinitions(),
                        model.getCustomBeans())
                // A copy, as a route may be added while a dynamic endpoint is made.
                .flatMap(definitions -> new ArrayList<>(definitions).stream())
                .filter(Objects::nonNull)
                .map(ResourceAware.class::cast)
                .map(ResourceAware::getResource)
                .filter(resource -> resource != null && isYaml(resource.getLocation()))
                .forEach(resources::add);
        return resources;
    }

    private static boolean isYaml(String location) {
        String name = location.toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
