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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that one run measured.
 *
 * @param mode such as {@code full}
 */
public record Report(String mode, Environment environment, List<Section> sections) {

    public Report {
        sections = List.copyOf(sections);
    }

    /** Writes {@code REPORT.md} and one SVG for each chart into that folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Section section : sections) {
            for (BarChart chart : section.charts()) {
                Files.writeString(
                        folder.resolve(chart.name() + ".svg"), SvgWriter.draw(chart), UTF_8);
            }
        }
        Files.writeString(folder.resolve("REPORT.md"), MarkdownWriter.write(this), UTF_8);
    }
}
