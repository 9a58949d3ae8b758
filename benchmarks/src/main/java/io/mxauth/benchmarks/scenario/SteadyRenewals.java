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
import io.mxauth.benchmarks.peer.Caller;
import io.mxauth.benchmarks.peer.Peer;
import io.mxauth.benchmarks.peer.Target;
import io.mxauth.benchmarks.report.BarChart;
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Table;
import io.mxauth.benchmarks.report.Verdict;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A steady load over renewals, beside the same load without any. The arms of a peer run at the same
 * time, so that whatever holds up the machine holds up all of them.
 */
public final class SteadyRenewals implements Scenario {

    private static final int THREADS = 20;
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration NO_RENEWAL = Duration.ofHours(1);
    private static final double TOLERANCE_MILLIS = 5;

    private final List<Peer> peers;

    public SteadyRenewals(List<Peer> peers) {
        this.peers = peers;
    }

    /**
     * One load.
     *
     * @param renewals how often a token was needed, other than the first
     * @param requests for them
     */
    public record Arm(String title, Outcomes outcomes, int renewals, int requests) {

        double requestsEach() {
            return renewals == 0 ? 0 : (double) requests / renewals;
        }

        boolean isBaseline() {
            return renewals == 0;
        }
    }

    @Override
    public String id() {
        return "B3";
    }

    /** The load without renewals, then one for each latency. */
    public List<Arm> measure(Peer peer, Scale scale) throws Exception {
        Scale.Renewals plan = scale.renewals();
        Duration during = plan.lifetime().multipliedBy(plan.count());
        warmUp(peer, plan);
        List<Running> running = new ArrayList<>();
        try {
            running.add(new Running(peer, "no renewals", NO_RENEWAL, Duration.ZERO));
            for (Duration latency : plan.latencies()) {
                running.add(
                        new Running(
                                peer,
                                "issuer " + latency.toMillis() + " ms",
                                plan.lifetime(),
                                latency));
            }
            running.forEach(Running::start);
            Load.sleep(during);
            return running.stream().map(Running::stop).toList();
        } finally {
            running.forEach(Running::close);
        }
    }

    /** Lets the JVM compile the path first. */
    private static void warmUp(Peer peer, Scale.Renewals plan) throws Exception {
        try (Site site = new Site();
                Caller caller = peer.caller(Target.of(site, NO_RENEWAL))) {
            Load.steady(
                    THREADS,
                    Duration.ofMillis(5),
                    plan.lifetime().dividedBy(4),
                    n -> caller.call("/films"));
        }
    }

    /** A load that runs, with the site that it runs against. */
    private static final class Running implements AutoCloseable {

        private final Site site = new Site();
        private final String title;
        private final Duration latency;
        private final Caller caller;
        private Load.@Nullable Steady load;

        Running(Peer peer, String title, Duration lifetime, Duration latency) throws Exception {
            this.title = title;
            this.latency = latency;
            site.issuer().expiresIn(String.valueOf(lifetime.toSeconds()));
            this.caller = peer.caller(Target.of(site, lifetime));
            caller.call("/films");
            site.issuer().latency(latency);
        }

        void start() {
            load = new Load.Steady(THREADS, INTERVAL, n -> caller.call("/films"));
        }

        Arm stop() {
            Outcomes outcomes = Objects.requireNonNull(load).stop();
            List<Long> arrivals = site.issuer().arrivals();
            return new Arm(
                    title,
                    outcomes,
                    groups(arrivals.subList(1, arrivals.size()), latency),
                    arrivals.size() - 1);
        }

        /** Requests that came while another one was under way, or right after it, count as one. */
        private static int groups(List<Long> arrivals, Duration latency) {
            long width = latency.plusMillis(200).toNanos();
            int groups = 0;
            long first = 0;
            for (long arrival : arrivals) {
                if (groups == 0 || arrival - first > width) {
                    groups++;
                    first = arrival;
                }
            }
            return groups;
        }

        @Override
        public void close() {
            caller.close();
            site.close();
        }
    }

