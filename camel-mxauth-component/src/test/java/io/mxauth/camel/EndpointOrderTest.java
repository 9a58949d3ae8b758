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

import io.mxauth.camel.call.AuthorizedEndpoints;
import io.mxauth.sandbox.SandboxProvider;
import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.AbstractCamelContext;
import org.apache.camel.processor.InterceptSendToEndpointCallback;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Endpoint strategies of others beside ours. Camel asks them in the order of their hash codes. Here
 * they stand in a set that keeps an order, so that both orders are tried and none is left to chance.
 */
class EndpointOrderTest extends RouteTestSupport {

    /** Asked before all others, or after them. */
    private enum Order {
        BEFORE_OURS,
        AFTER_OURS
    }

    /** A strategy of somebody else's, which counts what it wraps. */
    private static final class Placed implements EndpointStrategy {

        private final EndpointStrategy strategy;
        private int wrapped;
        private int wrappedOurs;

        Placed(EndpointStrategy strategy) {
            this.strategy = strategy;
        }

        @Override
        public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
            Endpoint answer = strategy.registerEndpoint(uri, endpoint);
            if (answer != endpoint) {
                wrapped++;
                if (endpoint.getClass() != HttpEndpoint.class) {
                    wrappedOurs++;
                }
            }
            return answer;
        }
    }

    private enum Wrapper {
        INTERCEPT {
            @Override
            EndpointStrategy in(CamelContext context) {
                return new InterceptSendToEndpointCallback(
                        context, exchange -> {}, null, "http:*", false, null);
            }
        },
        MOCK {
            @Override
            EndpointStrategy in(CamelContext context) {
                return new InterceptSendToMockEndpointStrategy("http:*");
            }
        };

        abstract EndpointStrategy in(CamelContext context);
    }

    static Stream<Arguments> orders() {
        return Stream.of(Wrapper.values())
                .flatMap(
                        wrapper ->
                                Stream.of(Order.values())
                                        .map(order -> Arguments.of(wrapper, order)));
    }

    @SuppressWarnings("unchecked") // as the field is declared
    private void place(EndpointStrategy strategy, Order order) throws Exception {
        Field field = AbstractCamelContext.class.getDeclaredField("endpointStrategies");
        field.setAccessible(true);
        Set<EndpointStrategy> ordered = new LinkedHashSet<>();
        if (order == Order.BEFORE_OURS) {
            ordered.add(strategy);
        }
        ordered.addAll((Set<EndpointStrategy>) field.get(context));
        ordered.add(strategy);
        field.set(context, ordered);
    }

    private Placed start(Wrapper wrapper, Order order, String url) throws Exception {
        context.build();
        Placed placed = new Placed(wrapper.in(context));
        place(placed, order);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(url);
                    }
                });
        return placed;
    }

    @ParameterizedTest
    @MethodSource("orders")
    void wrappedEndpoint_isAuthenticated_andRepeatedAfter401(Wrapper wrapper, Order order)
            throws Exception {
        Placed placed = start(wrapper, order, movio.setting("api"));
        assertThat(placed.wrapped).isEqualTo(1);
        assertThat(placed.wrappedOurs).isEqualTo(order == Order.AFTER_OURS ? 1 : 0);
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        movio.revokeAllTokens();
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(request -> request.status())
                .containsExactly(202, 401, 202);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void wrappedEndpoint_ofAHostThatIsNotAllowed_isRefused(Wrapper wrapper, Order order)
            throws Exception {
        SandboxProvider other = sandbox.provider("movio-eu");
        start(wrapper, order, other.setting("api"));
        assertThat(films(FILMS).send().getException()).isInstanceOf(MxAuthException.class);
        assertThat(other.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void wrapper_keepsWhatItDoes(Wrapper wrapper, Order order) throws Exception {
        start(wrapper, order, movio.setting("api"));
        films(FILMS).send();
        if (wrapper == Wrapper.MOCK) {
            List<Exchange> met =
                    context.getEndpoints().stream()
                            .filter(MockEndpoint.class::isInstance)
                            .map(MockEndpoint.class::cast)
                            .flatMap(mock -> mock.getExchanges().stream())
                            .toList();
            assertThat(met)
                    .singleElement()
                    .satisfies(
                            exchange ->
                                    assertThat(exchange.getMessage().getHeaders())
                                            .doesNotContainKey("Authorization"));
        } else {
            assertThat(context.getEndpoints())
                    .anySatisfy(
                            endpoint ->
                                    assertThat(endpoint)
                                            .isInstanceOf(DefaultInterceptSendToEndpoint.class));
        }
    }

    /** An endpoint that a colleague's strategy puts there, which nobody can make a twin of. */
    private static final class Custom extends HttpEndpoint {
        Custom(HttpEndpoint original) {
            super(
                    original.getEndpointUri(),
                    original.getComponent(),
                    original.getHttpUri(),
                    original.getClientBuilder(),
                    original.getClientConnectionManager(),
                    original.getHttpClientConfigurer());
            setCamelContext(original.getCamelContext());
            setThrowExceptionOnFailure(false);
            setHeaderFilterStrategy(original.getHeaderFilterStrategy());
            setHttpBinding(original.getHttpBinding());
        }
    }

    @Test
    void subclassOfSomebodyElses_sendsNoToken_andIsWarnedOf() throws Exception {
        context.build();
        place(
                new Placed(
                        (uri, endpoint) ->
                                endpoint instanceof HttpEndpoint http
                                        ? new Custom(http)
                                        : endpoint),
                Order.BEFORE_OURS);
        try (LogWatch log = LogWatch.of(AuthorizedEndpoints.class)) {
            start(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                        }
                    });
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(
                            line ->
                                    assertThat(line)
                                            .startsWith("WARN ")
                                            .contains(movio.setting("api-host"), "exposeHeaders"));
        }
        films(FILMS).send();
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
    }

    /** The strategies of a Camel application as it is, whose order is chance. */
    @Test
    void interceptSendToEndpoint_ofARoute_isAuthenticatedAtEveryStart() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        interceptSendToEndpoint("http:*").log("calling");
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                    }
                });
        assertThat(status(films(FILMS).send())).isEqualTo(202);
    }
}
