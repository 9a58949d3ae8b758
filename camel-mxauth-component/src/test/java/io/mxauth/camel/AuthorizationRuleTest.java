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

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which calls carry an authorization, for every construct of a route and every guarded HTTP client. In
 * none of them does a message hold a token.
 */
@Timeout(60)
class AuthorizationRuleTest extends RouteTestSupport {

    static final List<String> CLIENTS = List.of("http", "vertx-http", "netty-http");

    private final List<String> leaks = Collections.synchronizedList(new ArrayList<>());
    private SandboxProvider elsewhere;

    @BeforeEach
    void watchMessages() {
        elsewhere = sandbox.provider("movio-eu");
        component.getProviders().put("key", SandboxAccounts.filmmakersKey(sandbox));
        context.getManagementStrategy().addEventNotifier(new Watch());
    }

    /** Looks at the whole exchange whenever Camel says that something happens to it. */
    private final class Watch extends SimpleEventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeEvent of) {
                look(of.getExchange());
            }
        }
    }

    private void look(Exchange exchange) {
        Map<String, Object> all = new java.util.TreeMap<>(exchange.getAllProperties());
        all.putAll(exchange.getVariables());
        all.putAll(exchange.getIn().getHeaders());
        all.putAll(exchange.getMessage().getHeaders());
        all.forEach(
                (name, value) -> {
                    String text = String.valueOf(value);
                    if (text.contains("Bearer ") && !text.contains("of-a-stranger")) {
                        leaks.add(name);
                    }
                });
    }

    private static final class Written extends Construct.Routes {

        private final Construct construct;
        private final String client;
        private final String api;
        private final String other;

        Written(
                CamelContext context,
                Construct construct,
                String client,
                SandboxProvider api,
                SandboxProvider other) {
            super(context);
            this.construct = construct;
            this.client = client;
            this.api = url(api);
            this.other = tolerant(url(other));
        }

        private String url(SandboxProvider provider) {
            String url = provider.setting("api");
            return client.equals("http") ? url : client + ":" + url;
        }

        @Override
        String api() {
            return api;
        }

        @Override
        String other() {
            return other;
        }

        @Override
        public void configure() {
            errorHandler(defaultErrorHandler().logExhausted(false));
            construct.routes(this);
        }
    }

    static Stream<Arguments> cells() {
        return Stream.of(Construct.values())
                .flatMap(row -> CLIENTS.stream().map(client -> Arguments.of(row, client)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void calls_carryTheAuthorization_byTheRule(Construct construct, String client)
            throws Exception {
        check(construct, client, ExchangePattern.InOnly);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void calls_ofAnExchangeThatIsWaitedFor_carryTheSame(Construct construct, String client)
            throws Exception {
        check(construct, client, ExchangePattern.InOut);
    }

    private void check(Construct construct, String client, ExchangePattern pattern)
            throws Exception {
        // Camel 4.18 starts vertx-http endpoints of a split or multicast before their component.
        ServiceHelper.startService(context.getComponent(client));
        start(new Written(context, construct, client, movio, elsewhere));
        if (construct.toApi.contains("*")) {
            movio.apiFaults().refuse(1, 500);
        }
        boolean tapped = construct == Construct.WIRE_TAP;
        MockEndpoint tap = context.getEndpoint("mock:tapped", MockEndpoint.class);
        tap.expectedMessageCount(tapped ? 1 : 0);
        Exchange answer = send(pattern);
        tap.assertIsSatisfied();
        // An aggregated exchange may go on after the one that completed it.
        await().untilAsserted(() -> assertThat(calls(movio)).isEqualTo(construct.toApi));
        assertThat(refused(answer) + calls(elsewhere)).isEqualTo(construct.toOther);
        assertThat(leaks).isEmpty();
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    private Exchange send(ExchangePattern pattern) {
        return context.createProducerTemplate()
                .send(
                        "direct:films",
                        pattern,
                        exchange -> {
                            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "PUT");
                            exchange.getMessage()
                                    .setHeader(Exchange.CONTENT_TYPE, "application/json");
                            exchange.getMessage().setBody(FILMS);
                        });
    }

    private static String refused(Exchange answer) {
        MxAuthException refusal = answer.getException(MxAuthException.class);
        if (refusal == null) {
            return "";
        }
        assertThat(refusal.reason()).isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST);
        return "!";
    }

    private static String calls(SandboxProvider provider) {
        StringBuilder calls = new StringBuilder();
        for (RecordedRequest request : provider.requests()) {
            if (request.method().equals("PUT")) {
                calls.append(
                        request.header("Authorization") == null
                                ? '-'
                                : request.status() == 500 ? '*' : '+');
                assertThat(String.valueOf(request.header("Authorization")))
                        .doesNotContain("stranger");
            }
        }
        return calls.toString();
    }
}
