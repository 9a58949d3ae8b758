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

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Options as somebody wrote them, unchecked: of a preset, of a provider's properties, or of an
 * endpoint. Immutable. The text form names the options that are set and shows no value.
 */
public final class Settings {

    public static final Settings NONE = new Builder().build();

    private final Map<Option, String> values;
    private final Map<OptionMap, Map<String, String>> maps;

    private Settings(Builder builder) {
        this.values = Collections.unmodifiableMap(new EnumMap<>(builder.values));
        this.maps = Collections.unmodifiableMap(new EnumMap<>(builder.maps));
    }

    public @Nullable String get(Option option) {
        return values.get(option);
    }

    public boolean has(Option option) {
        return values.containsKey(option);
    }

    /** The entries of a map option; names keep their case and are compared without it. */
    public Map<String, String> map(OptionMap map) {
        return Collections.unmodifiableMap(maps.getOrDefault(map, Map.of()));
    }

    public Set<Option> options() {
        return values.keySet();
    }

    /** These settings where they say something, the others where they do not. */
    public Settings over(Settings others) {
        Builder merged = new Builder();
        merged.putAll(others);
        merged.putAll(this);
        return merged.build();
    }

    /** These settings less some options. */
    public Settings without(Set<Option> options) {
        Builder rest = new Builder();
        rest.putAll(this);
        options.forEach(rest.values::remove);
        return rest.build();
    }

    @Override
    public String toString() {
        Set<String> names = new java.util.TreeSet<>();
        values.keySet().forEach(option -> names.add(option.key()));
        maps.forEach((map, entries) -> entries.keySet().forEach(n -> names.add(map.entry(n))));
        return "Settings" + names;
    }

    /** Collects settings; an empty value counts as not set, since templates pass unset options so. */
    public static final class Builder {
        private final Map<Option, String> values = new EnumMap<>(Option.class);
        private final Map<OptionMap, Map<String, String>> maps = new EnumMap<>(OptionMap.class);

        public Builder put(Option option, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                values.put(option, value);
            }
            return this;
        }

        /** An empty value is kept: it takes the preset's entry of that name away. */
        public Builder put(OptionMap map, String name, String value) {
            maps.computeIfAbsent(map, m -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                    .put(name, value);
            return this;
        }

        void putAll(Settings settings) {
            values.putAll(settings.values);
            settings.maps.forEach(
                    (map, entries) ->
                            new LinkedHashMap<>(entries).forEach((n, v) -> put(map, n, v)));
        }

        public Settings build() {
            return new Settings(this);
        }
    }
}
