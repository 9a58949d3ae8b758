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

import java.util.List;

/**
 * Bars beside each other, to be read from the left.
 *
 * @param name of its file, without an ending
 * @param logarithmic whether each grid line is ten times the one before
 */
public record BarChart(
        String name, String title, String unit, boolean logarithmic, List<Bar> bars) {

    public BarChart {
        bars = List.copyOf(bars);
    }

    /**
     * One bar.
     *
     * @param ours whether it is drawn in the colour of this project
     */
    public record Bar(String label, Spread value, boolean ours) {}
}
