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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {

    private final Path folder;

    ReportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Section section(Verdict verdict, BarChart... charts) {
        return new Section(
                "B2",
                "cold start",
                "All at once.",
                "1 token request",
                verdict,
                List.of(new Table(List.of("", "requests"), List.of(List.of("mxauth", "1")))),
                List.of("longest call, ms: ours 3; a | peer 2"),
                List.of(charts));
    }

    private static Report report(Section... sections) {
        return new Report(
                "quick",
                new Environment(LocalDate.of(2026, 1, 2), Map.of("cores", "2")),
                List.of(sections));
    }

    private String written(Report report) throws Exception {
        report.write(folder);
        return Files.readString(folder.resolve("REPORT.md"));
    }

    @Test
    void report_tellsTargetMeasuredAndVerdict_firstOfAll() throws Exception {
        String text = written(report(section(new Verdict.Judge().of("1 token request"))));
        assertThat(text)
                .contains(
                        "mode `quick`",
                        "2026-01-02",
                        "| cores | 2 |",
                        "| B2 | cold start | 1 token request | 1 token request | met |",
                        "| mxauth | 1 |");
        assertThat(text).doesNotContain("not met");
    }

    @Test
    void report_ofAMissedTarget_saysByHowMuch() throws Exception {
        Verdict verdict =
                new Verdict.Judge().atMost("token requests", 7, 1, "requests").of("7 requests");
        assertThat(written(report(section(verdict))))
                .contains(
                        "| 7 requests | **not met** |",
                        "**B2 not met:** token requests is 7 requests, which is 6 requests over 1.");
    }

    @Test
    void report_showsWherePeersAreAhead() throws Exception {
        assertThat(written(report(section(new Verdict.Judge().of("1")))))
                .contains("- B2: longest call, ms: ours 3; a | peer 2.")
                .doesNotContain("Nowhere in this run");
    }

    @Test
    void chart_isSvgWithABarForEachValue_onBothScales() throws Exception {
        for (boolean logarithmic : new boolean[] {false, true}) {
            BarChart chart =
                    new BarChart(
                            "b2",
                            "requests & \"more\" <here>",
                            "requests",
                            logarithmic,
                            List.of(
                                    new BarChart.Bar("mxauth", Spread.of(1), true),
                                    new BarChart.Bar("peer", Spread.of(100, 200, 350), false),
                                    new BarChart.Bar("none", Spread.of(0), false)));
            assertThat(written(report(section(new Verdict.Judge().of("1"), chart))))
                    .contains("](b2.svg)");
            Document svg =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(folder.resolve("b2.svg").toFile());
            // One is the ground.
            assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3);
            double[] widths = new double[3];
            for (int i = 0; i < widths.length; i++) {
                widths[i] =
                        Double.parseDouble(
                                svg.getElementsByTagName("rect")
                                        .item(i + 1)
                                        .getAttributes()
                                        .getNamedItem("width")
                                        .getNodeValue());
            }
            assertThat(widths[1]).isGreaterThan(widths[0]);
            assertThat(widths[0]).isGreaterThan(widths[2]);
            assertThat(svg.getDocumentElement().getAttribute("aria-label"))
                    .isEqualTo(chart.title());
        }
    }

    @Test
    void spread_isTheMedianWithItsEnds() {
        assertThat(Spread.of(3, 1, 2).text()).isEqualTo("2 (1..3)");
        assertThat(Spread.of(4, 1, 2, 3).median()).isEqualTo(2.5);
        assertThat(Spread.of(5, 5).text()).isEqualTo("5");
        assertThat(Spread.number(1234567)).isEqualTo("1\u202f234\u202f567");
        assertThat(Spread.number(0.12345)).isEqualTo("0.123");
        assertThat(Spread.number(Double.POSITIVE_INFINITY)).isEqualTo("-");
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void table_withARaggedRow_isRefused() {
        assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
