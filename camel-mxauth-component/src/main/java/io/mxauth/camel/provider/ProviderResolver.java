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

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns settings into a {@link Provider}, or into all that is wrong with them. What the endpoint
 * says beats what the provider's properties say, which beats the preset.
 */
public final class ProviderResolver {

    /** What an endpoint may still say for a provider whose properties leave it open. */
    private static final Set<Option> LEFT_TO_ENDPOINTS = EnumSet.of(Option.REGION, Option.SERVER);

    private static final Set<Option> PRESET_IDENTITY =
            EnumSet.of(
                    Option.TOKEN_ENDPOINT,
                    Option.AUTHORIZATION_ENDPOINT,
                    Option.INTROSPECTION_ENDPOINT,
                    Option.REVOCATION_ENDPOINT,
                    Option.JWKS_URI,
                    Option.ISSUER,
                    Option.DISCOVERY_URI);

    private final Presets presets;
    private final SharedParts parts = new SharedParts();

    public ProviderResolver(Presets presets) {
        this.presets = presets;
    }

    /** Whether that name is a preset. */
    public boolean isPreset(String name) {
        return presets.find(name).isPresent();
    }

    /**
     * Resolves a provider.
     *
     * @param name the provider's name, which is its preset too where there is one of that name
     * @param user the endpoint's settings over the provider's properties
     */
    public Resolution resolve(String name, Settings user) {
        List<Problem> problems = new ArrayList<>();
        Optional<Preset> preset = preset(name, user, problems);
        if (!problems.isEmpty()) {
            return new Resolution(null, problems);
        }
        ProviderRules rules = new ProviderRules(name, problems);
        Settings ofPreset = preset.map(Preset::common).orElse(Settings.NONE);
        GrantType grant = grant(user, ofPreset, rules);
        ofPreset = preset.map(p -> p.settingsFor(grant)).orElse(Settings.NONE);
        String region = lowerCase(user.over(ofPreset).get(Option.REGION));
        PlaceOfService place = new PlaceOfService(region, user.over(ofPreset).get(Option.SERVER));
        Settings settings = user.over(keptOf(ofPreset, user, place));

        preset.ifPresent(p -> rules.checkPreset(p, settings, place));
        rules.checkGrant(grant, settings);
        rules.checkCharacters(settings);
        ProviderAssembly assembly =
                new ProviderAssembly(name, grant, settings, place, rules, parts);
        Provider provider = assembly.assemble();
        return new Resolution(problems.isEmpty() ? provider : null, problems);
    }

    private Optional<Preset> preset(String name, Settings user, List<Problem> problems) {
        String named = user.get(Option.PRESET);
        Optional<Preset> preset = presets.find(named != null ? named : name);
        if (named != null && preset.isEmpty()) {
            problems.add(
                    new Problem(
                            name, Option.PRESET.key(), "there is no preset of that name", false));
        }
        return preset;
    }

    private static GrantType grant(Settings user, Settings ofPreset, ProviderRules rules) {
        Settings settings = user.over(ofPreset);
        String named = settings.get(Option.GRANT_TYPE);
        if (named == null) {
            return GrantType.suggestedBy(settings);
        }
        return GrantType.of(named)
                .orElseGet(
                        () -> {
                            rules.oneOf(Option.GRANT_TYPE, GrantType.values(), GrantType::value);
                            return GrantType.suggestedBy(settings);
                        });
    }

    /**
     * The preset less its endpoints and issuer where the user names an issuer on another host, so
     * that the secrets of a staging system never go to production.
     */
    private static Settings keptOf(Settings ofPreset, Settings user, PlaceOfService place) {
        boolean elsewhere =
                isElsewhere(Option.TOKEN_ENDPOINT, ofPreset, user, place)
                        || isElsewhere(Option.DISCOVERY_URI, ofPreset, user, place);
        return elsewhere ? ofPreset.without(PRESET_IDENTITY) : ofPreset;
    }

    private static boolean isElsewhere(
            Option option, Settings ofPreset, Settings user, PlaceOfService place) {
        String usual = ofPreset.get(option);
        if (usual == null) {
            usual = ofPreset.get(Option.TOKEN_ENDPOINT);
        }
        String named = user.get(option);
        return usual != null
                && named != null
                && !authority(usual, place).equals(authority(named, place));
    }

    private static String authority(String url, PlaceOfService place) {
        try {
            String authority = URI.create(place.fill(url)).getAuthority();
            return authority == null ? url : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    static boolean isLeftToEndpoints(Option option) {
        return LEFT_TO_ENDPOINTS.contains(option);
    }

    /**
     * What became of the settings.
     *
     * @param provider the provider, or null where there are problems
     * @param problems all that is wrong, each once
     */
    public record Resolution(@Nullable Provider provider, List<Problem> problems) {}

    /** The region and server that {@code {region}} and {@code {server}} stand for. */
    record PlaceOfService(@Nullable String region, @Nullable String server) {

        private static final Map<String, Option> PLACEHOLDERS =
                Map.of("region", Option.REGION, "server", Option.SERVER);

        /** The text with what is known filled in, in one pass. */
        String fill(String text) {
            return HeaderTemplate.fill(
                    text,
                    placeholder -> {
                        String value = valueOf(placeholder);
                        return value == null ? "{" + placeholder + "}" : value;
                    });
        }

        private @Nullable String valueOf(String placeholder) {
            return switch (placeholder) {
                case "region" -> region;
                case "server" -> server;
                default -> null;
            };
        }

        /** The options that the text needs and that nobody set. */
        List<Option> missingFor(String text) {
            return HeaderTemplate.placeholdersOf(text).stream()
                    .filter(PLACEHOLDERS::containsKey)
                    .filter(placeholder -> valueOf(placeholder) == null)
                    .map(PLACEHOLDERS::get)
                    .toList();
        }

        /** The same, to be filled into a regular expression. */
        PlaceOfService quoted() {
            return new PlaceOfService(
                    region == null ? null : Pattern.quote(region),
                    server == null ? null : Pattern.quote(server));
        }
    }
}
