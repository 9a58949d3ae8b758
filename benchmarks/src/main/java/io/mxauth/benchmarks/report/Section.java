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
 * One row of the benchmark's plan, measured.
 *
 * @param id such as {@code B2}
 * @param method how it was measured, in sentences
 * @param losses where a peer did better than ours, each as a sentence
 */
public record Section(
        String id,
        String title,
        String method,
        String target,
        Verdict verdict,
        List<Table> tables,
        List<String> losses,
        List<BarChart> charts) {

    public Section {
        tables = List.copyOf(tables);
        losses = List.copyOf(losses);
        charts = List.copyOf(charts);
    }
}
