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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual's table of faults has the rows that {@link IssuerFaultsTest} tests, and no other. */
class ManualFaultsTest {

    private static final int COLUMNS = 5;

    @Test
    void everyRow_isOneThatIsTested_wordByWord() {
        List<List<String>> tested =
                Stream.concat(
                                Arrays.stream(IssuerFault.values()).map(IssuerFault::row),
                                Arrays.stream(ClockJump.values()).map(ClockJump::row))
                        .toList();
        assertThat(Manual.rows(Manual.lines(Path.of("faults.adoc")), COLUMNS))
                .containsExactlyElementsOf(tested);
    }
}
