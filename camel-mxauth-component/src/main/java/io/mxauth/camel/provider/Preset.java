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
package io.mxauth.camel.provider;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a provider before anybody configures it, read from a file in the users' own
 * vocabulary. Besides options it may hold {@code grant.GRANT.OPTION} (a default for one grant),
 * {@code pattern.OPTION} (a regular expression, in which {@code {region}} and {@code {server}} are
 * filled in) and {@code required}: options separated by commas, where {@code |} separates
 * alternatives and {@code +} joins what belongs together.
 *
 * @param name the preset's name
 * @param common the settings for every grant
 * @param byGrant the settings for one grant, which beat the common ones
 * @param patterns what an option's value must match
 * @param required the alternatives of each requirement, each a list of options
 */
public record Preset(
        String name,
        Settings common,
        Map<GrantType, Settings> byGrant,
        Map<Option, String> patterns,
        List<List<List<Option>>> required) {

    private static final Pattern ENTRY = Pattern.compile("(\\w+)(?:\\[([^\\]]+)]|\\.(.+))");
    private static final String GRANT = "grant.";
    private static final String PATTERN = "pattern.";

    Settings settingsFor(GrantType grant) {
        return byGrant.getOrDefault(grant, Settings.NONE).over(common);
    }

    /** Reads a preset; a key that nobody understands is an error of whoever wrote the file. */
    static Preset parse(String name, Properties file) {
        Settings.Builder common = new Settings.Builder();
        Map<GrantType, Settings.Builder> byGrant = new EnumMap<>(GrantType.class);
        Map<Option, String> patterns = new EnumMap<>(Option.class);
        List<List<List<Option>>> required = List.of();
        for (Map.Entry<Object, Object> line : new TreeMap<>(file).entrySet()) {
            String key = line.getKey().toString();
            String value = line.getValue().toString();
            if (key.equals("required")) {
                required = parseRequired(name, value);
            } else if (key.startsWith(PATTERN)) {
                patterns.put(option(name, key.substring(PATTERN.length())), value);
            } else if (key.startsWith(GRANT)) {
                String rest = key.substring(GRANT.length());
                int dot = rest.indexOf('.');
                GrantType grant =
                        GrantType.of(rest.substring(0, Math.max(dot, 0)))
                                .orElseThrow(() -> misspelt(name, key));
                put(
                        name,
                        byGrant.computeIfAbsent(grant, g -> new Settings.Builder()),
                        rest.substring(dot + 1),
                        value);
            } else {
                put(name, common, key, value);
            }
        }
        Map<GrantType, Settings> built = new EnumMap<>(GrantType.class);
        byGrant.forEach((grant, settings) -> built.put(grant, settings.build()));
        return new Preset(name, common.build(), built, patterns, required);
    }

    private static void put(String preset, Settings.Builder settings, String key, String value) {
        Matcher entry = ENTRY.matcher(key);
        if (entry.matches()) {
            Optional<OptionMap> map = OptionMap.of(entry.group(1));
            String name = entry.group(2) != null ? entry.group(2) : entry.group(3);
            settings.put(map.orElseThrow(() -> misspelt(preset, key)), name, value);
        } else {
            settings.put(option(preset, key), value);
        }
    }

    private static List<List<List<Option>>> parseRequired(String preset, String text) {
        return split(text, ",").stream()
                .map(
                        requirement ->
                                split(requirement, "\\|").stream()
                                        .map(
                                                alternative ->
                                                        split(alternative, "\\+").stream()
                                                                .map(key -> option(preset, key))
                                                                .toList())
                                        .toList())
                .toList();
    }

    private static List<String> split(String text, String separator) {
        return Pattern.compile(separator).splitAsStream(text).map(String::strip).toList();
    }

    private static Option option(String preset, String key) {
        return Option.of(key).orElseThrow(() -> misspelt(preset, key));
    }

    private static IllegalArgumentException misspelt(String preset, String key) {
        return new IllegalArgumentException("Preset " + preset + " has an unknown key: " + key);
    }
}
