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

import io.mxauth.camel.provider.OptionMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * All that the application's environment says below {@code camel.component.mxauth}, in dot, bracket
 * or environment-variable form; of two places that say the same option, the one that comes first.
 * Read as text and not bound by Spring Boot, whose binding stops at the first bad value and shows it.
 */
final class WrittenOptions {

    static final ConfigurationPropertyName ROOT =
            ConfigurationPropertyName.of("camel.component.mxauth");

    private static final String PROVIDERS = "providers";

    private final ConfigurableEnvironment environment;
    private final Map<List<@Nullable String>, WrittenOption> options = new LinkedHashMap<>();

    /** The providers that are named elsewhere than in environment variables, which have no dashes. */
    private final Set<String> providers = new LinkedHashSet<>();

    private WrittenOptions(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    static WrittenOptions of(ConfigurableEnvironment environment) {
        WrittenOptions written = new WrittenOptions(environment);
        List<IterableConfigurationPropertySource> sources = new ArrayList<>();
        for (ConfigurationPropertySource source :
                ConfigurationPropertySources.from(environment.getPropertySources())) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                sources.add(iterable);
            }
        }
        sources.stream().filter(s -> !holdsVariables(s)).forEach(written::collectProviders);
        sources.forEach(written::read);
        return written;
    }

    private static boolean holdsVariables(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    }

    private static Stream<ConfigurationPropertyName> names(
            IterableConfigurationPropertySource source) {
        return source.stream().filter(ROOT::isAncestorOf);
    }

    private void collectProviders(IterableConfigurationPropertySource source) {
        names(source)
                .map(name -> elements(name, Form.ORIGINAL))
                .filter(WrittenOptions::isOfAProvider)
                .forEach(path -> providers.add(path.get(1)));
    }

    private void read(IterableConfigurationPropertySource source) {
        names(source)
                .forEach(
                        name -> {
                            ConfigurationProperty property = source.getConfigurationProperty(name);
                            if (property != null) {
                                add(
                                        holdsVariables(source)
                                                ? variable(elements(name, Form.UNIFORM), property)
                                                : property(
                                                        elements(name, Form.ORIGINAL), property));
                            }
                        });
    }

    /** What stands behind the root, word by word. */
    private static List<String> elements(ConfigurationPropertyName name, Form form) {
        List<String> elements = new ArrayList<>();
        for (int i = ROOT.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
            elements.add(name.getElement(i, form));
        }
        return elements;
    }

    private static boolean isOfAProvider(List<String> path) {
        return path.size() > 1 && WrittenOption.normalized(path.get(0)).equals(PROVIDERS);
    }

    private void add(WrittenOption option) {
        List<@Nullable String> key = new ArrayList<>();
        key.add(option.provider());
        key.add(WrittenOption.normalized(option.name()));
        key.add(option.entry());
        options.putIfAbsent(key, option);
    }

    private static WrittenOption property(List<String> path, ConfigurationProperty property) {
        if (!isOfAProvider(path)) {
            return option(null, String.join(".", path).replace('_', '-'), null, property);
        }
        String provider = path.get(1);
        List<String> rest = path.subList(2, path.size());
        // Underscores are dashes to Spring Boot.
        String name = String.join(".", rest).replace('_', '-');
        if (rest.size() > 1) {
            String map = rest.get(0).replace('_', '-');
            if (OptionMap.of(map).isPresent()) {
                String entry = String.join(".", rest.subList(1, rest.size()));
                return option(provider, map, entry, property);
            }
        }
        return option(provider, name, null, property);
    }

    /** Reads a variable, in which neither dashes nor capitals can be told from the words. */
    private WrittenOption variable(List<String> words, ConfigurationProperty property) {
        if (!isOfAProvider(words)) {
            return option(null, String.join("", words), null, property);
        }
        List<String> path = words.subList(1, words.size());
        Optional<String> known =
                providers.stream()
                        .filter(name -> wordsOf(name, path) > 0)
                        .max(Comparator.comparingInt(name -> wordsOf(name, path)));
        String provider = known.orElse(path.get(0));
        int length = known.map(name -> wordsOf(name, path)).orElse(1);
        List<String> rest = path.subList(length, path.size());
        int last = rest.size() - 1;
        if (last > 0) {
            String map = String.join("", rest.subList(0, last));
            if (OptionMap.of(map).isPresent()) {
                return option(provider, map, rest.get(last), property);
            }
        }
        return option(provider, String.join("", rest), null, property);
    }

    /** How many words of the path are that provider's name, dashes left out or written as words. */
    private static int wordsOf(String provider, List<String> path) {
        if (path.get(0).equals(WrittenOption.normalized(provider))) {
            return 1;
        }
        List<String> words = List.of(provider.toLowerCase(Locale.ROOT).split("-", -1));
        boolean begins = path.size() > words.size() && path.subList(0, words.size()).equals(words);
        return begins ? words.size() : 0;
    }

    private static WrittenOption option(
            @Nullable String provider,
            String name,
            @Nullable String entry,
            ConfigurationProperty property) {
        return new WrittenOption(provider, name, entry, property.getValue(), property.getOrigin());
    }

    Stream<WrittenOption> all() {
        return options.values().stream();
    }

    Stream<WrittenOption> ofComponent() {
        return options.values().stream().filter(option -> option.provider() == null);
    }

    Stream<WrittenOption> ofProviders() {
        return options.values().stream().filter(option -> option.provider() != null);
    }

    /** What that provider and label, as a problem has them, were written as. */
    Optional<WrittenOption> find(@Nullable String provider, String label) {
        return options.values().stream().filter(o -> o.is(provider, label)).findFirst();
    }

    /** The value with Spring's placeholders filled in, or empty where one cannot be. */
    Optional<String> text(WrittenOption option) {
        try {
            return Optional.of(
                    environment.resolveRequiredPlaceholders(String.valueOf(option.value())));
        } catch (IllegalArgumentException e) {
            // Its message shows the value.
            return Optional.empty();
        }
    }
}
