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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.benchmarks.peer.Peer;
import io.mxauth.benchmarks.peer.Peers;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.server.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each load scenario in its shortest form against our component: what it counts is right. */
class ScenariosTest {

    private static final Scale SCALE = Scale.smallest();

    private final Peer ours = Peers.ours();
    private final List<Peer> onlyOurs = List.of(ours);

    @Test
    void coldStart_asksOnce() throws Exception {
        ColdStart.Figures figures = new ColdStart(onlyOurs).measure(ours, SCALE);
        assertThat(figures.requests()).isEqualTo(Spread.of(1));
        assertThat(figures.failed()).isEqualTo(Spread.of(0));
    }

    @Test
    void steadyLoad_renewsWithOneRequest_andFailsNoCall() throws Exception {
        List<SteadyRenewals.Arm> arms = new SteadyRenewals(onlyOurs).measure(ours, SCALE);
        assertThat(arms).hasSize(2);
        assertThat(arms).allMatch(arm -> arm.outcomes().failed() == 0);
        assertThat(arms).allMatch(arm -> arm.outcomes().served() > 0);
        assertThat(arms.get(0).requests()).isZero();
        assertThat(arms.get(1).requests()).isEqualTo(arms.get(1).renewals()).isPositive();
    }

    @Test
    void outage_asksFewTimes_failsEveryCall_andHeals() throws Exception {
        Outage.Figures figures = new Outage(onlyOurs).measure(ours, Fault.UNAVAILABLE, SCALE);
        assertThat(figures.requests()).isBetween(1, 20);
        assertThat(figures.failing().served()).isZero();
        assertThat(figures.calls()).isPositive();
        assertThat(figures.healSeconds()).isFinite();
    }

    @Test
    void outageInLife_failsNoCall() throws Exception {
        OutageInLife.Figures figures = new OutageInLife(onlyOurs).measure(ours, SCALE);
        assertThat(figures.served()).isEqualTo(figures.calls()).isPositive();
    }

    @Test
    void revokedToken_isReplacedByOneRequest_andFailsNoCall() throws Exception {
        RevokedToken.Figures figures = new RevokedToken(onlyOurs).measure(ours, SCALE);
        assertThat(figures.failed()).isEqualTo(Spread.of(0));
        assertThat(figures.requests()).isEqualTo(Spread.of(1));
    }

    @Test
    void permanentRefusal_isRenewedForOnce_andForbiddenNever() throws Exception {
        PermanentRefusal.Figures figures = new PermanentRefusal(onlyOurs).measure(ours, SCALE);
        assertThat(figures.unauthorized()).isEqualTo(2);
        assertThat(figures.forbidden()).isZero();
    }

    @Test
    void lifetimes_howeverStated_needOneRequestEach() throws Exception {
        assertThat(new Lifetimes(onlyOurs).burst(ours, SCALE)).hasSize(8).containsOnly(1);
    }

    @Test
    void distinctUrls_shareOneToken() throws Exception {
        DistinctUrls.Figures figures = new DistinctUrls(onlyOurs).measure(ours, SCALE);
        assertThat(figures).isEqualTo(new DistinctUrls.Figures(1, 1));
    }

    @Test
    void accounts_allHaveATokenThatIsFound() throws Exception {
        ManyAccounts.Weight weight = new ManyAccounts().weighOurs(200, SCALE.lookups());
        assertThat(weight.bytes()).isPositive();
        // A token of 1,200 characters each, less some buffers that the context before left to the
        // garbage collector. The rendered header is only referred to, and gone when heap is
        // counted.
        assertThat(weight.stringBytes()).isBetween(600, 1400);
    }

    @Test
    void healthyAccounts_besideAnIssuerThatHangs_areAllServed() throws Exception {
        ManyAccounts.Isolation isolation = new ManyAccounts().isolate(16);
        assertThat(isolation.beside().served()).isEqualTo(16);
        assertThat(isolation.alone().served()).isEqualTo(16);
    }
}
