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

/** An API that answers 401 to every token, and then 403. */
public final class PermanentRefusal implements Scenario {

    private static final int THREADS = 20;
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final List<Peer> peers;

    public PermanentRefusal(List<Peer> peers) {
        this.peers = peers;
    }

    /**
     * Token requests.
     *
     * @param unauthorized from cold, under 401s
     * @param forbidden after that, under 403s
     */
    public record Figures(int unauthorized, int forbidden, int calls) {}

    @Override
    public String id() {
        return "B7";
    }

    public Figures measure(Peer peer, Scale scale) throws Exception {
        try (Site site = new Site();
                Caller caller = peer.caller(Target.of(site, LIFETIME))) {
            site.api().alwaysAnswer(401);
            Load.burst(THREADS, scale.exchanges(), n -> caller.call("/films"));
            int unauthorized = site.issuer().requests();
            site.api().alwaysAnswer(403);
            Load.burst(THREADS, scale.exchanges(), n -> caller.call("/films"));
            return new Figures(
                    unauthorized, site.issuer().requests() - unauthorized, site.api().requests());
        }
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Map<Peer, Figures> results = EachPeer.inTurn(peers, peer -> measure(peer, scale));
        Figures ours = EachPeer.ours(results);
        Comparison<Figures> comparison =
                new Comparison<>(results)
                        .less(
                                "token requests under 401",
                                figures -> Spread.of(figures.unauthorized()))
                        .less("token requests under 403", figures -> Spread.of(figures.forbidden()))
                        .less("calls of the API", figures -> Spread.of(figures.calls()));
        return new Section(
                id(),
                "API that always answers 401, then 403, " + scale.exchanges() + " exchanges each",
                THREADS
                        + " threads, from cold: the first token counts. Whoever has one token request"
                        + " under 401 takes the answer as it is, and so heals from no revoked token"
                        + " either (B6).",
                "2 token requests at most, 0",
                new Verdict.Judge()
                        .atMost("token requests under 401", ours.unauthorized(), 2, "")
                        .atMost("token requests under 403", ours.forbidden(), 0, "")
                        .of(ours.unauthorized() + ", " + ours.forbidden()),
                List.of(comparison.table()),
                comparison.losses(),
                List.of(
                        comparison.chart(
                                "b7-refusal",
                                "B7: token requests of "
                                        + scale.exchanges()
                                        + " exchanges that are all answered 401",
                                "token requests",
                                true,
                                figures -> Spread.of(figures.unauthorized()))));
    }
}
