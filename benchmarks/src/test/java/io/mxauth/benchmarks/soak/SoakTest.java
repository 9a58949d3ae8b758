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
package io.mxauth.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A look at the soak itself; minutes of it are a command of their own. */
class SoakTest {

    @Test
    void soak_ofSomeSeconds_keepsEveryRuleAndTellsSo() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Plan plan = new Plan(Duration.ofSeconds(8), 4711, 2, Duration.ofSeconds(2));

        boolean kept = new Soak(plan, out).run();

        String report = printed.toString(StandardCharsets.UTF_8);
        assertThat(kept).as(report).isTrue();
        assertThat(report)
                .contains("seed 4711", "Every rule was kept.")
                .contains(
                        "moviexchange", "movio-eu", "movio-us", "filmmakers", "mxo", "mediavalet");
    }
}
