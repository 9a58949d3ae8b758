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
import io.mxauth.benchmarks.report.Verdict;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Calls that all go to another URL of one API. */
public final class DistinctUrls implements Scenario {

    private static final int THREADS = 8;
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final List<Peer> peers;

    public DistinctUrls(List<Peer> peers) {
        this.peers = peers;
    }

    /**
     * What came of it.
     *
     * @param entries how much the token cache grew
     */
    public record Figures(int requests, int entries) {}

    @Override
    public String id() {
        return "B10";
    }

    public Figures measure(Peer peer, Scale scale) throws Exception {
        releaseEarlierContext();
        long before = LiveObjects.now().of(peer.cacheEntry()).objects();
        try (Site site = new Site();
                Caller caller = peer.caller(Target.of(site, LIFETIME))) {
            caller.call("/films");
            Load.burst(
                    THREADS,
                    scale.urls(),
                    n -> caller.call("/films/" + n + "?page=" + n + "&order=title"));
            long after = LiveObjects.now().of(peer.cacheEntry()).objects();
            return new Figures(site.issuer().requests(), Math.toIntExact(after - before));
        }
    }

    /**
     * Camel's simple language holds on to the context that it was last resolved for, hence to what
     * an earlier measurement left there, until another context takes its place.
     */
    private static void releaseEarlierContext() throws Exception {
        CamelContext empty = new DefaultCamelContext();
        empty.resolveLanguage("simple");
        empty.close();
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Map<Peer, Figures> results = EachPeer.inTurn(peers, peer -> measure(peer, scale));
        Figures ours = EachPeer.ours(results);
        Comparison<Figures> comparison =
                new Comparison<>(results)
                        .less("token requests", figures -> Spread.of(figures.requests()))
                        .less("cache size", figures -> Spread.of(figures.entries()));
        return new Section(
                id(),
                Spread.number(scale.urls()) + " distinct URLs and queries",
                "Full exchanges by "
                        + THREADS
                        + " threads. Cache size: how many more objects that hold a token are alive"
                        + " afterwards.",
                "1 token request, cache size 1",
                new Verdict.Judge()
                        .atMost("token requests", ours.requests(), 1, "")
                        .atMost("cache size", ours.entries(), 1, "")
                        .of(ours.requests() + ", " + ours.entries()),
                List.of(comparison.table()),
                comparison.losses(),
                List.of(
                        comparison.chart(
                                "b10-urls",
                                "B10: token requests of " + scale.urls() + " distinct URLs",
                                "token requests",
                                true,
                                figures -> Spread.of(figures.requests()))));
    }
}
