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

import io.mxauth.benchmarks.load.Load;
import io.mxauth.benchmarks.load.Outcomes;
import io.mxauth.benchmarks.load.RefusedConnections;
import io.mxauth.benchmarks.peer.Caller;
import io.mxauth.benchmarks.peer.Peer;
import io.mxauth.benchmarks.peer.Target;
import io.mxauth.benchmarks.report.BarChart;
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Table;
import io.mxauth.benchmarks.report.Verdict;
import io.mxauth.benchmarks.server.Fault;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** An issuer that fails from the start, under load, and then gives tokens. */
public final class Outage implements Scenario {

    private static final int THREADS = 50;
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final Duration GLANCE = Duration.ofMillis(5);
    private static final int MOST_REQUESTS = 20;
    private static final double AT_ONCE_MILLIS = 5;

    /** The longest back-off there can be after an outage, as a share of its length. */
    /** A cool-down is as long as its nominal length, give or take this share of it. */
    private static final double JITTER = 0.2;

    private static final List<Fault> FAULTS =
            List.of(Fault.UNAVAILABLE, Fault.TOO_MANY, Fault.REFUSED, Fault.HANG);

    private final List<Peer> peers;

    public Outage(List<Peer> peers) {
        this.peers = peers;
    }

    /**
     * What came of one fault.
     *
     * @param requests -1 where they could not be counted
     * @param healSeconds until the first success after the issuer healed; infinite if there was none
     */
    public record Figures(int requests, int calls, Outcomes failing, double healSeconds) {}

    @Override
    public String id() {
        return "B4";
    }

    public Figures measure(Peer peer, Fault fault, Scale scale) throws Exception {
        try (Site site = new Site();
                Caller caller = peer.caller(Target.of(site, LIFETIME))) {
            site.issuer().fail(fault);
            OptionalLong refusedBefore = RefusedConnections.soFar();
            Load.Steady load = new Load.Steady(THREADS, INTERVAL, n -> caller.call("/films"));
            Load.sleep(scale.outage());
            Outcomes failing = load.soFar().copy();
            int requests =
                    fault == Fault.REFUSED ? refusedSince(refusedBefore) : site.issuer().requests();
            long healed = System.nanoTime();
            site.issuer().heal();
            while (load.soFar().served() == 0 && System.nanoTime() - healed < PATIENCE.toNanos()) {
                Load.sleep(GLANCE);
            }
            double heal =
                    load.soFar().served() == 0
                            ? Double.POSITIVE_INFINITY
                            : (System.nanoTime() - healed) / 1e9;
            load.stop();
            return new Figures(requests, failing.calls(), failing, heal);
        }
    }

    private static int refusedSince(OptionalLong before) {
        OptionalLong now = RefusedConnections.soFar();
        return now.isPresent() && before.isPresent()
                ? Math.toIntExact(now.getAsLong() - before.getAsLong())
                : -1;
    }

