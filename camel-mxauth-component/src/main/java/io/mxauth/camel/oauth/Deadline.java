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
package io.mxauth.camel.oauth;

import io.mxauth.camel.token.TimeSource;
import java.time.Duration;

/** The end of the time that one conversation with an issuer may take. */
public record Deadline(TimeSource time, long tick) {

    public static Deadline in(Duration duration, TimeSource time) {
        return new Deadline(time, time.nanoTime() + duration.toNanos());
    }

    /** What is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, tick - time.nanoTime()));
    }

    public boolean isOver() {
        return remaining().isZero();
    }

    public boolean allows(Duration duration) {
        return remaining().compareTo(duration) > 0;
    }
}
