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
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** The options that the application's properties set, by name: all others were set by code. */
final class WrittenOptions {

    static final WrittenOptions NONE = new WrittenOptions(Set.of());

    private static final String PREFIX = "camel.component.mxauth.";
    private static final Pattern PROVIDER =
            Pattern.compile("providers(?:\\.([^.\\[]+)|\\[([^\\]]+)])\\.(.+)");
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z-]+)(?:\\.(.+)|\\[([^\\]]+)])");

    private final Set<String> names;

    private WrittenOptions(Set<String> names) {
        this.names = names;
    }

    static WrittenOptions of(CamelContext context) {
        return new WrittenOptions(
                context
                        .getPropertiesComponent()
                        .loadProperties(name -> name.startsWith(PREFIX))
                        .stringPropertyNames()
                        .stream()
                        .map(name -> canonical(name.substring(PREFIX.length())))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether they set that option of the component, or something within it. */
    boolean sets(String option) {
        return names.contains(lowerCase(option));
    }

    /** Whether they set that option of the provider; a map's entry as {@link OptionMap#entry}. */
    boolean sets(String provider, String option) {
        return names.contains(provider + "/" + option);
    }

    private static String canonical(String name) {
        Matcher provider = PROVIDER.matcher(name);
        if (!provider.matches()) {
            return lowerCase(name.split("[.\\[]", 2)[0]);
        }
        String of = provider.group(1) != null ? provider.group(1) : provider.group(2);
        return of + "/" + option(provider.group(3));
    }

    private static String option(String name) {
        Matcher entry = ENTRY.matcher(name);
        if (entry.matches() && OptionMap.of(entry.group(1)).isPresent()) {
            String key = entry.group(2) != null ? entry.group(2) : entry.group(3);
            return OptionMap.of(entry.group(1)).get().entry(key);
        }
        return Option.of(name).map(Option::key).orElse(name);
    }

    private static String lowerCase(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
