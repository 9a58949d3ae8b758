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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assembles the headers that a call to the API must carry. */
final class HeaderAssembly {

    private static final String AUTHORIZATION = "Authorization";
    private static final HeaderTemplate BEARER =
            new HeaderTemplate(AUTHORIZATION, "Bearer {" + HeaderTemplate.ACCESS_TOKEN + "}");

    /** What most providers' calls carry, shared by them all. */
    private static final List<HeaderTemplate> BEARER_ALONE = List.of(BEARER);

    private final GrantType grant;
    private final Settings settings;
    private final PlaceOfService place;
    private final ProviderRules rules;

    HeaderAssembly(GrantType grant, Settings settings, PlaceOfService place, ProviderRules rules) {
        this.grant = grant;
        this.settings = settings;
        this.place = place;
        this.rules = rules;
    }

    List<HeaderTemplate> assemble() {
        Map<String, String> entries = new LinkedHashMap<>(settings.map(OptionMap.HEADERS));
        entries.values().removeIf(String::isEmpty);
        List<HeaderTemplate> headers = new ArrayList<>();
        entries.forEach(
                (name, template) -> {
                    rules.checkName(OptionMap.HEADERS, name);
                    headers.add(new HeaderTemplate(name, filled(name, template)));
                });
        addUsual(headers);
        return headers.equals(BEARER_ALONE) ? BEARER_ALONE : List.copyOf(headers);
    }

    /** The bearer header, where no header of the user's own carries the token. */
    private void addUsual(List<HeaderTemplate> headers) {
        boolean carriesToken = headers.stream().anyMatch(HeaderTemplate::needsToken);
        if (grant == GrantType.API_KEY) {
            if (headers.isEmpty()) {
                rules.problem(
                        OptionMap.HEADERS.key(),
                        "is missing: say where the key goes, such as"
                                + " headers[X-Api-Key]={apiKey}");
            } else if (carriesToken) {
                rules.problem(
                        OptionMap.HEADERS.key(),
                        "has {accessToken}, but grant api_key has no token; use {apiKey}");
            }
        } else if (!carriesToken) {
            if (headers.stream().anyMatch(h -> h.name().equalsIgnoreCase(AUTHORIZATION))) {
                rules.problem(
                        OptionMap.HEADERS.entry(AUTHORIZATION),
                        "leaves no place for the token: no header has {accessToken}");
            }
            headers.add(0, BEARER);
        }
    }

    private String filled(String name, String template) {
        return HeaderTemplate.fill(template, placeholder -> value(name, placeholder));
    }

    private String value(String header, String placeholder) {
        String kept = "{" + placeholder + "}";
        if (placeholder.equals(HeaderTemplate.ACCESS_TOKEN)) {
            return kept;
        }
        if (!HeaderTemplate.PLACEHOLDERS.contains(placeholder)) {
            rules.problem(
                    OptionMap.HEADERS.entry(header),
                    "has an unknown placeholder; known are "
                            + HeaderTemplate.PLACEHOLDERS.stream().sorted().toList());
            return kept;
        }
        Option option = Option.of(placeholder).orElseThrow();
        String value = valueOf(option);
        if (value == null) {
            rules.missing(option, OptionMap.HEADERS.entry(header) + " has " + kept);
            return kept;
        }
        return value;
    }

    private @Nullable String valueOf(Option option) {
        return switch (option) {
            case REGION -> place.region();
            case SERVER -> place.server();
            default -> settings.get(option);
        };
    }
}
