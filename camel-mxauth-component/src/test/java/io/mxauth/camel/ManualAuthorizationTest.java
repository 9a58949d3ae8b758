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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual's table of which calls carry an authorization is what {@link AuthorizationRuleTest} tests. */
class ManualAuthorizationTest {

    private static final String SECTION = "=== The rule, construct by construct";

    @Test
    void table_hasEachConstruct_andWhatItsTestExpectsOfEachClient() {
        List<String> lines = Manual.lines(Path.of("token-life.adoc"));
        List<String> section = lines.subList(lines.indexOf(SECTION), lines.size());
        int columns = 1 + AuthorizationRuleTest.CLIENTS.size();
        assertThat(Manual.rows(section, columns))
                .containsExactlyElementsOf(
                        Stream.of(Construct.values()).map(ManualAuthorizationTest::row).toList());
    }

    private static List<String> row(Construct construct) {
        return Stream.concat(
                        Stream.of(construct.title),
                        AuthorizationRuleTest.CLIENTS.stream().map(client -> cell(construct)))
                .toList();
    }

    private static String cell(Construct construct) {
        String api = construct.toApi.isEmpty() ? "" : "API `%s`".formatted(construct.toApi);
        String other = construct.toOther.isEmpty() ? "" : "other `%s`".formatted(construct.toOther);
        return api + (api.isEmpty() || other.isEmpty() ? "" : ", ") + other;
    }
}
