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
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assembles one provider out of merged settings, reading each value in its own type. */
final class ProviderAssembly {

    /** Parameters of the token request that have an option of their own, or that the grant sets. */
    private static final Set<String> OWN_PARAMETERS =
            Set.of(
                    "grant_type",
                    "client_id",
                    "client_secret",
                    "username",
                    "password",
                    "refresh_token",
                    "scope",
                    "audience",
                    "code",
                    "code_verifier",
                    "redirect_uri");

    /** Headers of the token request that are the client's to set. */
    private static final Set<String> OWN_HEADERS =
            Set.of("authorization", "content-type", "content-encoding", "accept");

    private final String name;
    private final GrantType grant;
    private final Settings settings;
    private final PlaceOfService place;
    private final ProviderRules rules;
    private final SharedParts parts;

    ProviderAssembly(
            String name,
            GrantType grant,
            Settings settings,
            PlaceOfService place,
            ProviderRules rules,
            SharedParts parts) {
        this.name = name;
        this.grant = grant;
        this.settings = settings;
        this.place = place;
        this.rules = rules;
        this.parts = parts;
    }

    /** The provider; worth nothing if a rule was broken on the way. */
    Provider assemble() {
        ClientAuthentication authentication = clientAuthentication();
        return new Provider(
                name,
                grant,
                parts.shared(endpoints()),
                credentials(),
                authentication,
                authentication(Option.INTROSPECTION_AUTHENTICATION, authentication),
                text(Option.SCOPE),
                text(Option.AUDIENCE),
                place.region(),
                entries(OptionMap.TOKEN_PARAMETERS, OWN_PARAMETERS),
                entries(OptionMap.TOKEN_HEADERS, OWN_HEADERS),
                new HeaderAssembly(grant, settings, place, rules).assemble(),
                parts.shared(allowedHosts()),
                new TimingAssembly(settings, rules).assemble(),
                text(Option.LOGIN_PATH),
                redirectUri());
    }

    private AllowedHosts allowedHosts() {
        String list = text(Option.ALLOWED_HOSTS);
        AllowedHosts allowed = AllowedHosts.parse(list == null ? "" : list);
        if (list == null || isFilledByABrokenOption(Option.ALLOWED_HOSTS)) {
            return allowed;
        }
        List<String> flaws = AllowedHosts.flaws(list);
        if (!flaws.isEmpty()) {
            rules.problem(Option.ALLOWED_HOSTS, String.join("; ", flaws));
        } else if (allowed.hosts().isEmpty()) {
            rules.problem(Option.ALLOWED_HOSTS, "names no host; write * to allow every host");
        }
        return allowed;
    }

    /** Whether what is wrong with it is told of the option that fills in its placeholder. */
    private boolean isFilledByABrokenOption(Option option) {
        return HeaderTemplate.placeholdersOf(String.valueOf(settings.get(option))).stream()
                .flatMap(name -> Option.of(name).stream())
                .anyMatch(rules::isBroken);
    }

    private Endpoints endpoints() {
        return new Endpoints(
                endpoint(Option.TOKEN_ENDPOINT),
                endpoint(Option.AUTHORIZATION_ENDPOINT),
                endpoint(Option.INTROSPECTION_ENDPOINT),
                endpoint(Option.REVOCATION_ENDPOINT),
                endpoint(Option.JWKS_URI),
                text(Option.ISSUER),
                endpoint(Option.DISCOVERY_URI));
    }

    /** Checked as an endpoint, since a code arrives there, and left as it was written. */
    private @Nullable String redirectUri() {
        return endpoint(Option.REDIRECT_URI) == null ? null : text(Option.REDIRECT_URI);
    }

    private Credentials credentials() {
        return new Credentials(
                settings.get(Option.CLIENT_ID),
                secret(Option.CLIENT_SECRET),
                secret(Option.NEXT_CLIENT_SECRET),
                settings.get(Option.USERNAME),
                secret(Option.PASSWORD),
                secret(Option.API_KEY),
                secret(Option.SUBSCRIPTION_KEY),
                secret(Option.REFRESH_TOKEN));
    }

    private ClientAuthentication clientAuthentication() {
        ClientAuthentication usual =
                settings.has(Option.CLIENT_SECRET)
                        ? ClientAuthentication.CLIENT_SECRET_BASIC
                        : ClientAuthentication.NONE;
        ClientAuthentication authentication = authentication(Option.CLIENT_AUTHENTICATION, usual);
        if (grant != GrantType.API_KEY && authentication.needsSecret()) {
            String why = "clientAuthentication " + authentication.value() + " requires it";
            requireFor(why, Option.CLIENT_ID, Option.CLIENT_SECRET);
        }
        return authentication;
    }

    private ClientAuthentication authentication(Option option, ClientAuthentication usual) {
        String value = settings.get(option);
        ClientAuthentication authentication =
                value == null ? usual : ClientAuthentication.of(value).orElse(null);
        if (authentication == null) {
            rules.oneOf(option, ClientAuthentication.values(), ClientAuthentication::value);
            return usual;
        }
        String clientId = settings.get(Option.CLIENT_ID);
        if (authentication == ClientAuthentication.CLIENT_SECRET_BASIC_PLAIN
                && clientId != null
                && clientId.indexOf(':') >= 0) {
            rules.problem(
                    Option.CLIENT_ID, "has a colon, which client_secret_basic_plain cannot carry");
        }
        return authentication;
    }

    private void requireFor(String why, Option... options) {
        for (Option option : options) {
            if (!settings.has(option)) {
                rules.missing(option, why);
            }
        }
    }

    private @Nullable Secret secret(Option option) {
        String value = settings.get(option);
        return value == null ? null : new Secret(value);
    }

    /** The option's text with {@code {region}} and {@code {server}} filled in. */
    private @Nullable String text(Option option) {
        String value = settings.get(option);
        if (value == null) {
            return null;
        }
        List<Option> missing = place.missingFor(value);
        missing.forEach(
                source -> rules.missing(source, option.key() + " has {" + source.key() + "}"));
        return missing.isEmpty() ? place.fill(value) : null;
    }

    private @Nullable URI endpoint(Option option) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        String flaw = SecureEndpoint.flaw(text);
        if (flaw != null) {
            rules.problem(option, flaw);
            return null;
        }
        return URI.create(text);
    }

    private Map<String, String> entries(OptionMap map, Set<String> own) {
        Map<String, String> entries = new LinkedHashMap<>();
        settings.map(map)
                .forEach(
                        (entry, value) -> {
                            if (map == OptionMap.TOKEN_HEADERS && !value.isEmpty()) {
                                rules.checkName(map, entry);
                            }
                            if (own.contains(entry.toLowerCase(Locale.ROOT))) {
                                rules.problem(
                                        map.entry(entry),
                                        "is set by other options (such as clientId, scope, audience"
                                                + " or clientAuthentication); use those");
                            } else if (!value.isEmpty()) {
                                entries.put(entry, value);
                            }
                        });
        return Map.copyOf(entries);
    }
}
