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

import io.mxauth.benchmarks.report.BarChart;
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Table;
import io.mxauth.benchmarks.report.Verdict;
import io.mxauth.benchmarks.scenario.Scale;
import io.mxauth.benchmarks.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The path with a token in hand, by JMH: resolving, a route's node, a whole exchange. */
public final class CachedPath implements Scenario {

    private static final String OURS = "mxauth";
    private static final double MOST_OF_SET_HEADER = 1.5;

    private final Effort effort;

    public CachedPath(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String id() {
        return "B1";
    }

    /** A parameter with the values that it is measured with. */
    private record Choice(String param, List<String> values) {}

    /** Several rounds, in each of which everything is measured once, in a JVM each. */
    @SafeVarargs
    private List<Measured> measure(Class<?> benchmark, List<Choice>... selections)
            throws RunnerException {
        List<Measured> measured = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            for (int threads : effort.threads()) {
                for (List<Choice> choices : selections) {
                    round(benchmark, threads, choices).forEach(figure -> add(figure, measured));
                }
            }
        }
        return measured;
    }

    private static void add(Measured figure, List<Measured> measured) {
        for (int i = 0; i < measured.size(); i++) {
            if (measured.get(i).isOfSame(figure)) {
                measured.set(i, measured.get(i).and(figure));
                return;
            }
        }
        measured.add(figure);
    }

