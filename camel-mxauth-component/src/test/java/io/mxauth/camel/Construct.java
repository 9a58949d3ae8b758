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

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/**
 * What a route may do between {@code mxauth:} and its HTTP calls, and which of them carry the
 * authorization: one row of the manual's table.
 */
enum Construct {
    TO("`to`", "+", "") {
        @Override
        void routes(Routes r) {
            r.authorized().to(r.api());
        }
    },
    TO_D("`toD`", "+", "") {
        @Override
        void routes(Routes r) {
            r.authorized().setProperty("url").constant(r.api()).toD("${exchangeProperty.url}");
        }
    },
    TO_V("`toV` with a variable for the answer", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().toV(r.api(), null, "answer").process(AGAIN).to(r.other());
        }
    },
    RECIPIENT_LIST("`recipientList`", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().recipientList().constant(r.api()).end().process(AGAIN).to(r.other());
        }
    },
    ROUTING_SLIP("`routingSlip`", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().routingSlip().constant(r.api()).process(AGAIN).to(r.other());
        }
    },
    DYNAMIC_ROUTER("`dynamicRouter`", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .dynamicRouter(
                            r.expression(
                                    e -> {
                                        Integer hops = e.getProperty("hops", 0, Integer.class);
                                        e.setProperty("hops", hops + 1);
                                        AGAIN.process(e);
                                        return hops == 0 ? r.api() : hops == 1 ? r.other() : null;
                                    }));
        }
    },
    TEMPLATE("a `ProducerTemplate` in a processor", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .process(e -> r.getContext().createProducerTemplate().send(r.api(), e))
                    .process(AGAIN)
                    .to(r.other());
        }
    },
    SAME_HOST_AGAIN("a second call to the same host", "++", "") {
        @Override
        void routes(Routes r) {
            r.authorized().to(r.api()).process(AGAIN).to(r.api());
        }
    },
    OTHER_HOST_AFTERWARDS("a call to another host after one that succeeded", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().to(r.api()).process(AGAIN).to(r.other());
        }
    },
    OTHER_HOST_FIRST("a call to a host that is not allowed, before any has succeeded", "", "!") {
        @Override
        void routes(Routes r) {
            r.authorized().to(r.other()).to(r.api());
        }
    },
    ENRICH("`enrich` that keeps the old message", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().enrich(r.api(), (mine, resource) -> mine).process(AGAIN).to(r.other());
        }
    },
    ENRICH_WITH_VARIABLE("`enrich` with a variable for the answer", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .enrich()
                    .constant(r.api())
                    .variableReceive("answer")
                    .end()
                    .process(AGAIN)
                    .to(r.other());
        }
    },
    SPLIT("`split`, a call in each part", "++", "-") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .split(r.expression(e -> List.of(Routes.FILMS, Routes.FILMS)))
                    .to(r.api())
                    .end()
                    .process(AGAIN)
                    .to(r.other());
        }
    },
    MULTICAST("`multicast`, a call in each branch", "++", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().multicast().to(r.api(), r.api()).end().process(AGAIN).to(r.other());
        }
    },
    BRANCH_TO_ANOTHER_HOST("`multicast` with a branch to a host that is not allowed", "+", "!") {
        @Override
        void routes(Routes r) {
            r.authorized().multicast().stopOnException().to(r.api(), r.other());
        }
    },
    GRANT_IN_A_BRANCH("`mxauth:` in a branch of `multicast`, a call after it", "-", "") {
        @Override
        void routes(Routes r) {
            r.from("direct:branch").to("mxauth:movio");
            r.from("direct:films").multicast().to("direct:branch").end().to(r.tolerant(r.api()));
        }
    },
    AGGREGATE("a call after `aggregate`", "-", "") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .aggregate(r.constant(true), new UseLatestAggregationStrategy())
                    .completionSize(1)
                    .to(r.tolerant(r.api()));
        }
    },
    AGGREGATE_AND_GRANT("`mxauth:` after `aggregate`, and `aggregate` once more", "+-", "") {
        @Override
        void routes(Routes r) {
            r.from("direct:films")
                    .aggregate(r.constant(true), new UseLatestAggregationStrategy())
                    .completionSize(1)
                    .to("mxauth:movio")
                    .to(r.api())
                    .process(AGAIN)
                    .aggregate(r.constant(true), new UseLatestAggregationStrategy())
                    .completionSize(1)
                    .to(r.tolerant(r.api()));
        }
    },
    WIRE_TAP("`wireTap`, a call in both", "++", "") {
        @Override
        void routes(Routes r) {
            r.from("direct:tap").to(r.api()).to("mock:tapped");
            r.authorized().wireTap("direct:tap").to(r.api());
        }
    },
    SEDA("a call behind `seda:`", "+", "") {
        @Override
        void routes(Routes r) {
            r.from("seda:calls").to(r.api());
            r.authorized().to("seda:calls?waitForTaskToComplete=Always");
        }
    },
    KAMELET("a Kamelet that authorizes, a call after it", "+", "-") {
        @Override
        void routes(Routes r) {
            r.routeTemplate("authorizing").from("kamelet:source").to("mxauth:movio");
            r.from("direct:films")
                    .to("kamelet:authorizing")
                    .to(r.api())
                    .process(AGAIN)
                    .to(r.other());
        }
    },
    KAMELET_THAT_CALLS("a Kamelet that calls", "+", "-") {
        @Override
        void routes(Routes r) {
            r.routeTemplate("calling").from("kamelet:source").to(r.api());
            r.authorized().to("kamelet:calling").process(AGAIN).to(r.other());
        }
    },
    LOOP("`loop`", "+++", "") {
        @Override
        void routes(Routes r) {
            r.authorized().loop(3).process(AGAIN).to(r.api());
        }
    },
    LOOP_WITH_COPY("`loop` with `copy`", "+++", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().loop(3).copy().to(r.api()).end().process(AGAIN).to(r.other());
        }
    },
    FAILOVER("`loadBalance` with `failover`, the first call fails", "*+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .loadBalance()
                    .failover()
                    .to(r.api(), Routes.with(r.api(), "throwExceptionOnFailure=true"))
                    .end()
                    .process(AGAIN)
                    .to(r.other());
        }
    },
    CIRCUIT_BREAKER("`circuitBreaker`", "+", "-") {
        @Override
        void routes(Routes r) {
            r.authorized().circuitBreaker().to(r.api()).end().process(AGAIN).to(r.other());
        }
    },
    GRANT_IN_A_CIRCUIT_BREAKER("`mxauth:` in a `circuitBreaker`, a call after it", "+", "") {
        @Override
        void routes(Routes r) {
            r.from("direct:films").circuitBreaker().to("mxauth:movio").end().to(r.api());
        }
    },
    FALLBACK("`onFallback` with a call to an allowed host", "*+", "") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .circuitBreaker()
                    .to(r.api())
                    .onFallback()
                    .process(AGAIN)
                    .to(r.api())
                    .end();
        }
    },
    FALLBACK_ELSEWHERE("`onFallback` with a call to another host", "*", "-") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .circuitBreaker()
                    .to(r.api())
                    .onFallback()
                    .process(AGAIN)
                    .to(r.other())
                    .end();
        }
    },
    DO_CATCH("`doCatch` with a call to an allowed host", "*+", "") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .doTry()
                    .to(r.api())
                    .doCatch(Exception.class)
                    .process(AGAIN)
                    .to(r.api())
                    .end();
        }
    },
    DO_CATCH_ELSEWHERE("`doCatch` with a call to another host", "*", "-") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .doTry()
                    .to(r.api())
                    .doCatch(Exception.class)
                    .process(AGAIN)
                    .to(r.other())
                    .end();
        }
    },
    REDELIVERY("redelivery of a call", "*+", "") {
        @Override
        void routes(Routes r) {
            r.onException(Exception.class).maximumRedeliveries(1).redeliveryDelay(0);
            r.authorized().to(r.api());
        }
    },
    REDELIVERY_OF_A_ROUTE("redelivery of a route whose first call had succeeded", "+++", "") {
        @Override
        void routes(Routes r) {
            r.onException(IllegalStateException.class)
                    .maximumRedeliveries(2)
                    .redeliveryDelay(0)
                    .retryAttemptedLogLevel(LoggingLevel.DEBUG);
            r.from("direct:sub")
                    .errorHandler(r.noErrorHandler())
                    .process(AGAIN)
                    .to(r.api())
                    .process(
                            e -> {
                                Integer tries = e.getProperty("tries", 0, Integer.class);
                                e.setProperty("tries", tries + 1);
                                if (tries < 2) {
                                    throw new IllegalStateException("not yet");
                                }
                            });
            r.authorized().to("direct:sub");
        }
    },
    DEAD_LETTER("an HTTP dead letter at another host", "*", "-") {
        @Override
        void routes(Routes r) {
            r.errorHandler(r.deadLetterChannel(r.other()).maximumRedeliveries(0));
            r.authorized().to(r.api());
        }
    },
    DEAD_LETTER_AFTER_SUCCESS("a step that fails after the call, an HTTP dead letter", "+", "-") {
        @Override
        void routes(Routes r) {
            r.errorHandler(r.deadLetterChannel(r.other()).maximumRedeliveries(0));
            r.authorized()
                    .to(r.api())
                    .process(AGAIN)
                    .throwException(new IllegalStateException("later"));
        }
    },
    FORBIDDEN_AND_REDELIVERED("redelivery of a call to a host that is not allowed", "", "!") {
        @Override
        void routes(Routes r) {
            r.onException(Exception.class).maximumRedeliveries(2).redeliveryDelay(0);
            r.authorized().to(r.other());
        }
    },
    RELEASE("`operation=release` before the call", "-", "") {
        @Override
        void routes(Routes r) {
            r.authorized().to("mxauth:movio?operation=release").to(r.tolerant(r.api()));
        }
    },
    RELEASE_IN_A_KAMELET("`operation=release` in a Kamelet", "-", "") {
        @Override
        void routes(Routes r) {
            r.routeTemplate("releasing")
                    .from("kamelet:source")
                    .to("mxauth:movio?operation=release");
            r.authorized().to("kamelet:releasing").to(r.tolerant(r.api()));
        }
    },
    RELEASE_IN_A_CIRCUIT_BREAKER("`operation=release` in a `circuitBreaker`", "-", "") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .circuitBreaker()
                    .to("mxauth:movio?operation=release")
                    .end()
                    .to(r.tolerant(r.api()));
        }
    },
    RELEASE_IN_A_BRANCH(
            "`operation=release` in a branch of `multicast`, a call after it", "+", "") {
        @Override
        void routes(Routes r) {
            r.authorized().multicast().to("mxauth:movio?operation=release").end().to(r.api());
        }
    },
    OTHER_GRANT_IN_A_BRANCH(
            "another `mxauth:` in a branch of `multicast`, a call after it", "+", "") {
        @Override
        void routes(Routes r) {
            r.authorized().multicast().to("mxauth:key").end().to(r.api());
        }
    },
    KAMELET_OF_THE_USERS("a route that begins with a Kamelet", "-", "") {
        @Override
        void routes(Routes r) {
            r.routeTemplate("films").from("direct:films").to("kamelet:sink");
            r.from("direct:grant").to("mxauth:movio");
            r.from("kamelet:films").multicast().to("direct:grant").end().to(r.tolerant(r.api()));
        }
    },
    REMOVED_PROPERTIES("`removeProperties` and `removeHeaders`", "+", "") {
        @Override
        void routes(Routes r) {
            r.authorized().removeProperties("*").removeHeaders("X-*").to(r.api());
        }
    },
    BRIDGED("a bridged call with a query parameter named like a header of ours", "+", "") {
        @Override
        void routes(Routes r) {
            r.authorized()
                    .setHeader(Exchange.HTTP_QUERY)
                    .constant("Authorization=stranger&authorization=stranger")
                    .to(Routes.with(r.api(), "bridgeEndpoint=true"));
        }
    },
    STRANGERS_HEADER("a header of the message named like ours, in another spelling", "+", "") {
        @Override
        void routes(Routes r) {
            r.from("direct:films")
                    .setHeader("aUTHORIZATION")
                    .constant("Bearer of-a-stranger")
                    .to("mxauth:movio")
                    .to(r.api());
        }
    };

    static final Processor AGAIN =
            exchange -> {
                exchange.getMessage().removeHeaders("CamelHttp*");
                exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "PUT");
                exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
                exchange.getMessage().setBody(Routes.FILMS);
            };

    /** As the manual says it. */
    final String title;

    /**
     * The calls to the API in order: {@code +} carries the authorization, {@code *} carries it and is
     * answered 500, {@code -} goes without.
     */
    final String toApi;

    /** The calls to another host, {@code !} for one that is refused with FORBIDDEN_HOST. */
    final String toOther;

    Construct(String title, String toApi, String toOther) {
        this.title = title;
        this.toApi = toApi;
        this.toOther = toOther;
    }

    abstract void routes(Routes r);

    /** A value of an exchange, which may fail to be had. */
    @FunctionalInterface
    interface Value {
        @Nullable Object of(Exchange exchange) throws Exception;
    }

    /** What the routes of a construct are made with. */
    abstract static class Routes extends RouteBuilder {

        Routes(CamelContext context) {
            super(context);
        }

        static final String FILMS = RouteTestSupport.FILMS;

        abstract String api();

        abstract String other();

        RouteDefinition authorized() {
            return from("direct:films").to("mxauth:movio");
        }

        String tolerant(String url) {
            return with(url, "throwExceptionOnFailure=false");
        }

        static String with(String url, String option) {
            return url + (url.contains("?") ? "&" : "?") + option;
        }

        Expression expression(Value value) {
            return new ExpressionAdapter() {
                @Override
                public @Nullable Object evaluate(Exchange exchange) {
                    try {
                        return value.of(exchange);
                    } catch (Exception e) {
                        throw RuntimeCamelException.wrapRuntimeCamelException(e);
                    }
                }
            };
        }
    }
}
