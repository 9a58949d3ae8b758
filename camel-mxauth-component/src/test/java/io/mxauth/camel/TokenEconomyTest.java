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

import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.token.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How few token requests do, whatever lives tokens have and whatever is called with them. */
@Timeout(60)
class TokenEconomyTest {

    private final ManualClock clock = new ManualClock();
    private final DefaultCamelContext context = new DefaultCamelContext();

    /** Issuer and API in one, as they often are on one host. */
    private final LoopbackIssuer site = new LoopbackIssuer();

    @AfterEach
    void stop() {
        context.stop();
        site.close();
    }

    private void start(String expiresIn, String httpOptions) throws Exception {
        start(expiresIn, httpOptions, new CountDownLatch(0));
    }

    private void start(String expiresIn, String httpOptions, CountDownLatch issuing)
            throws Exception {
        site.on(
                "/token",
                (request, out) -> {
                    LoopbackIssuer.await(issuing);
                    LoopbackIssuer.answer(
                                    200,
                                    "{\"access_token\":\"tok\",\"token_type\":\"bearer\"%s}"
                                            .formatted(expiresIn))
                            .to(request, out);
                });
        ProviderConfiguration own = new ProviderConfiguration();
        own.setTokenEndpoint(site.url("/token"));
        own.setClientId("c");
        own.setClientSecret("s");
        own.setAllowedHosts("127.0.0.1");
        MxAuthComponent component = new MxAuthComponent(clock);
        component.getProviders().put("own", own);
        context.addComponent("mxauth", component);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:api").to("mxauth:own").to(site.url("/api") + httpOptions);
                        from("direct:urls")
                                .to("mxauth:own")
                                .toD(site.url("/api") + "?id=${header.id}");
                    }
                });
        context.start();
    }

    private Exchange call() {
        return context.createFluentProducerTemplate().to("direct:api").send();
    }

    private void assertServed() {
        assertThat(call().getException()).isNull();
    }

    private long tokenRequests() {
        return site.requests().stream().filter(r -> r.line().startsWith("POST /token")).count();
    }

    /** Margins of minutes made some clients ask for each call, and a missing life others. */
    @ParameterizedTest
    @CsvSource({
        "',\"expires_in\":5', 5",
        "',\"expires_in\":60', 60",
        "',\"expires_in\":61', 61",
        "',\"expires_in\":299', 299",
        "',\"expires_in\":\"299\"', 299",
        "',\"expires_in\":300', 300",
        "',\"expires_in\":3600', 3600",
        "'', 3600"
    })
    void firstHalfOfALife_isOneTokenRequest(String expiresIn, long seconds) throws Exception {
        start(expiresIn, "");
        for (int i = 0; i < 50; i++) {
            assertServed();
            clock.advance(Duration.ofSeconds(seconds).dividedBy(100));
        }
        assertThat(tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"5", "60"})
    void steadyCalls_overTwoLives_areThreeTokenRequestsAtMost(long seconds) throws Exception {
        start(",\"expires_in\":" + seconds, "");
        for (int i = 0; i < 200; i++) {
            assertServed();
            clock.advance(Duration.ofSeconds(seconds).dividedBy(100));
        }
        assertThat(tokenRequests()).isBetween(2L, 3L);
    }

    @Test
    void distinctUrls_areOneTokenRequest() throws Exception {
        start(",\"expires_in\":299", "");
        for (int i = 0; i < 200; i++) {
            assertThat(
                            context.createFluentProducerTemplate()
                                    .to("direct:urls")
                                    .withHeader("id", i)
                                    .send()
                                    .getException())
                    .isNull();
        }
        assertThat(site.requests().stream().map(LoopbackIssuer.Received::line).distinct())
                .hasSize(201);
        assertThat(tokenRequests()).isEqualTo(1);
    }

    /** Clients that share one pool wait for each other here, until both time out. */
    @Test
    void issuerOnTheHostOfTheApi_withTwoConnections_serves200ColdCalls() throws Exception {
        CountDownLatch issuing = new CountDownLatch(1);
        start(
                ",\"expires_in\":299",
                "?connectionsPerRoute=2&maxTotalConnections=2&connectionRequestTimeout=20000",
                issuing);
        Thread release = new Thread(() -> awaitTokenRequestThen(issuing));
        release.start();
        assertThat(RouteTestSupport.inParallel(200, this::call))
                .extracting(Exchange::getException)
                .containsOnlyNulls();
        release.join();
        assertThat(tokenRequests()).isEqualTo(1);
    }

    private void awaitTokenRequestThen(CountDownLatch issuing) {
        await().until(() -> tokenRequests() == 1);
        issuing.countDown();
    }

    /** Issuers write "bearer" as they like; APIs insist on "Bearer". */
    @Test
    void authorization_isOnTheWireOnce_inTheSpellingThatApisKnow() throws Exception {
        start(",\"expires_in\":299", "");
        site.on("/api", LoopbackIssuer.answer(401, ""));
        assertThat(call().getException()).isNotNull();
        assertThat(site.requests())
                .filteredOn(request -> request.line().startsWith("GET /api"))
                .hasSize(2)
                .extracting(request -> request.header("Authorization"))
                .containsOnly(List.of("Bearer tok"));
    }
}
