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
import java.time.Duration;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Binds properties to {@link ProviderConfiguration}. Written by hand, since Camel's own way with a
 * name that it does not know is an error that shows the value: here the name is kept, and reported
 * without the value when the component starts.
 */
public final class ProviderConfigurationConfigurer
        implements PropertyConfigurer, PropertyConfigurerGetter {

    private static final String UNKNOWN = "is no option of a provider";

    /** What Camel's converter understands; it takes much else for zero. */
    private static final Pattern DURATION =
            Pattern.compile("[Pp].+|\\d+|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");

    @Override
    public boolean configure(
            CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        if (!(target instanceof ProviderConfiguration configuration)) {
            // The map of all providers, which Camel hands here for a dotted name: its entry.
            return putInto(target, name, value);
        }
        Optional<OptionMap> map = OptionMap.of(name);
        if (map.isPresent() && value instanceof Map<?, ?> entries) {
            Map<String, Object> copy = new LinkedHashMap<>();
            entries.forEach((k, v) -> copy.put(String.valueOf(k), v));
            ProviderOptions.setMap(configuration, map.get(), copy);
            return true;
        }
        Optional<Option> option = Option.of(name);
        if (option.isEmpty()) {
            configuration.reject(name, UNKNOWN);
            return true;
        }
        bind(context, configuration, option.get(), value);
        return true;
    }

    private static void bind(
            CamelContext context, ProviderConfiguration target, Option option, Object value) {
        ProviderOptions.Property<?> property = ProviderOptions.property(option);
        Object resolved = value;
        if (!property.isText()) {
            try {
                resolved = resolve(context, value);
            } catch (RuntimeException e) {
                target.reject(option.key(), ConfiguredProviders.UNRESOLVABLE);
                return;
            }
        }
        try {
            if (isNoDuration(property, resolved)) {
                throw new IllegalArgumentException("Not a duration");
            }
            property.set(target, context.getTypeConverter().convertTo(property.type(), resolved));
        } catch (TypeConversionException | IllegalArgumentException e) {
            // Camel's message would show the value.
            target.reject(option.key(), "must be " + property.description());
        }
    }

    /** Whether a text that Camel would bind as a duration, perhaps one of zero, is none. */
    static boolean isNoDuration(ProviderOptions.Property<?> property, @Nullable Object value) {
        return property.type() == Duration.class
                && value instanceof String text
                && !DURATION.matcher(text).matches();
    }

    /** What has no room for a placeholder until the start, as a text has; empty is not set. */
    private static @Nullable Object resolve(CamelContext context, Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        String resolved = text.contains("{{") ? context.resolvePropertyPlaceholders(text) : text;
        return resolved.isBlank() ? null : resolved.strip();
    }

    @SuppressWarnings("unchecked")
    private static boolean putInto(Object target, String name, Object value) {
        if (target instanceof Map<?, ?> providers && value instanceof ProviderConfiguration) {
            ((Map<String, Object>) providers).put(name, value);
            return true;
        }
        return false;
    }

    @Override
    public @Nullable Class<?> getOptionType(String name, boolean ignoreCase) {
        if (OptionMap.of(name).isPresent()) {
            return Map.class;
        }
        return Option.of(name).map(o -> ProviderOptions.property(o).type()).orElse(null);
    }

    /**
     * What Camel looks into to bind a longer name: one of the maps, or for every other name a place
     * where what it binds becomes an unknown option, since its own error would show the value.
     */
    @Override
    public @Nullable Object getOptionValue(Object target, String name, boolean ignoreCase) {
        if (target instanceof ProviderConfiguration configuration) {
            return OptionMap.of(name)
                    .map(map -> ProviderOptions.map(configuration, map))
                    .orElseGet(() -> new UnknownOption(configuration, name));
        }
        return target instanceof Map<?, ?> providers ? provider(providers, name) : null;
    }

    /** Takes whatever is bound below a name that has nothing below it. */
    private static final class UnknownOption extends AbstractMap<String, Object> {

        private final ProviderConfiguration configuration;
        private final String name;

        UnknownOption(ProviderConfiguration configuration, String name) {
            this.configuration = configuration;
            this.name = name;
        }

        @Override
        public @Nullable Object put(String key, Object value) {
            configuration.reject(name + "." + key, UNKNOWN);
            return null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Set.of();
        }
    }

    /** The provider of a dotted name, made where it is not there yet. */
    @SuppressWarnings("unchecked")
    private static Object provider(Map<?, ?> providers, String name) {
        return ((Map<String, Object>) providers)
                .computeIfAbsent(StringHelper.removeQuotes(name), n -> new ProviderConfiguration());
    }
}
