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
package io.mxauth.examples.quickstart;

import io.mxauth.camel.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How old a token is and how long it still lives, for a person to read. */
record TokenLife(Duration age, Duration remaining) {

    static TokenLife of(AccessToken token, Instant now) {
        return new TokenLife(
                Duration.between(token.issuedAt(), now), Duration.between(now, token.expiresAt()));
    }

    String ageText() {
        return text(age);
    }

    String remainingText() {
        return text(remaining);
    }

    /** In tenths of a second where it is less than a minute, and coarser the longer it is. */
    static String text(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.compareTo(Duration.ofHours(1)) < 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
