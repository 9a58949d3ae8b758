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

import java.util.Collections;
import java.util.List;

/** The report as Markdown: first what was reached, then each section with its tables and plots. */
final class MarkdownWriter {

    private final StringBuilder text = new StringBuilder();

    private MarkdownWriter() {}

    static String write(Report report) {
        MarkdownWriter writer = new MarkdownWriter();
        writer.head(report);
        writer.summary(report.sections());
        writer.losses(report.sections());
        report.sections().forEach(writer::section);
        return writer.text.toString();
    }

    private void head(Report report) {
        line("# Benchmark: camel-mxauth beside its peers");
        line("");
        line("Written by one run of the benchmark (mode `" + report.mode() + "`) on");
        line(report.environment().date() + "; nothing in it is edited by hand. How it is measured");
        line("and how to run it: [README](../README.md). Where a figure is written as `a (b..c)`,");
        line("`a` is the median and `b..c` the least and the most.");
        line("");
        table(
                new Table(
                        List.of("", ""),
                        report.environment().facts().entrySet().stream()
                                .map(fact -> List.of(fact.getKey(), fact.getValue()))
                                .toList()));
    }

    private void summary(List<Section> sections) {
        line("## Targets");
        line("");
        table(
                new Table(
                        List.of("", "measured", "target", "ours", ""),
                        sections.stream().map(MarkdownWriter::summaryOf).toList()));
        for (Section section : sections) {
            for (String miss : section.verdict().misses()) {
                line("- **" + section.id() + " not met:** " + miss + ".");
            }
        }
        line("");
    }

    private static List<String> summaryOf(Section section) {
        Verdict verdict = section.verdict();
        return List.of(
                section.id(),
                section.title(),
                section.target(),
                verdict.measured(),
                verdict.isMet() ? "met" : "**not met**");
    }

    private void losses(List<Section> sections) {
        line("## Where a peer does better");
        line("");
        boolean any = false;
        for (Section section : sections) {
            for (String loss : section.losses()) {
                line("- " + section.id() + ": " + loss + ".");
                any = true;
            }
        }
        if (!any) {
            line("Nowhere in this run.");
        }
        line("");
    }

    private void section(Section section) {
        line("## " + section.id() + ": " + section.title());
        line("");
        line(section.method());
        line("");
        line("Target: " + section.target() + ".");
        line("");
        section.tables().forEach(this::table);
        for (BarChart chart : section.charts()) {
            line("![" + chart.title() + "](" + chart.name() + ".svg)");
            line("");
        }
    }

    private void table(Table table) {
        row(table.columns());
        row(Collections.nCopies(table.columns().size(), "---"));
        table.rows().forEach(this::row);
        line("");
    }

    private void row(List<String> cells) {
        line(
                "| "
                        + String.join(
                                " | ", cells.stream().map(c -> c.replace("|", "\\|")).toList())
                        + " |");
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
