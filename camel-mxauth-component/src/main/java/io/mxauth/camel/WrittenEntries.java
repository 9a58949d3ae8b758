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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The entries of the providers' maps as an application's properties write them, beside the names of
 * all its other Camel properties.
 */
final class WrittenEntries {

    private static final String CAMEL = "camel.";

    /** A provider's option that is a map, and an entry of it with a dot or in brackets. */
    private static final Pattern ENTRY =
            Pattern.compile(
                    "camel\\.component\\.mxauth\\.providers(?:\\.[^.\\[]+|\\[[^\\]]+])\\."
                            + "(([A-Za-z-]+)(\\.|\\[).+)");

    /** What is filled in when the request is made: the secret is elsewhere then. */
    private static final Pattern FILLED_IN =
            Pattern.compile("\\{(?:accessToken|apiKey|clientSecret|subscriptionKey)}");

    /** What means nothing else than itself where Camel makes a pattern of its keywords. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._\\[\\]-]+");

    private final TreeMap<String, String> properties = new TreeMap<>();

    private WrittenEntries(CamelContext context) {
        add(context.getPropertiesComponent().loadProperties(name -> name.startsWith(CAMEL)));
        add(System.getProperties());
    }

    static WrittenEntries of(CamelContext context) {
        return new WrittenEntries(context);
    }

    private void add(Properties from) {
        from.stringPropertyNames().stream()
                .filter(name -> name.startsWith(CAMEL))
                .forEach(name -> properties.put(name, String.valueOf(from.get(name))));
    }

    /**
     * One entry of a map.
     *
     * @param option as it was written, without the provider
     * @param isBracketed whether its name stands in brackets; else it is a property's last part alone
     */
    record Entry(String option, boolean isBracketed) {

        /** What contains the part of the property's name that Camel looks at, as Camel compares it. */
        String keyword() {
            return option.toLowerCase(Locale.ENGLISH).replace("-", "");
        }

        boolean canBeAKeyword() {
            return isBracketed && PLAIN.matcher(option).matches();
        }
    }

    /** Those whose values are secrets. */
    List<Entry> secret() {
        return properties.entrySet().stream()
                .filter(property -> !FILLED_IN.matcher(property.getValue()).find())
                .map(property -> entry(property.getKey()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<Entry> entry(String property) {
        Matcher matcher = ENTRY.matcher(property);
        return matcher.matches() && OptionMap.of(matcher.group(2)).isPresent()
                ? Optional.of(new Entry(matcher.group(1), matcher.group(3).equals("[")))
                : Optional.empty();
    }

    /** The names of all other properties of Camel's. */
    Stream<String> others() {
        return properties.keySet().stream().filter(name -> entry(name).isEmpty());
    }
}
