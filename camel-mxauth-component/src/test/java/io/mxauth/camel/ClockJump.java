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

import java.time.Duration;
import java.util.List;

/** How the wall clock may be set while tokens live: each a row of the manual's table of faults. */
enum ClockJump {
    FORWARDS("The clock of this machine jumps forwards", Duration.ofDays(1)),
    BACKWARDS("The clock of this machine jumps backwards", Duration.ofDays(-1));

    private final String title;
    private final Duration by;

    ClockJump(String title, Duration by) {
        this.title = title;
        this.by = by;
    }

    Duration by() {
        return by;
    }

    /** Its row, as the manual has it. */
    List<String> row() {
        return List.of(
                title,
                "is served, no longer and no shorter",
                "gets a token; a cool-down lasts as long as without the jump",
                "as many as without the jump",
                "nothing to heal: times are counted on a clock that never jumps");
    }
}
