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

/** A token that is revoked before its end, under many exchanges at a time. */
public final class RevokedToken implements Scenario {

    private static final Duration LIFETIME = Duration.ofHours(1);

    /** So that all calls are under way before the first is answered. */
    private static final Duration API_LATENCY = Duration.ofMillis(200);

    private final List<Peer> peers;

    public RevokedToken(List<Peer> peers) {
        this.peers = peers;
    }

    public record Figures(Spread failed, Spread requests) {}

    @Override
    public String id() {
        return "B6";
    }

    public Figures measure(Peer peer, Scale scale) throws Exception {
        List<Integer> failed = new ArrayList<>();
        List<Integer> requests = new ArrayList<>();
        for (int i = 0; i < scale.repetitions(); i++) {
            try (Site site = new Site();
                    Caller caller = peer.caller(Target.of(site, LIFETIME))) {
                caller.call("/films");
                site.issuer().revokeAll();
                site.api().latency(API_LATENCY);
                Outcomes outcomes =
                        Load.burst(scale.parallel(), scale.parallel(), n -> caller.call("/films"));
                failed.add(outcomes.failed());
                requests.add(site.issuer().requests() - 1);
            }
        }
        return new Figures(Spread.of(failed), Spread.of(requests));
    }

    @Override
    public Section run(Scale scale) throws Exception {
        Map<Peer, Figures> results = EachPeer.inTurn(peers, peer -> measure(peer, scale));
        Figures ours = EachPeer.ours(results);
        Comparison<Figures> comparison =
                new Comparison<>(results)
                        .less("failed", Figures::failed)
                        .column("token requests", figures -> figures.requests().text());
        return new Section(
                id(),
                "token revoked under " + scale.parallel() + " parallel exchanges",
                "One call gets a token, the issuer revokes it, and then all exchanges start at once;"
                        + " the API answers 401 after "
                        + API_LATENCY.toMillis()
                        + " ms. "
                        + scale.repetitions()
                        + " repetitions. Whoever keeps no token has none to be revoked, and who"
                        + " asks for no other token fails.",
                "0 failed, 1 token request",
                new Verdict.Judge()
                        .atMost("failed exchanges", ours.failed().most(), 0, "")
                        .atMost("token requests", ours.requests().most(), 1, "")
                        .of(
                                ours.failed().text()
                                        + " failed, "
                                        + ours.requests().text()
                                        + " token request"),
                List.of(comparison.table()),
                comparison.losses(),
                List.of(
                        comparison.chart(
                                "b6-revoked",
                                "B6: failed of "
                                        + scale.parallel()
                                        + " exchanges after the token was revoked",
                                "failed exchanges",
                                false,
                                Figures::failed)));
    }
}
