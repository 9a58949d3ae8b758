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

import java.time.Duration;

/**
 * How a soak goes.
 *
 * @param duration how long the traffic goes on, the warm-up included
 * @param seed what all chance comes from
 * @param callers threads for each target
 * @param settling how long everything rests before resources are counted
 */
record Plan(Duration duration, long seed, int callers, Duration settling) {

    /** Longer than any pool keeps an idle thread, the sandbox's included. */
    private static final Duration SETTLING = Duration.ofSeconds(65);

    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(1);

    /** A run of that length, which rests as long as it takes, within reason. */
    static Plan of(Duration duration, long seed) {
        Duration fifth = duration.dividedBy(5);
        return new Plan(duration, seed, 3, fifth.compareTo(SETTLING) < 0 ? fifth : SETTLING);
    }

    Duration warmUp() {
        Duration fifth = duration.dividedBy(5);
        return fifth.compareTo(LONGEST_WARM_UP) < 0 ? fifth : LONGEST_WARM_UP;
    }

    /** Whether it rested long enough for what is counted to be exact. */
    boolean isSettled() {
        return settling.compareTo(SETTLING) >= 0;
    }
}
