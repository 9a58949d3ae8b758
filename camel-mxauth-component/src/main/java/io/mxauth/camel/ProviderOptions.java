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
import io.mxauth.camel.provider.Settings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one table that joins the vocabulary to {@link ProviderConfiguration}'s properties, read from
 * both sides: by name when properties are bound, as a whole when a provider is resolved.
 */
final class ProviderOptions {

    private static final Map<Option, Property<?>> PROPERTIES = new EnumMap<>(Option.class);

    static {
        text(Option.PRESET, ProviderConfiguration::getPreset, ProviderConfiguration::setPreset);
        text(Option.REGION, ProviderConfiguration::getRegion, ProviderConfiguration::setRegion);
        text(Option.SERVER, ProviderConfiguration::getServer, ProviderConfiguration::setServer);
        text(
                Option.CLIENT_ID,
                ProviderConfiguration::getClientId,
                ProviderConfiguration::setClientId);
        text(
                Option.CLIENT_SECRET,
                ProviderConfiguration::getClientSecret,
                ProviderConfiguration::setClientSecret);
        text(
                Option.NEXT_CLIENT_SECRET,
                ProviderConfiguration::getNextClientSecret,
                ProviderConfiguration::setNextClientSecret);
        text(
                Option.USERNAME,
                ProviderConfiguration::getUsername,
                ProviderConfiguration::setUsername);
        text(
                Option.PASSWORD,
                ProviderConfiguration::getPassword,
                ProviderConfiguration::setPassword);
        text(Option.API_KEY, ProviderConfiguration::getApiKey, ProviderConfiguration::setApiKey);
        text(
                Option.SUBSCRIPTION_KEY,
                ProviderConfiguration::getSubscriptionKey,
                ProviderConfiguration::setSubscriptionKey);
        text(
                Option.REFRESH_TOKEN,
                ProviderConfiguration::getRefreshToken,
                ProviderConfiguration::setRefreshToken);
        text(
                Option.TOKEN_ENDPOINT,
                ProviderConfiguration::getTokenEndpoint,
                ProviderConfiguration::setTokenEndpoint);
        text(
                Option.AUTHORIZATION_ENDPOINT,
                ProviderConfiguration::getAuthorizationEndpoint,
                ProviderConfiguration::setAuthorizationEndpoint);
        text(
                Option.INTROSPECTION_ENDPOINT,
                ProviderConfiguration::getIntrospectionEndpoint,
                ProviderConfiguration::setIntrospectionEndpoint);
        text(
                Option.REVOCATION_ENDPOINT,
                ProviderConfiguration::getRevocationEndpoint,
                ProviderConfiguration::setRevocationEndpoint);
        text(Option.JWKS_URI, ProviderConfiguration::getJwksUri, ProviderConfiguration::setJwksUri);
        text(Option.ISSUER, ProviderConfiguration::getIssuer, ProviderConfiguration::setIssuer);
        text(
                Option.DISCOVERY_URI,
                ProviderConfiguration::getDiscoveryUri,
                ProviderConfiguration::setDiscoveryUri);
        text(
                Option.REDIRECT_URI,
                ProviderConfiguration::getRedirectUri,
                ProviderConfiguration::setRedirectUri);
        text(
                Option.LOGIN_PATH,
                ProviderConfiguration::getLoginPath,
                ProviderConfiguration::setLoginPath);
        text(
                Option.ALLOWED_HOSTS,
                ProviderConfiguration::getAllowedHosts,
                ProviderConfiguration::setAllowedHosts);
        text(
                Option.GRANT_TYPE,
                ProviderConfiguration::getGrantType,
                ProviderConfiguration::setGrantType);
        text(
                Option.CLIENT_AUTHENTICATION,
                ProviderConfiguration::getClientAuthentication,
                ProviderConfiguration::setClientAuthentication);
        text(
                Option.INTROSPECTION_AUTHENTICATION,
                ProviderConfiguration::getIntrospectionAuthentication,
                ProviderConfiguration::setIntrospectionAuthentication);
        text(Option.SCOPE, ProviderConfiguration::getScope, ProviderConfiguration::setScope);
        text(
                Option.AUDIENCE,
                ProviderConfiguration::getAudience,
                ProviderConfiguration::setAudience);
        duration(
                Option.REFRESH_AHEAD,
                ProviderConfiguration::getRefreshAhead,
                ProviderConfiguration::setRefreshAhead);
        duration(
                Option.EXPIRY_MARGIN,
                ProviderConfiguration::getExpiryMargin,
                ProviderConfiguration::setExpiryMargin);
        duration(
                Option.DEFAULT_LIFETIME,
                ProviderConfiguration::getDefaultLifetime,
                ProviderConfiguration::setDefaultLifetime);
        duration(
                Option.REQUEST_TIMEOUT,
                ProviderConfiguration::getRequestTimeout,
                ProviderConfiguration::setRequestTimeout);
        number(
                Option.MAX_ATTEMPTS,
                ProviderConfiguration::getMaxAttempts,
                ProviderConfiguration::setMaxAttempts);
    }

