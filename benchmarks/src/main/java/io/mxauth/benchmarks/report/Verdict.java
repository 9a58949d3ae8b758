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
package io.mxauth.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a target was reached.
 *
 * @param measured what ours came to, in words
 * @param misses each part of the target that was missed, and by how much
 */
public record Verdict(String measured, List<String> misses) {

    public Verdict {
        misses = List.copyOf(misses);
    }

    public boolean isMet() {
        return misses.isEmpty();
    }

    /** Collects the parts of a target. */
    public static final class Judge {

        private final List<String> misses = new ArrayList<>();

        /** A part that is reached where that holds; what is missing is said otherwise. */
        public Judge require(boolean reached, String miss) {
            if (!reached) {
                misses.add(miss);
            }
            return this;
        }

        public Judge atMost(String what, double value, double limit, String unit) {
            return require(
                    value <= limit,
                    "%s is %s %s, which is %s %s over %s"
                            .formatted(
                                    what,
                                    Spread.number(value),
                                    unit,
                                    Spread.number(value - limit),
                                    unit,
                                    Spread.number(limit)));
        }

        public Verdict of(String measured) {
            return new Verdict(measured, misses);
        }
    }
}
