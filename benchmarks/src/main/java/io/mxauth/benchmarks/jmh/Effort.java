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
package io.mxauth.benchmarks.jmh;

import java.util.List;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long JMH measures.
 *
 * @param rounds how often each figure is measured, in a new JVM each time
 * @param threads numbers of threads
 */
public record Effort(
        int rounds, int warmUps, int iterations, TimeValue each, List<Integer> threads) {

    public static Effort full() {
        return new Effort(6, 3, 2, TimeValue.milliseconds(700), List.of(1, 2));
    }

    public static Effort quick() {
        return new Effort(2, 2, 2, TimeValue.milliseconds(400), List.of(1));
    }
}
