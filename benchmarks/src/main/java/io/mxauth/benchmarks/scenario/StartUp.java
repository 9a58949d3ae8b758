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
package io.mxauth.benchmarks.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mxauth.benchmarks.report.BarChart;
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Table;
import io.mxauth.benchmarks.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What five providers add to the start of a context. */
public final class StartUp implements Scenario {

    private static final double MOST_MILLIS = 50;
    private static final List<String> TITLES =
            List.of(
                    "first start in a new JVM, ms",
                    "later starts in it, ms",
                    "threads after the start",
                    "threads of ours",
                    "heap, MB",
                    "metaspace, MB");

    @Override
    public String id() {
        return "B13";
    }

    /** One list for each of the probe's figures. */
    private record Measured(List<List<Double>> figures) {

        Spread spread(int figure) {
            return Spread.of(figures.get(figure));
        }
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Measured without = empty();
        Measured with = empty();
        for (int i = 0; i < scale.starts(); i++) {
            measure("without", without);
            measure(StartProbe.WITH, with);
        }
        double cold = with.spread(0).median() - without.spread(0).median();
        double warm = with.spread(1).median() - without.spread(1).median();
        return new Section(
                id(),
                "what five providers add to the start of a context",
                "A context with five routes that call `https:`, in a JVM of its own: without"
                        + " authentication, and with the five presets configured and `mxauth:` before"
                        + " each call. The first start has the loading of classes in it. "
                        + scale.starts()
                        + " JVMs each, in turns. Memory after a collection, with JMX on.",
                "under 50 ms, no thread before the first token",
                new Verdict.Judge()
                        .atMost("added to the first start", cold, MOST_MILLIS, "ms")
                        .atMost("threads of ours after the start", with.spread(3).most(), 0, "")
                        .of(
                                "%s ms at the first start, %s ms at later ones, %s threads, %s MB heap, %s MB metaspace"
                                        .formatted(
                                                Spread.number(cold),
                                                Spread.number(warm),
                                                Spread.number(with.spread(3).most()),
                                                Spread.number(difference(with, without, 4)),
                                                Spread.number(difference(with, without, 5)))),
                List.of(table(without, with)),
                List.of(),
                List.of(
                        new BarChart(
                                "b13-start",
                                "B13: start of a context with five routes",
                                "ms",
                                false,
                                List.of(
                                        new BarChart.Bar(
                                                "first start, without", without.spread(0), false),
                                        new BarChart.Bar(
                                                "first start, five providers",
                                                with.spread(0),
                                                true),
                                        new BarChart.Bar(
                                                "later starts, without", without.spread(1), false),
                                        new BarChart.Bar(
                                                "later starts, five providers",
                                                with.spread(1),
                                                true)))));
    }

    private static double difference(Measured with, Measured without, int figure) {
        return with.spread(figure).median() - without.spread(figure).median();
    }

    private static Measured empty() {
        List<List<Double>> figures = new ArrayList<>();
        TITLES.forEach(title -> figures.add(new ArrayList<>()));
        return new Measured(figures);
    }

    private static void measure(String how, Measured measured)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                StartProbe.class.getName(),
                                how)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String[] figures =
                new String(process.getInputStream().readAllBytes(), UTF_8).strip().split(" ");
        if (process.waitFor() != 0 || figures.length != TITLES.size()) {
            throw new IllegalStateException("The start failed: " + Arrays.toString(figures));
        }
        for (int i = 0; i < figures.length; i++) {
            measured.figures().get(i).add(Double.valueOf(figures[i]));
        }
    }

    private static Table table(Measured without, Measured with) {
        return new Table(
                List.of("", "without", "with five providers", "difference of the medians"),
                IntStream.range(0, TITLES.size())
                        .mapToObj(
                                i ->
                                        List.of(
                                                TITLES.get(i),
                                                without.spread(i).text(),
                                                with.spread(i).text(),
                                                Spread.number(difference(with, without, i))))
                        .toList());
    }
}
