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
import io.mxauth.benchmarks.server.Fault;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An issuer that is down while the token lives. */
public final class OutageInLife implements Scenario {

    private static final int THREADS = 4;
    private static final Duration INTERVAL = Duration.ofMillis(50);

    /** Before the end of the life, so that the last call is in the life whoever counts it. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final List<Peer> peers;

    public OutageInLife(List<Peer> peers) {
        this.peers = peers;
    }

    public record Figures(int served, int calls, int requests) {}

    @Override
    public String id() {
        return "B5";
    }

    public Figures measure(Peer peer, Scale scale) throws Exception {
        Duration lifetime = scale.renewals().lifetime();
        try (Site site = new Site();
                Caller caller = peer.caller(Target.of(site, lifetime))) {
            site.issuer().expiresIn(String.valueOf(lifetime.toSeconds()));
            long end = System.nanoTime() + lifetime.minus(REST).toNanos();
            caller.call("/films");
            site.issuer().fail(Fault.UNAVAILABLE);
            Load.Steady load = new Load.Steady(THREADS, INTERVAL, n -> caller.call("/films"));
            Load.sleepUntil(end);
            Outcomes outcomes = load.stop();
            return new Figures(outcomes.served(), outcomes.calls(), site.issuer().requests() - 1);
        }
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Map<Peer, Figures> results = EachPeer.atATime(peers, peer -> measure(peer, scale));
        Figures ours = EachPeer.ours(results);
        Comparison<Figures> comparison =
                new Comparison<>(results)
                        .more("served, %", OutageInLife::share)
                        .column("calls", figures -> Spread.number(figures.calls()))
                        .less("token requests meanwhile", figures -> Spread.of(figures.requests()));
        return new Section(
                id(),
                "issuer down while the token lives",
                "One call gets a token of "
                        + scale.renewals().lifetime().toSeconds()
                        + " s; from then on the issuer answers 503, and "
                        + THREADS
                        + " threads call on until "
                        + REST.toSeconds()
                        + " s before its end. By default some peers have margins longer than this"
                        + " life; the recommended rows have margins that fit it.",
                "all exchanges served",
                new Verdict.Judge()
                        .atMost("exchanges not served", ours.calls() - ours.served(), 0, "")
                        .of(ours.served() + " of " + ours.calls() + " served"),
                List.of(comparison.table()),
                comparison.losses(),
                List.of(
                        comparison.chart(
                                "b5-outage-in-life",
                                "B5: exchanges served while the issuer is down and a token lives",
                                "% of the exchanges",
                                false,
                                OutageInLife::share)));
    }

    private static Spread share(Figures figures) {
        return Spread.of(100.0 * figures.served() / figures.calls());
    }
}