    @Override
    public Section run(Scale scale) throws Exception {
        List<Peer> others = peers.stream().filter(peer -> !peer.isOurs()).toList();
        Map<Peer, List<Arm>> results = new LinkedHashMap<>();
        for (Peer peer : peers) {
            if (peer.isOurs()) {
                results.put(peer, measure(peer, scale));
            }
        }
        results.putAll(EachPeer.atATime(others, peer -> measure(peer, scale)));
        List<Arm> ours = EachPeer.ours(results);
        Arm baseline = ours.get(0);
        Verdict.Judge judge = new Verdict.Judge();
        List<String> measured = new ArrayList<>();
        for (Arm arm : ours.subList(1, ours.size())) {
            double more = arm.outcomes().max() - baseline.outcomes().max();
            judge.atMost(
                            "max with " + arm.title() + " beyond the run without renewals",
                            more,
                            TOLERANCE_MILLIS,
                            "ms")
                    .atMost("requests per renewal", arm.requestsEach(), 1, "")
                    .atMost("failed calls", arm.outcomes().failed(), 0, "");
            measured.add(
                    "%s: max %s ms (%s ms without renewals), %s per renewal"
                            .formatted(
                                    arm.title(),
                                    Spread.number(arm.outcomes().max()),
                                    Spread.number(baseline.outcomes().max()),
                                    Spread.number(arm.requestsEach())));
        }
        return new Section(
                id(),
                "%d threads steady over %d lifetimes of %d s"
                        .formatted(
                                THREADS,
                                scale.renewals().count(),
                                scale.renewals().lifetime().toSeconds()),
                "Full exchanges, each thread one in "
                        + INTERVAL.toMillis()
                        + " ms; a call that takes longer also counts those that it held up. Peers in"
                        + " their recommended configuration, with margins that fit the lifetime. The"
                        + " arms of one row of the first column ran at the same time; ours ran alone,"
                        + " the peers beside each other, so compare each with its own run without"
                        + " renewals.",
                "max within 5 ms of the same run without renewals; 1 request per renewal",
                judge.of(String.join("; ", measured)),
                List.of(table(results)),
                losses(results),
                List.of(chart(results)));
    }

    private static Table table(Map<Peer, List<Arm>> results) {
        List<List<String>> rows = new ArrayList<>();
        results.forEach(
                (peer, arms) ->
                        arms.forEach(
                                arm ->
                                        rows.add(
                                                List.of(
                                                        peer.isOurs()
                                                                ? "**" + peer.name() + "**"
                                                                : peer.name(),
                                                        arm.title(),
                                                        Spread.number(arm.outcomes().calls()),
                                                        Spread.number(arm.outcomes().failed()),
                                                        Spread.number(
                                                                arm.outcomes()
                                                                        .percentileAt(
                                                                                INTERVAL, 50)),
                                                        Spread.number(
                                                                arm.outcomes()
                                                                        .percentileAt(
                                                                                INTERVAL, 99)),
                                                        Spread.number(arm.outcomes().max()),
                                                        Spread.number(arm.renewals()),
                                                        Spread.number(arm.requestsEach())))));
        return new Table(
                List.of(
                        "",
                        "token requests take",
                        "calls",
                        "failed",
                        "p50, ms",
                        "p99, ms",
                        "max, ms",
                        "renewals",
                        "requests per renewal"),
                rows);
    }

    private static List<String> losses(Map<Peer, List<Arm>> results) {
        List<Arm> ours = EachPeer.ours(results);
        List<String> losses = new ArrayList<>();
        results.forEach(
                (peer, arms) -> {
                    for (int i = 1; i < arms.size(); i++) {
                        double theirs = beyondBaseline(arms, i);
                        if (!peer.isOurs() && theirs < beyondBaseline(ours, i)) {
                            losses.add(
                                    "max beyond the run without renewals, %s: %s has %s ms, ours %s ms"
                                            .formatted(
                                                    arms.get(i).title(),
                                                    peer.label(),
                                                    Spread.number(theirs),
                                                    Spread.number(beyondBaseline(ours, i))));
                        }
                    }
                });
        return losses;
    }

    private static double beyondBaseline(List<Arm> arms, int index) {
        return arms.get(index).outcomes().max() - arms.get(0).outcomes().max();
    }

    private static BarChart chart(Map<Peer, List<Arm>> results) {
        List<BarChart.Bar> bars = new ArrayList<>();
        results.forEach(
                (peer, arms) ->
                        arms.forEach(
                                arm ->
                                        bars.add(
                                                new BarChart.Bar(
                                                        peer.name()
                                                                + (arm.isBaseline()
                                                                        ? ", no renewals"
                                                                        : ", " + arm.title()),
                                                        Spread.of(arm.outcomes().max()),
                                                        peer.isOurs()))));
        return new BarChart(
                "b3-renewals",
                "B3: longest call under a steady load, with and without renewals",
                "ms",
                true,
                bars);
    }
}