    private ProviderOptions() {}

    /**
     * One property of the bean.
     *
     * @param type its Java type
     * @param description what a value of it is, in words
     * @param asText its value as the vocabulary writes it
     */
    record Property<T>(
            Class<T> type,
            String description,
            Function<ProviderConfiguration, @Nullable T> getter,
            BiConsumer<ProviderConfiguration, @Nullable T> setter,
            Function<T, String> asText) {

        boolean isText() {
            return type == String.class;
        }

        void set(ProviderConfiguration target, @Nullable Object value) {
            setter.accept(target, type.cast(value));
        }

        /** Copies the value, if there is one. */
        boolean copy(ProviderConfiguration source, ProviderConfiguration target) {
            T value = getter.apply(source);
            if (value != null) {
                setter.accept(target, value);
            }
            return value != null;
        }

        @Nullable String text(ProviderConfiguration source) {
            T value = getter.apply(source);
            return value == null ? null : asText.apply(value);
        }
    }

    static Property<?> property(Option option) {
        Property<?> property = PROPERTIES.get(option);
        if (property == null) {
            throw new IllegalStateException("No property for option " + option.key());
        }
        return property;
    }

    static Map<String, Object> map(ProviderConfiguration source, OptionMap map) {
        return switch (map) {
            case HEADERS -> source.getHeaders();
            case TOKEN_PARAMETERS -> source.getTokenParameters();
            case TOKEN_HEADERS -> source.getTokenHeaders();
        };
    }

    static void setMap(ProviderConfiguration target, OptionMap map, Map<String, Object> value) {
        switch (map) {
            case HEADERS -> target.setHeaders(value);
            case TOKEN_PARAMETERS -> target.setTokenParameters(value);
            case TOKEN_HEADERS -> target.setTokenHeaders(value);
        }
    }

    /**
     * What a bean says, as settings.
     *
     * @param values prepares each value: fills in placeholders, cuts a secret's line break
     */
    static Settings settings(ProviderConfiguration source, ValueReader values) {
        Settings.Builder settings = new Settings.Builder();
        PROPERTIES.forEach(
                (option, property) -> {
                    String text = property.text(source);
                    if (text != null) {
                        settings.put(
                                option, values.read(option.key(), option.isCredential(), text));
                    }
                });
        for (OptionMap map : OptionMap.values()) {
            source.entries(map)
                    .forEach(
                            (name, value) ->
                                    settings.put(
                                            map,
                                            name,
                                            values.read(
                                                    map.entry(name), true, String.valueOf(value))));
        }
        return settings.build();
    }

    /** Prepares a value. */
    @FunctionalInterface
    interface ValueReader {
        String read(String option, boolean secret, String value);
    }

    private static void text(
            Option option,
            Function<ProviderConfiguration, @Nullable String> getter,
            BiConsumer<ProviderConfiguration, @Nullable String> setter) {
        PROPERTIES.put(
                option,
                new Property<>(String.class, "a text", getter, setter, Function.identity()));
    }

    private static void duration(
            Option option,
            Function<ProviderConfiguration, @Nullable Duration> getter,
            BiConsumer<ProviderConfiguration, @Nullable Duration> setter) {
        PROPERTIES.put(
                option,
                new Property<>(
                        Duration.class,
                        "a duration, such as 30s or PT30S",
                        getter,
                        setter,
                        Duration::toString));
    }

    private static void number(
            Option option,
            Function<ProviderConfiguration, @Nullable Integer> getter,
            BiConsumer<ProviderConfiguration, @Nullable Integer> setter) {
        PROPERTIES.put(
                option,
                new Property<>(Integer.class, "a whole number", getter, setter, String::valueOf));
    }
}
