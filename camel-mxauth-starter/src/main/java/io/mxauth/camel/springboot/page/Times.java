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
package io.mxauth.camel.springboot.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in words: durations by their two largest units, points in time in UTC. A number and its
 * unit stay on one line. */
final class Times {

    private static final String NO_BREAK = "\u00a0";

    private static final DateTimeFormatter POINT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(Instant instant) {
        return POINT.format(instant);
    }

    static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return "under " + one(1, "s");
        }
        if (duration.toDays() > 0) {
            return two(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return duration.toMinutes() > 0
                ? two(duration.toMinutes(), "min", duration.toSecondsPart(), "s")
                : one(duration.toSeconds(), "s");
    }

    private static String two(long large, String unit, int small, String smaller) {
        return small == 0 ? one(large, unit) : one(large, unit) + " " + one(small, smaller);
    }

    private static String one(long number, String unit) {
        return number + NO_BREAK + unit;
    }
}