    private Map<Fault, Figures> measure(Peer peer, Scale scale) throws Exception {
        Map<Fault, Figures> figures = new EnumMap<>(Fault.class);
        List<Thread> threads = new ArrayList<>();
        List<Exception> thrown = new ArrayList<>();
        for (Fault fault : FAULTS) {
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    Figures measured = measure(peer, fault, scale);
                                    synchronized (figures) {
                                        figures.put(fault, measured);
                                    }
                                } catch (Exception e) {
                                    synchronized (thrown) {
                                        thrown.add(e);
                                    }
                                }
                            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!thrown.isEmpty()) {
            throw thrown.get(0);
        }
        return figures;
    }

    /**
     * Seconds of the longest cool-down that can begin in the outage: they double from 1 s, so those
     * before one of n seconds are n - 1 seconds together.
     */
    private static double longestBackOff(Duration outage) {
        double latestStart = outage.toMillis() / 1e3 / (1 - JITTER);
        return Integer.highestOneBit((int) (latestStart + 1)) * (1 + JITTER);
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Map<Peer, Map<Fault, Figures>> results =
                EachPeer.inTurn(peers, peer -> measure(peer, scale));
        Map<Fault, Figures> ours = EachPeer.ours(results);
        Verdict.Judge judge = new Verdict.Judge();
        double backOff = longestBackOff(scale.outage());
        ours.forEach(
                (fault, figures) ->
                        judge.atMost(
                                        fault.label() + ": token requests",
                                        figures.requests(),
                                        MOST_REQUESTS,
                                        "")
                                .atMost(
                                        fault.label() + ": half of the calls fail after",
                                        figures.failing().percentile(50),
                                        AT_ONCE_MILLIS,
                                        "ms")
                                .atMost(
                                        fault.label() + ": time to heal",
                                        figures.healSeconds(),
                                        backOff,
                                        "s"));
        int most = ours.values().stream().mapToInt(Figures::requests).max().orElse(0);
        double heal = ours.values().stream().mapToDouble(Figures::healSeconds).max().orElse(0);
        return new Section(
                id(),
                "issuer refusing from cold, "
                        + THREADS
                        + " threads, "
                        + scale.outage().toSeconds()
                        + " s",
                "Full exchanges, each thread one in "
                        + INTERVAL.toMillis()
                        + " ms; the four faults at the same time, the peers one after the other, in"
                        + " their recommended configuration (which changes nothing here). Connections"
                        + " that are refused are counted by the operating system; `-` where it does"
                        + " not. The longest time to fail is that of the calls that wait for a fetch"
                        + " or for the probe after a cool-down. Time to heal: from the moment the"
                        + " issuer gives tokens to the first exchange that is served.",
                "20 token requests at most; at once after the first; healed within one back-off",
                judge.of(
                        "at most %d token requests; healed after at most %s s"
                                .formatted(most, Spread.number(heal))),
                List.of(table(results)),
                losses(results),
                List.of(chart(results)));
    }

    private static Table table(Map<Peer, Map<Fault, Figures>> results) {
        List<List<String>> rows = new ArrayList<>();
        for (Fault fault : FAULTS) {
            results.forEach(
                    (peer, all) -> {
                        Figures figures = Objects.requireNonNull(all.get(fault));
                        rows.add(
                                List.of(
                                        fault.label(),
                                        peer.isOurs() ? "**" + peer.name() + "**" : peer.name(),
                                        requests(figures),
                                        Spread.number(figures.calls()),
                                        time(figures, figures.failing().percentile(50)),
                                        time(figures, figures.failing().percentile(99)),
                                        time(figures, figures.failing().max()),
                                        healing(figures)));
                    });
        }
        return new Table(
                List.of(
                        "fault",
                        "",
                        "token requests",
                        "calls that failed",
                        "time to fail p50, ms",
                        "p99, ms",
                        "max, ms",
                        "time to heal, s"),
                rows);
    }

    private static String time(Figures figures, double millis) {
        return figures.calls() == 0 ? "still waiting" : Spread.number(millis);
    }

    private static String requests(Figures figures) {
        return figures.requests() < 0 ? "-" : Spread.number(figures.requests());
    }

    private static String healing(Figures figures) {
        return Double.isInfinite(figures.healSeconds())
                ? "not within " + PATIENCE.toSeconds()
                : Spread.number(figures.healSeconds());
    }

    private static List<String> losses(Map<Peer, Map<Fault, Figures>> results) {
        List<String> losses = new ArrayList<>();
        for (Fault fault : FAULTS) {
            Map<Peer, Figures> of = new LinkedHashMap<>();
            results.forEach((peer, all) -> of.put(peer, Objects.requireNonNull(all.get(fault))));
            Comparison<Figures> comparison = new Comparison<>(of);
            if (of.values().stream().allMatch(figures -> figures.requests() >= 0)) {
                comparison.less(
                        "token requests, " + fault.label(),
                        figures -> Spread.of(figures.requests()));
            }
            comparison.less(
                    "seconds to heal, " + fault.label(),
                    figures -> Spread.of(figures.healSeconds()));
            losses.addAll(comparison.losses());
        }
        return losses;
    }

    private static BarChart chart(Map<Peer, Map<Fault, Figures>> results) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Fault fault : FAULTS) {
            results.forEach(
                    (peer, all) -> {
                        Figures figures = all.get(fault);
                        if (figures != null && figures.requests() >= 0) {
                            bars.add(
                                    new BarChart.Bar(
                                            fault.label() + ", " + peer.name(),
                                            Spread.of(figures.requests()),
                                            peer.isOurs()));
                        }
                    });
        }
        return new BarChart(
                "b4-outage",
                "B4: token requests to an issuer that is down",
                "token requests",
                true,
                bars);
    }
}
