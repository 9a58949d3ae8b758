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
package io.mxauth.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a component's threads and timers owe to many keys, to its stop and to another start. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifecycleTest extends RouteTestSupport {

    /** What Camel's default thread pool profile would let a scheduler keep. */
    private static final int DEFAULT_QUEUE = 1000;

    private void restart() {
        component.stop();
        component.start();
    }

    private void startWith(Authorizing authorizing) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        authorizing.in(from("direct:films")).to(movio.setting("api"));
                    }
                });
        assertThat(status(films(FILMS).send())).isEqualTo(202);
    }

    @FunctionalInterface
    private interface Authorizing {
        ProcessorDefinition<?> in(ProcessorDefinition<?> route);
    }

    @Test
    void retryOfAFailingKey_besideMoreThan1000Keys_runs_andItsCallersAreAnswered()
            throws Exception {
        context.start();
        int keys = DEFAULT_QUEUE + 5;
        for (int i = 0; i < keys; i++) {
            assertThat(films(null).to("mxauth:movio?tokenParameters.n=" + i).send().getException())
                    .isNull();
        }
        assertThat(movio.tokenRequests()).isEqualTo(keys);

        movio.tokenFaults().refuse(1, 500);
        List<Exchange> answers =
                inParallel(5, () -> films(null).to("mxauth:movio?tokenParameters.n=last").send());

        assertThat(answers).extracting(Exchange::getException).containsOnlyNulls();
        assertThat(movio.tokenRequests()).isEqualTo(keys + 2);
    }

    @Test
    void waitingExchange_whenTheComponentStops_isAnswered() throws Exception {
        ProviderConfiguration patient = SandboxAccounts.movio(sandbox, "us");
        patient.setRequestTimeout(Duration.ofMinutes(5));
        component.getProviders().put("movio", patient);
        context.start();
        movio.tokenFaults().hang(1);
        Endpoint endpoint = context.getEndpoint("mxauth:movio");
        Exchange waiting = endpoint.createExchange();
        CountDownLatch answered = new CountDownLatch(1);
        endpoint.createAsyncProducer().process(waiting, doneSync -> answered.countDown());
        await().until(() -> movio.tokenRequests() == 1);
        assertThat(answered.getCount()).isEqualTo(1);

        component.stop();

        assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> assertThat(e.reason()).isEqualTo(MxAuthException.Reason.UNAVAILABLE));
        assertThat(waiting.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void endpointInARoute_afterARestartOfTheComponent_goesOnWorking() throws Exception {
        startWith(route -> route.to("mxauth:movio"));
        restart();
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void processorInARoute_afterARestartOfTheComponent_goesOnWorking() throws Exception {
        startWith(route -> route.process(new TokenCacheProcessor(context, "movio")));
        restart();
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void retryOfAFailingKey_afterARestartOfTheComponent_runs() throws Exception {
        startWith(route -> route.to("mxauth:movio"));
        restart();
        movio.tokenFaults().refuse(1, 500);
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(3);
    }
}
