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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

    @ParameterizedTest
    @EnumSource(Option.class)
    void of_camelOrKebabCase_isThatOption(Option option) {
        String kebab = option.key().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);

        assertThat(Option.of(option.key())).contains(option);
        assertThat(Option.of(kebab)).contains(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientSecrt", "client_secret", "headers", "", "client.secret"})
    void of_misspelt_isEmpty(String name) {
        assertThat(Option.of(name)).isEmpty();
    }

    @Test
    void settings_over_othersWinWhereTheySaySomething() {
        Settings merged =
                GivenProvider.settings("scope=mine", "region=", "headers[x-a]=1")
                        .over(
                                GivenProvider.settings(
                                        "scope=theirs",
                                        "region=eu",
                                        "headers[X-A]=2",
                                        "headers[X-B]=3"));

        assertThat(merged.get(Option.SCOPE)).isEqualTo("mine");
        assertThat(merged.get(Option.REGION)).isEqualTo("eu");
        assertThat(merged.map(OptionMap.HEADERS)).hasSize(2).containsEntry("X-A", "1");
    }
}
