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

import io.mxauth.camel.call.Authorization;
import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many exchanges at once, through whole routes. */
class ConcurrencyTest extends RouteTestSupport {

    private void startFilms() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .to(movio.setting("api") + "?connectionsPerRoute=50");
                        from("direct:other-route").to("mxauth:movio");
                    }
                });
    }

    @Test
    void coldExchanges_200_makeOneTokenRequest() throws Exception {
        startFilms();
        movio.tokenFaults().delay(Duration.ofMillis(200));
        assertThat(inParallel(200, () -> films(FILMS).send()))
                .extracting(Exchange::getException)
                .containsOnlyNulls();
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void otherRoute_withTheSameKey_usesTheSameToken() throws Exception {
        startFilms();
        films(FILMS).send();
        films(null).to("direct:other-route").send();
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void waitingExchange_blocksNoThread() throws Exception {
        startFilms();
        movio.tokenFaults().hang(1);
        CountDownLatch answered = new CountDownLatch(1);
        Exchange exchange = context.getEndpoint("direct:other-route").createExchange();
        boolean sync =
                context.getEndpoint("mxauth:movio")
                        .createAsyncProducer()
                        .process(exchange, doneSync -> answered.countDown());
        assertThat(sync).isFalse();
        assertThat(answered.getCount()).isEqualTo(1);
        movio.tokenFaults().clear();
        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void transactedExchange_staysOnItsThread() throws Exception {
        startFilms();
        Exchange exchange = context.getEndpoint("direct:other-route").createExchange();
        exchange.getExchangeExtension().setUnitOfWork(new DefaultUnitOfWork(exchange));
        exchange.getUnitOfWork().beginTransactedBy("a transaction");
        boolean sync =
                context.getEndpoint("mxauth:movio")
                        .createAsyncProducer()
                        .process(exchange, doneSync -> {});
        assertThat(sync).isTrue();
        assertThat(Authorization.of(exchange)).isNotNull();
    }

    @Test
    void renewal_ofAHangingIssuer_delaysNobody_whileTheTokenLives() throws Exception {
        ProviderConfiguration early = SandboxAccounts.movio(sandbox, "us");
        early.setRefreshAhead(Duration.ofSeconds(59));
        component.getProviders().put("movio", early);
        startFilms();
        movio.tokenLifetime(Duration.ofSeconds(60));
        films(FILMS).send();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            movio.tokenFaults().hang(1);
                            films(FILMS).send();
                            return movio.tokenRequests() == 2;
                        });
        // The renewal hangs now; everybody is served by the token in hand.
        assertThat(inParallel(50, () -> films(FILMS).send()))
                .extracting(Exchange::getException)
                .containsOnlyNulls();
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void rotatedRefreshToken_isNeverUsedTwice_howeverManyAsk() throws Exception {
        SandboxProvider mediaValet = sandbox.provider("mediavalet");
        component.getProviders().put("mediavalet", SandboxAccounts.mediaValet(sandbox));
        startFilms();
        for (int round = 0; round < 5; round++) {
            assertThat(
                            inParallel(
                                    20,
                                    () ->
                                            films(null)
                                                    .to("mxauth:mediavalet?operation=refresh")
                                                    .send()))
                    .extracting(Exchange::getException)
                    .containsOnlyNulls();
        }
        assertThat(mediaValet.requests()).extracting(RecordedRequest::status).containsOnly(200);
        assertThat(
                        mediaValet.requests().stream()
                                .map(request -> request.form().get("refresh_token"))
                                .filter(java.util.Objects::nonNull))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }
}
