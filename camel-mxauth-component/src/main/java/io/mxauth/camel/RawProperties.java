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

import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.OptionMap;
import io.mxauth.camel.provider.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * The providers' properties as they were written. Camel Main turns the dashes of a
 * dotted name into camel case before anybody sees it, so that a provider {@code odeon-uk} would
 * become {@code odeonUk} and a header {@code X-Api-Key} {@code XApiKey}: here such a name is found,
 * and the form with brackets is shown.
 */
final class RawProperties {

    private static final String PREFIX = "camel.component.mxauth.providers";
    private static final Pattern DOTTED_PROVIDER =
            Pattern.compile(Pattern.quote(PREFIX) + "\\.([^.\\[]+)\\.(.+)");
    private static final Pattern BRACKETED_PROVIDER =
            Pattern.compile(Pattern.quote(PREFIX) + "\\[([^\\]]+)]\\.(.+)");
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z-]+)(?:\\.|\\[)([^\\]]+)]?");
    private static final Pattern DOTTED_ENTRY = Pattern.compile("([A-Za-z-]+)\\.(.+)");

    /** What comes through the change of case as it was. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]+");

    private final SortedMap<String, Object> properties = new TreeMap<>();

    private RawProperties(CamelContext context) {
        Properties loaded =
                context.getPropertiesComponent().loadProperties(name -> name.startsWith(PREFIX));
        // Camel's subclass answers by name only.
        loaded.stringPropertyNames().forEach(name -> properties.put(name, loaded.get(name)));
    }

    static RawProperties of(CamelContext context) {
        return new RawProperties(context);
    }

    /**
     * What a provider's properties say by placeholders, which are not filled in: a bound value no
     * longer shows where it came from.
     */
    ProviderConfiguration placeholdersOf(String provider) {
        ProviderConfiguration placeholders = new ProviderConfiguration();
        properties.forEach(
                (name, value) -> {
                    Matcher matcher = DOTTED_PROVIDER.matcher(name);
                    if (!matcher.matches()) {
                        matcher = BRACKETED_PROVIDER.matcher(name);
                    }
                    if (matcher.matches()
                            && matcher.group(1).equals(provider)
                            && value instanceof String text
                            && text.contains("{{")) {
                        bind(placeholders, matcher.group(2), text);
                    }
                });
        return placeholders;
    }

    private void bind(ProviderConfiguration target, String name, String text) {
        Matcher entry = ENTRY.matcher(name);
        Optional<OptionMap> map = entry.matches() ? OptionMap.of(entry.group(1)) : Optional.empty();
        if (map.isPresent()) {
            ProviderOptions.map(target, map.get()).put(entry.group(2), text);
            return;
        }
        // A number or a time is no secret, and what was bound stays in force.
        Option.of(name)
                .map(ProviderOptions::property)
                .filter(property -> property.type() == String.class)
                .ifPresent(property -> property.set(target, text));
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (String name : properties.keySet()) {
            Matcher dotted = DOTTED_PROVIDER.matcher(name);
            Matcher bracketed = BRACKETED_PROVIDER.matcher(name);
            if (dotted.matches()) {
                String provider = dotted.group(1);
                if (!PLAIN.matcher(provider).matches()) {
                    problems.add(useBrackets(provider, dotted.group(2), provider, dotted.group(2)));
                } else {
                    checkEntry(provider, dotted.group(2), problems);
                }
            } else if (bracketed.matches()) {
                checkEntry(bracketed.group(1), bracketed.group(2), problems);
            }
        }
        return problems;
    }

    private static void checkEntry(String provider, String option, List<Problem> problems) {
        Matcher entry = DOTTED_ENTRY.matcher(option);
        if (entry.matches()) {
            Optional<OptionMap> map = OptionMap.of(entry.group(1));
            if (map.isPresent() && !PLAIN.matcher(entry.group(2)).matches()) {
                problems.add(
                        useBrackets(provider, option, provider, map.get().entry(entry.group(2))));
            }
        }
    }

    private static Problem useBrackets(
            String provider, String option, String bracketedProvider, String bracketedOption) {
        return new Problem(
                provider,
                option,
                "a name with dashes, dots or capitals must stand in brackets: "
                        + PREFIX
                        + "["
                        + bracketedProvider
                        + "]."
                        + bracketedOption,
                false);
    }
}
