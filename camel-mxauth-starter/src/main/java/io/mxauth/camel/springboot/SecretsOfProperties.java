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

import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.OptionMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Masks the secrets among the component's options where the actuator shows the environment, in
 * each form that an option may be written in, and the properties that such an option takes its value
 * from by a placeholder. A name that is masked is one of ours or named by one of ours.
 */
final class SecretsOfProperties implements SanitizingFunction {

    private static final String ROOT = "camelcomponentmxauth";
    private static final String KEYSET = ROOT + "jdbckeyset";

    /** Spring's and Camel's, the latter perhaps of the environment or of the system's properties. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([^:}]+)|\\{\\{(?:(?:env|sys):)?\\??([^:}]+)");

    private static final Set<String> CREDENTIALS =
            Arrays.stream(Option.values())
                    .filter(Option::isCredential)
                    .map(option -> plain(option.key()))
                    .collect(Collectors.toSet());

    private static final Set<String> MAPS =
            Arrays.stream(OptionMap.values())
                    .map(map -> plain(map.key()))
                    .collect(Collectors.toSet());

    private final Set<String> sources;

    SecretsOfProperties(ConfigurableEnvironment environment) {
        this.sources =
                WrittenOptions.of(environment)
                        .all()
                        .filter(SecretsOfProperties::isSecret)
                        .flatMap(
                                option ->
                                        PLACEHOLDER
                                                .matcher(String.valueOf(option.value()))
                                                .results()
                                                .map(SecretsOfProperties::name))
                        .collect(Collectors.toSet());
    }

    private static String name(MatchResult placeholder) {
        String name = placeholder.group(1) != null ? placeholder.group(1) : placeholder.group(2);
        return plain(name);
    }

    private static boolean isSecret(WrittenOption option) {
        return isSecret(ROOT + plain(String.valueOf(option.provider())) + plain(option.label()));
    }

    /** A name without all that differs between properties and variables. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isSecret(String plain) {
        return plain.startsWith(ROOT)
                && (plain.equals(KEYSET)
                        || CREDENTIALS.stream().anyMatch(plain::endsWith)
                        || MAPS.stream().anyMatch(plain::contains));
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        String plain = plain(data.getKey());
        return isSecret(plain) || sources.contains(plain) ? data.withSanitizedValue() : data;
    }
}
