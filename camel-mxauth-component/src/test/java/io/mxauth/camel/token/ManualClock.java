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
package io.mxauth.camel.token;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock that stands still until a test moves it. Its ticks begin shortly before they overflow, as
 * those of {@link System#nanoTime()} may. Safe for any number of threads.
 */
public final class ManualClock implements TimeSource {

    /** What the wall clock shows at first. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private Duration passed = Duration.ZERO;
    private Duration jumped = Duration.ZERO;

    @Override
    public synchronized long nanoTime() {
        return ORIGIN + passed.toNanos();
    }

    @Override
    public synchronized Instant now() {
        return START.plus(passed).plus(jumped);
    }

    /** Moves ticks and wall clock on. */
    public synchronized void advance(Duration time) {
        passed = passed.plus(time);
    }

    /** Sets the wall clock forwards or backwards, which moves no tick. */
    public synchronized void jump(Duration by) {
        jumped = jumped.plus(by);
    }
}
