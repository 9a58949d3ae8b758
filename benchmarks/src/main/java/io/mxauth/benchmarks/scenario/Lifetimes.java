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
import io.mxauth.benchmarks.peer.Caller;
import io.mxauth.benchmarks.peer.Peer;
import io.mxauth.benchmarks.peer.Target;
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Table;
import io.mxauth.benchmarks.report.Verdict;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tokens of all lifetimes, stated in the ways that issuers state them. */
public final class Lifetimes implements Scenario {

    private static final int THREADS = 8;
    private static final int STEADY_THREADS = 4;
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int MOST_STEADY = 3;

    /** What an answer may state, with the life that is meant. */
    private static final List<Stated> STATED =
            List.of(
                    new Stated("5", 5),
                    new Stated("60", 60),
                    new Stated("61", 61),
                    new Stated("299", 299),
                    new Stated("300", 300),
                    new Stated("3600", 3600),
                    new Stated(null, 3600),
                    new Stated("\"299\"", 299));

    private final List<Peer> peers;

    public Lifetimes(List<Peer> peers) {
        this.peers = peers;
    }

    private record Stated(@Nullable String json, int seconds) {

        String title() {
            return json == null ? "missing" : json;
        }
    }

    /** Token requests, one for each stated lifetime. */
    public List<Integer> burst(Peer peer, Scale scale) throws Exception {
        List<Integer> requests = new ArrayList<>();
        for (Stated stated : STATED) {
            try (Site site = new Site();
                    Caller caller =
                            peer.caller(Target.of(site, Duration.ofSeconds(stated.seconds())))) {
                site.issuer().expiresIn(stated.json());
                caller.call("/films");
                Load.burst(THREADS, scale.exchanges() - 1, n -> caller.call("/films"));
                requests.add(site.issuer().requests());
            }
        }
        return requests;
    }

    /** Token requests of a steady load over two lifetimes each. */
    public List<Integer> steady(Peer peer, Scale scale) throws Exception {
        List<Integer> requests = new ArrayList<>();
        for (Duration lifetime : scale.steadyLifetimes()) {
            try (Site site = new Site();
                    Caller caller = peer.caller(Target.of(site, lifetime))) {
                site.issuer().expiresIn(String.valueOf(lifetime.toSeconds()));
                Load.steady(
                        STEADY_THREADS,
                        INTERVAL,
                        lifetime.multipliedBy(2),
                        n -> caller.call("/films"));
                requests.add(site.issuer().requests());
            }
        }
        return requests;
    }

    @Override
    public String id() {
        return "B8";
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Map<Peer, List<Integer>> bursts = EachPeer.inTurn(peers, peer -> burst(peer, scale));
        Map<Peer, List<Integer>> steady = EachPeer.atATime(peers, peer -> steady(peer, scale));
        Verdict.Judge judge = new Verdict.Judge();
        List<Integer> ours = EachPeer.ours(bursts);
        for (int i = 0; i < ours.size(); i++) {
            judge.atMost("token requests for " + STATED.get(i).title(), ours.get(i), 1, "");
        }
        List<Integer> oursSteady = EachPeer.ours(steady);
        for (int i = 0; i < oursSteady.size(); i++) {
            judge.atMost(
                    "token requests over two lives of "
                            + scale.steadyLifetimes().get(i).toSeconds()
                            + " s",
                    oursSteady.get(i),
                    MOST_STEADY,
                    "");
        }
        Comparison<List<Integer>> comparison =
                new Comparison<>(steady)
                        .less(
                                "token requests over two lifetimes",
                                requests -> Spread.of(requests.get(0)));
        return new Section(
                id(),
                "lifetimes of tokens: token requests",
                "First table: "
                        + scale.exchanges()
                        + " exchanges right after each other, by "
                        + THREADS
                        + " threads, which takes less than half of the shortest life. Second table: "
                        + STEADY_THREADS
                        + " threads, each one exchange in "
                        + INTERVAL.toMillis()
                        + " ms, over two lifetimes.",
                "1 each; 3 at most over two lifetimes",
                judge.of(
                        Spread.of(ours).text()
                                + " each; "
                                + Spread.of(oursSteady).text()
                                + " over two lifetimes"),
                List.of(
                        table(bursts, STATED.stream().map(Stated::title).toList()),
                        table(
                                steady,
                                scale.steadyLifetimes().stream()
                                        .map(lifetime -> "2 x " + lifetime.toSeconds() + " s")
                                        .toList())),
                comparison.losses(),
                List.of(
                        new Comparison<>(bursts)
                                .chart(
                                        "b8-lifetimes",
                                        "B8: token requests of "
                                                + scale.exchanges()
                                                + " exchanges with a token of 60 s",
                                        "token requests",
                                        true,
                                        requests -> Spread.of(requests.get(1)))));
    }

    private static Table table(Map<Peer, List<Integer>> results, List<String> columns) {
        return new Table(
                Stream.concat(Stream.of("", "configuration"), columns.stream()).toList(),
                results.entrySet().stream()
                        .map(
                                entry ->
                                        Stream.concat(
                                                        Stream.of(
                                                                entry.getKey().name(),
                                                                entry.getKey().configuration()),
                                                        entry.getValue().stream()
                                                                .map(Spread::number))
                                                .toList())
                        .toList());
    }
}