    private List<Measured> round(Class<?> benchmark, int threads, List<Choice> choices)
            throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                        .threads(threads)
                        .forks(1)
                        .warmupIterations(effort.warmUps())
                        .warmupTime(effort.each())
                        .measurementIterations(effort.iterations())
                        .measurementTime(effort.each())
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .jvmArgs("-Xms1g", "-Xmx1g", "-Dsun.net.httpserver.nodelay=true")
                        .verbosity(VerboseMode.SILENT);
        for (Choice choice : choices) {
            options.param(choice.param(), choice.values().toArray(String[]::new));
        }
        return new Runner(options.build()).run().stream().map(Measured::of).toList();
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Verdict.Judge judge = new Verdict.Judge();
        List<String> losses = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        List<BarChart> charts = new ArrayList<>();
        resolving(judge, losses, words, tables, charts);
        nodes(judge, words, tables, charts);
        exchanges(judge, losses, words, tables, charts);
        return new Section(
                id(),
                "cached path: (a) resolving to header values, (b) a route's node, (c) a whole exchange",
                "JMH, average time, `-prof gc`; "
                        + effort.rounds()
                        + " round(s), in each of which everything is measured once, in a JVM each, "
                        + effort.iterations()
                        + " iterations of it. (a) the call that gives the header's whole"
                        + " value; camel-http has none, so its row is the difference between its HTTP"
                        + " client with and without its interceptor, where calls are answered without"
                        + " sending anything. (b) a direct route of one node, with all that"
                        + " Camel does around a route; JMX means camel-management. (c) a call over"
                        + " loopback whose server runs in the same JVM; each peer is compared with its"
                        + " own client without authentication. The fixed header is as long as a token:"
                        + " what sending and reading it costs is no cost of authentication, but it is"
                        + " in the difference. Intervals: 99 %, of the difference within a round.",
                "(a) faster and fewer bytes than every peer; (b) at most 1.5 times setHeader, JMX off"
                        + " and on; (c) no difference beyond the noise",
                judge.of(String.join("; ", words)),
                tables,
                losses,
                charts);
    }

    private void resolving(
            Verdict.Judge judge,
            List<String> losses,
            List<String> words,
            List<Table> tables,
            List<BarChart> charts)
            throws RunnerException {
        List<Measured> resolvers = measure(ResolverBenchmark.class, List.of());
        List<Measured> interceptors = measure(InterceptorBenchmark.class, List.of());
        List<List<String>> rows = new ArrayList<>();
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int threads : effort.threads()) {
            Measured ours = only(resolvers, threads, m -> m.subject().equals(OURS));
            words.add(
                    "(a) %s ns, %d B with %d thread(s)"
                            .formatted(
                                    Spread.number(ours.spread().median()),
                                    ours.roundedBytes(),
                                    threads));
            for (Measured one : resolvers) {
                if (one.threads() != threads) {
                    continue;
                }
                boolean isOurs = one.subject().equals(OURS);
                rows.add(row(one.subject(), threads, one.spread().text(), one.roundedBytes()));
                bars.add(
                        new BarChart.Bar(
                                one.subject() + ", " + threads + " thread(s)",
                                one.spread(),
                                isOurs));
                if (!isOurs) {
                    beat(
                            judge,
                            losses,
                            ours,
                            one.subject(),
                            one.spread().median(),
                            one.roundedBytes());
                }
            }
            Measured plain = only(interceptors, threads, m -> m.subject().equals("none"));
            Measured cached = only(interceptors, threads, m -> !m.subject().equals("none"));
            Measured.Difference net = cached.minus(plain);
            rows.add(
                    row(
                            "camel-http, net",
                            threads,
                            net.text(),
                            cached.roundedBytes() - plain.roundedBytes()));
            bars.add(
                    new BarChart.Bar(
                            "camel-http net, " + threads + " thread(s)",
                            new Spread(net.nanos(), net.from(), net.to()),
                            false));
            beat(
                    judge,
                    losses,
                    ours,
                    "camel-http, net, at most",
                    net.to(),
                    cached.roundedBytes() - plain.roundedBytes());
        }
        tables.add(new Table(List.of("(a) resolving", "threads", "ns/op", "B/op"), rows));
        charts.add(
                new BarChart(
                        "b1-resolving",
                        "B1 (a): resolving to the header's value, token in hand",
                        "ns per call",
                        true,
                        bars));
    }

    private static void beat(
            Verdict.Judge judge,
            List<String> losses,
            Measured ours,
            String peer,
            double nanos,
            int bytes) {
        double median = ours.spread().median();
        if (median >= nanos) {
            String text =
                    "(a) ns per resolution, %d thread(s): %s has %s, ours %s"
                            .formatted(
                                    ours.threads(),
                                    peer,
                                    Spread.number(nanos),
                                    Spread.number(median));
            judge.require(false, text);
            losses.add(text);
        }
        if (ours.roundedBytes() > bytes) {
            String text =
                    "(a) bytes per resolution, %d thread(s): %s has %d, ours %d"
                            .formatted(ours.threads(), peer, bytes, ours.roundedBytes());
            judge.require(false, text);
            losses.add(text);
        } else if (ours.roundedBytes() == bytes && bytes > 0) {
            judge.require(
                    false,
                    "(a) bytes per resolution, %d thread(s): %s has as many, %d"
                            .formatted(ours.threads(), peer, bytes));
        }
    }

    private void nodes(
            Verdict.Judge judge, List<String> words, List<Table> tables, List<BarChart> charts)
            throws RunnerException {
        List<Measured> nodes = measure(NodeBenchmark.class, List.of());
        List<List<String>> rows = new ArrayList<>();
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int threads : effort.threads()) {
            for (String jmx : List.of("off", "on")) {
                Predicate<Measured> sameJmx = m -> m.param("jmx").equals(jmx);
                Measured header =
                        only(nodes, threads, sameJmx.and(m -> m.subject().equals("setHeader")));
                Measured ours = only(nodes, threads, sameJmx.and(m -> m.subject().equals(OURS)));
                double times = ours.spread().median() / header.spread().median();
                String where = "JMX " + jmx + ", " + threads + " thread(s)";
                rows.add(
                        List.of(
                                jmx,
                                String.valueOf(threads),
                                header.spread().text(),
                                String.valueOf(header.roundedBytes()),
                                ours.spread().text(),
                                String.valueOf(ours.roundedBytes()),
                                Spread.number(times)));
                bars.add(new BarChart.Bar("setHeader, " + where, header.spread(), false));
                bars.add(new BarChart.Bar("mxauth, " + where, ours.spread(), true));
                judge.atMost("(b) the node with " + where, times, MOST_OF_SET_HEADER, "times");
                words.add("(b) %s times with %s".formatted(Spread.number(times), where));
            }
        }
        tables.add(
                new Table(
                        List.of(
                                "(b) JMX",
                                "threads",
                                "setHeader, ns/op",
                                "B/op",
                                "**mxauth**, ns/op",
                                "B/op",
                                "times"),
                        rows));
        charts.add(
                new BarChart(
                        "b1-node", "B1 (b): a route of one node", "ns per exchange", false, bars));
    }

    private void exchanges(
            Verdict.Judge judge,
            List<String> losses,
            List<String> words,
            List<Table> tables,
            List<BarChart> charts)
            throws RunnerException {
        List<Measured> exchanges =
                measure(
                        ExchangeBenchmark.class,
                        List.of(
                                new Choice(
                                        "authentication",
                                        List.of(
                                                ExchangeBenchmark.NONE,
                                                ExchangeBenchmark.AUTHENTICATED))),
                        List.of(
                                new Choice("subject", List.of(OURS)),
                                new Choice("authentication", List.of(ExchangeBenchmark.HEADER))));
        List<List<String>> rows = new ArrayList<>();
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int threads : effort.threads()) {
            Measured.Difference ours = difference(exchanges, OURS, threads);
            for (Measured one : exchanges) {
                if (one.threads() != threads) {
                    continue;
                }
                String how = one.param("authentication");
                Measured.Difference difference =
                        one.minus(
                                exchange(
                                        exchanges, one.subject(), ExchangeBenchmark.NONE, threads));
                boolean plain = how.equals(ExchangeBenchmark.NONE);
                rows.add(
                        List.of(
                                one.subject().equals(OURS) ? "**mxauth**" : one.subject(),
                                how,
                                String.valueOf(threads),
                                one.spread().text(),
                                String.valueOf(one.roundedBytes()),
                                plain ? "" : difference.text()));
                bars.add(
                        new BarChart.Bar(
                                one.subject() + ", " + how + ", " + threads + " thread(s)",
                                one.spread(),
                                one.subject().equals(OURS)));
                boolean isPeer =
                        how.equals(ExchangeBenchmark.AUTHENTICATED) && !one.subject().equals(OURS);
                if (isPeer && difference.nanos() < ours.nanos()) {
                    losses.add(
                            "(c) ns that authentication adds to an exchange, %d thread(s): %s has %s, ours %s"
                                    .formatted(
                                            threads,
                                            one.subject(),
                                            difference.text(),
                                            ours.text()));
                }
            }
            judge.require(
                    ours.isWithinNoise(),
                    "(c) an exchange takes %s ns more than without a header, %d thread(s)"
                            .formatted(ours.text(), threads));
            Measured.Difference besideHeader =
                    exchange(exchanges, OURS, ExchangeBenchmark.AUTHENTICATED, threads)
                            .minus(exchange(exchanges, OURS, ExchangeBenchmark.HEADER, threads));
            words.add(
                    "(c) %s ns more than without, %s ns more than with a fixed header, %d thread(s)"
                            .formatted(ours.text(), besideHeader.text(), threads));
        }
        tables.add(
                new Table(
                        List.of(
                                "(c) exchange",
                                "authentication",
                                "threads",
                                "ns/op",
                                "B/op, server included",
                                "more than without, ns"),
                        rows));
        charts.add(
                new BarChart(
                        "b1-exchange",
                        "B1 (c): a whole HTTP exchange",
                        "ns per exchange",
                        false,
                        bars));
    }

    private static Measured.Difference difference(
            List<Measured> exchanges, String subject, int threads) {
        return exchange(exchanges, subject, ExchangeBenchmark.AUTHENTICATED, threads)
                .minus(exchange(exchanges, subject, ExchangeBenchmark.NONE, threads));
    }

    private static Measured exchange(
            List<Measured> exchanges, String subject, String authentication, int threads) {
        return only(
                exchanges,
                threads,
                m ->
                        m.subject().equals(subject)
                                && m.param("authentication").equals(authentication));
    }

    private static Measured only(
            List<Measured> measured, int threads, Predicate<Measured> condition) {
        return measured.stream()
                .filter(m -> m.threads() == threads)
                .filter(condition)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> row(String subject, int threads, String nanos, int bytes) {
        return List.of(
                subject.equals(OURS) ? "**" + subject + "**" : subject,
                String.valueOf(threads),
                nanos,
                String.valueOf(bytes));
    }
}
