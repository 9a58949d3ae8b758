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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.provider.ProviderResolver.Resolution;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Providers out of options written as properties write them, {@code "headers[X-Api-Key]=k"}. */
public final class GivenProvider {

    private static final Pattern ENTRY = Pattern.compile("(\\w+)\\[(.+)]", Pattern.DOTALL);

    static final Presets PRESETS =
            new Presets(path -> GivenProvider.class.getResourceAsStream("/" + path));

    private GivenProvider() {}

    /** The provider that these options come to; fails the test where they come to none. */
    public static Provider provider(String name, String... options) {
        Resolution resolution = resolve(name, options);
        assertThat(resolution.problems()).isEmpty();
        return Objects.requireNonNull(resolution.provider());
    }

    /** All that is wrong with these options, as it would be told to the user. */
    static List<String> problems(String name, String... options) {
        Resolution resolution = resolve(name, options);
        assertThat(resolution.provider() == null)
                .as("a provider comes if and only if there is no problem")
                .isEqualTo(!resolution.problems().isEmpty());
        return resolution.problems().stream().map(Problem::toString).toList();
    }

    /** The names of the options that are at fault. */
    static List<String> faulty(String name, String... options) {
        return resolve(name, options).problems().stream()
                .map(Problem::option)
                .map(String::valueOf)
                .toList();
    }

    static Resolution resolve(String name, String... options) {
        return new ProviderResolver(PRESETS).resolve(name, settings(options));
    }

    static Settings settings(String... options) {
        Settings.Builder settings = new Settings.Builder();
        for (String option : options) {
            int equals = option.indexOf('=');
            String key = option.substring(0, equals);
            String value = option.substring(equals + 1);
            Matcher entry = ENTRY.matcher(key);
            if (entry.matches()) {
                settings.put(OptionMap.of(entry.group(1)).orElseThrow(), entry.group(2), value);
            } else {
                settings.put(Option.of(key).orElseThrow(), value);
            }
        }
        return settings.build();
    }

    /** Some options and more of them. */
    public static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }
}
