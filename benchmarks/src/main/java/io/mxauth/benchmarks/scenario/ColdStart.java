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
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Verdict;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many exchanges at a time that all need the first token. */
public final class ColdStart implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final List<Peer> peers;

    public ColdStart(List<Peer> peers) {
        this.peers = peers;
    }

    /**
     * What came of it.
     *
     * @param longest in milliseconds
     */
    public record Figures(Spread requests, Spread failed, Spread longest) {}

    @Override
    public String id() {
        return "B2";
    }

    public Figures measure(Peer peer, Scale scale) throws Exception {
        List<Integer> requests = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        for (int i = 0; i <= scale.repetitions(); i++) {
            try (Site site = new Site();
                    Caller caller = peer.caller(Target.of(site, LIFETIME))) {
                site.issuer().latency(LATENCY);
                Outcomes outcomes =
                        Load.burst(scale.parallel(), scale.parallel(), n -> caller.call("/films"));
                requests.add(site.issuer().requests());
                failed.add(outcomes.failed());
                // The first one is the JVM's warm-up, which counts for the counts only.
                if (i > 0) {
                    longest.add(outcomes.max());
                }
            }
        }
        return new Figures(Spread.of(requests), Spread.of(failed), Spread.of(longest));
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Map<Peer, Figures> results = EachPeer.inTurn(peers, peer -> measure(peer, scale));
        Figures ours = EachPeer.ours(results);
        Comparison<Figures> comparison =
                new Comparison<>(results)
                        .less("token requests", Figures::requests)
                        .less("failed", Figures::failed)
                        .less("longest call, ms", Figures::longest);
        return new Section(
                id(),
                "cold start: "
                        + scale.parallel()
                        + " exchanges at once, issuer "
                        + LATENCY.toMillis()
                        + " ms",
                "Full exchanges, each on a thread of its own; the API's pool has 200 connections. "
                        + scale.repetitions()
                        + " repetitions and one to warm up, each with a new context and a new"
                        + " issuer.",
                "1 token request",
                new Verdict.Judge()
                        .atMost("token requests", ours.requests().most(), 1, "")
                        .atMost("failed exchanges", ours.failed().most(), 0, "")
                        .of(ours.requests().text() + " token request"),
                List.of(comparison.table()),
                comparison.losses(),
                List.of(
                        comparison.chart(
                                "b2-cold-start",
                                "B2: token requests of "
                                        + scale.parallel()
                                        + " exchanges without a token",
                                "token requests",
                                false,
                                Figures::requests)));
    }
}
