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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of ours shows a value, whatever is wrong with it. */
class ProviderSecrecyTest {

    private static final String CANARY = "canary";

    /** Flaws that trip one rule or another, each with a canary beside it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s\n%s",
                "http://%s.example/",
                "https://%s@x.example/",
                "{%s}",
                "%s {nope}",
                "-%s",
                "%s:%s",
                "%s.%s",
                "%s(",
                "[%s",
                "%s\\",
                "https://exhibitor-api.%s.eks.movio.co",
                "{region}%s",
                "{server}%s"
            })
    void problems_ofPlantedValues_showNoneOfThem(String flaw) {
        String planted = flaw.replace("%s", CANARY);
        List<String> names =
                List.of("moviexchange", "movio", "filmmakers", "mxo", "mediavalet", "mine");

        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.addAll(told(name, everyOption(planted)));
            for (Option option : Option.values()) {
                texts.addAll(told(name, valid().put(option, planted).build()));
            }
            for (OptionMap map : OptionMap.values()) {
                for (String entry : List.of("X-A", "Authorization", "scope", "client_secret")) {
                    texts.addAll(told(name, valid().put(map, entry, planted).build()));
                }
            }
        }

        assertThat(texts).isNotEmpty();
        assertThat(texts).noneMatch(text -> text.contains(CANARY));
    }

    @Test
    void texts_ofAProviderAndItsParts_showNoSecret() {
        Provider provider =
                GivenProvider.provider(
                        "mine",
                        Stream.concat(
                                        Stream.of(
                                                "tokenEndpoint=https://idp.example/token",
                                                "headers[X-Key]={apiKey}{clientSecret}",
                                                "tokenHeaders[X-T]=" + CANARY,
                                                "tokenParameters[p]=" + CANARY,
                                                "grantType=password"),
                                        Stream.of(Option.values())
                                                .filter(Option::isCredential)
                                                .map(o -> o.key() + "=" + CANARY))
                                .toArray(String[]::new));

        assertThat(
                        List.of(
                                provider.toString(),
                                provider.credentials().toString(),
                                provider.headers().toString(),
                                provider.endpoints().toString(),
                                provider.timing().toString(),
                                Objects.requireNonNull(provider.credentials().clientSecret())
                                        .toString(),
                                everyOption(CANARY).toString(),
                                new Resolution(provider, List.of()).toString()))
                .noneMatch(text -> text.contains(CANARY));
    }

    private static List<String> told(String name, Settings settings) {
        return new ProviderResolver(GivenProvider.PRESETS)
                .resolve(name, settings).problems().stream().map(Problem::toString).toList();
    }

    private static Settings everyOption(String value) {
        Settings.Builder settings = new Settings.Builder();
        for (Option option : Option.values()) {
            if (option != Option.PRESET) {
                settings.put(option, value);
            }
        }
        for (OptionMap map : OptionMap.values()) {
            settings.put(map, "X-A", value);
        }
        return settings.build();
    }

    private static Settings.Builder valid() {
        return new Settings.Builder()
                .put(Option.REGION, "eu")
                .put(Option.SERVER, "eu2")
                .put(Option.CLIENT_ID, "c")
                .put(Option.CLIENT_SECRET, "s")
                .put(Option.SUBSCRIPTION_KEY, "k")
                .put(Option.USERNAME, "u")
                .put(Option.PASSWORD, "p");
    }
}
