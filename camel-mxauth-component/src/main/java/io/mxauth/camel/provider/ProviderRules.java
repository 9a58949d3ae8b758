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

import io.mxauth.camel.provider.ProviderResolver.PlaceOfService;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that options must keep; each breach becomes a {@link Problem} that shows no value. */
final class ProviderRules {

    private static final String CONTROL =
            "has a line break or another control character inside; remove it";

    private static final Pattern COUNTS = Pattern.compile("\\.\\{\\d");

    private final String provider;
    private final List<Problem> problems;

    ProviderRules(String provider, List<Problem> problems) {
        this.provider = provider;
        this.problems = problems;
    }

    void problem(Option option, String text) {
        problem(option.key(), text);
    }

    void problem(String option, String text) {
        if (problems.stream().noneMatch(p -> option.equals(p.option()))) {
            problems.add(new Problem(provider, option, text, false));
        }
    }

    /** Whether a problem with that option was found. */
    boolean isBroken(Option option) {
        return problems.stream().anyMatch(p -> option.key().equals(p.option()));
    }

    void missing(Option option, String why) {
        if (!isBroken(option)) {
            boolean deferrable = ProviderResolver.isLeftToEndpoints(option);
            problems.add(new Problem(provider, option.key(), "is missing: " + why, deferrable));
        }
    }

    <T> void oneOf(Option option, T[] values, Function<T, String> name) {
        problem(
                option,
                "must be one of "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", ")));
    }

    /** What the preset requires, and the patterns that its options must match. */
    void checkPreset(Preset preset, Settings settings, PlaceOfService place) {
        for (List<List<Option>> alternatives : preset.required()) {
            if (alternatives.stream().noneMatch(all -> all.stream().allMatch(settings::has))) {
                checkAlternatives(preset, alternatives, settings);
            }
        }
        preset.patterns()
                .forEach(
                        (option, pattern) -> {
                            String value = valueFor(option, settings, place);
                            if (value != null && !matches(value, pattern, place)) {
                                problem(option, "must match " + pattern + length(pattern, value));
                            }
                        });
    }

    /** Whether the pattern is kept; one that needs an option which is missing is not asked yet. */
    private static boolean matches(String value, String pattern, PlaceOfService place) {
        return !place.missingFor(pattern).isEmpty()
                || Pattern.compile(place.quoted().fill(pattern), Pattern.DOTALL)
                        .matcher(value)
                        .matches();
    }

    private static @Nullable String valueFor(
            Option option, Settings settings, PlaceOfService place) {
        String value = settings.get(option);
        if (option == Option.REGION) {
            return place.region();
        }
        return value == null ? null : place.fill(value);
    }

    /** How long the value is, where that may be what is wrong with it. */
    private static String length(String pattern, String value) {
        return COUNTS.matcher(pattern).find() ? " (it has " + value.length() + " characters)" : "";
    }

    private void checkAlternatives(
            Preset preset, List<List<Option>> alternatives, Settings settings) {
        if (alternatives.size() == 1) {
            alternatives.get(0).stream()
                    .filter(option -> !settings.has(option))
                    .forEach(option -> missing(option, "preset " + preset.name() + " requires it"));
            return;
        }
        String choice =
                alternatives.stream()
                        .map(
                                all ->
                                        all.stream()
                                                .map(Option::key)
                                                .collect(Collectors.joining(" and ")))
                        .collect(Collectors.joining("; or "));
        Option first =
                alternatives.stream()
                        .filter(all -> all.stream().anyMatch(settings::has))
                        .flatMap(List::stream)
                        .filter(option -> !settings.has(option))
                        .findFirst()
                        .orElse(alternatives.get(0).get(0));
        missing(first, "preset " + preset.name() + " requires " + choice);
    }

    /** What the grant requires (RFC 6749 sections 4.3, 4.4 and 6). */
    void checkGrant(GrantType grant, Settings settings) {
        switch (grant) {
            case API_KEY -> require(settings, grant, Option.API_KEY);
            case CLIENT_CREDENTIALS -> require(settings, grant, Option.CLIENT_ID);
            case PASSWORD -> require(settings, grant, Option.USERNAME, Option.PASSWORD);
            case REFRESH_TOKEN -> require(settings, grant, Option.REFRESH_TOKEN);
            case AUTHORIZATION_CODE ->
                    require(settings, grant, Option.CLIENT_ID, Option.REDIRECT_URI);
        }
        if (grant != GrantType.API_KEY) {
            requireEndpoint(settings, Option.TOKEN_ENDPOINT);
        }
        if (grant == GrantType.AUTHORIZATION_CODE) {
            requireEndpoint(settings, Option.AUTHORIZATION_ENDPOINT);
        }
    }

    private void requireEndpoint(Settings settings, Option endpoint) {
        if (!settings.has(endpoint) && !settings.has(Option.DISCOVERY_URI)) {
            missing(endpoint, "set it, or discoveryUri, from which it can be learnt");
        }
    }

    private void require(Settings settings, GrantType grant, Option... options) {
        Arrays.stream(options)
                .filter(option -> !settings.has(option))
                .forEach(option -> missing(option, "grant " + grant.value() + " requires it"));
    }

    /** No value may hold a line break or another control character: it could forge a header. */
    void checkCharacters(Settings settings) {
        settings.options().stream()
                .filter(option -> hasControl(String.valueOf(settings.get(option))))
                .forEach(option -> problem(option, CONTROL));
        for (OptionMap map : OptionMap.values()) {
            settings.map(map)
                    .forEach(
                            (name, value) -> {
                                if (hasControl(name) || hasControl(value)) {
                                    problem(map.entry(printable(name)), CONTROL);
                                }
                            });
        }
    }

    /** A header that would not be sent as it was set is refused by name. */
    void checkName(OptionMap map, String name) {
        if (!HeaderNames.isName(name)) {
            problem(map.entry("?"), "is no name for a header");
            return;
        }
        String flaw = HeaderNames.flaw(name);
        if (flaw != null) {
            problem(map.entry(name), flaw);
        }
    }

    static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
