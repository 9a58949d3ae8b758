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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mxauth.camel.oauth.LoopbackIssuer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP endpoints and clients that a user has changed. */
class UserClientTest extends RouteTestSupport {

    private void startWith(String url) throws Exception {
        context.getRegistry().bind("strict", withoutAuthorization());
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(defaultErrorHandler().logExhausted(false));
                        from("direct:films").to("mxauth:movio").to(url);
                    }
                });
    }

    private static HttpHeaderFilterStrategy withoutAuthorization() {
        HttpHeaderFilterStrategy strategy = new HttpHeaderFilterStrategy();
        strategy.getOutFilter().add("authorization");
        strategy.getOutFilter().add("Authorization");
        return strategy;
    }

    static Stream<String> filters() {
        return Stream.of(
                "%s?skipRequestHeaders=true&httpMethod=PUT",
                "%s?headerFilterStrategy=#strict",
                "vertx-http:%s?headerFilterStrategy=#strict",
                "netty-http:%s?headerFilterStrategy=#strict",
                "%s?bridgeEndpoint=true",
                "vertx-http:%s?bridgeEndpoint=true",
                "netty-http:%s?bridgeEndpoint=true");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void headerFilter_neverMakesACallBare(String pattern) throws Exception {
        startWith(pattern.formatted(movio.setting("api")));
        films(FILMS).withHeader(Exchange.HTTP_QUERY, "Authorization=a&AUTHORIZATION=b").send();
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request.header("Authorization")).startsWith("Bearer "));
    }

    private static final HttpRequestInterceptor STRIP =
            (request, entity, context) -> request.removeHeaders("Authorization");
    private static final HttpRequestInterceptor REPLACE =
            (request, entity, context) -> request.setHeader("Authorization", "Bearer other");
    private static final HttpRequestInterceptor ADD =
            (request, entity, context) -> request.addHeader("Authorization", "Bearer other");

    /** 20 calls answered 401 without our token having been sent: none of them is its verdict. */
    private void assertRenewsNothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(films(FILMS).send().getException()).isNotNull();
        }
        assertThat(movio.apiRequests()).isEqualTo(20);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRIP", "REPLACE", "ADD"})
    void interceptorOfTheEndpointsClient_401RenewsNothing(String name) throws Exception {
        HttpClientConfigurer configurer =
                builder -> builder.addRequestInterceptorLast(interceptor(name));
        context.getRegistry().bind("own", configurer);
        startWith(movio.setting("api") + "?httpClientConfigurer=#own");
        movio.apiFaults().refuse(Integer.MAX_VALUE, 401);
        assertRenewsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRIP", "REPLACE", "ADD"})
    void interceptorOfTheUsersClient_401RenewsNothing(String name) throws Exception {
        context.getRegistry()
                .bind(
                        "own",
                        HttpClients.custom().addRequestInterceptorLast(interceptor(name)).build());
        startWith(movio.setting("api") + "?httpClient=#own");
        movio.apiFaults().refuse(Integer.MAX_VALUE, 401);
        assertRenewsNothing();
    }

    private static HttpRequestInterceptor interceptor(String name) {
        return switch (name) {
            case "STRIP" -> STRIP;
            case "REPLACE" -> REPLACE;
            default -> ADD;
        };
    }

    @Test
    void usersClient_thatChangesNothing_isRepeatedAfter401() throws Exception {
        context.getRegistry().bind("own", HttpClients.createDefault());
        startWith(movio.setting("api") + "?httpClient=#own");
        assertThat(films(FILMS).send().getException()).isNull();
        movio.revokeAllTokens();
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    static Stream<String> ownAuthentications() {
        return Stream.of(
                "authMethod=Basic&authUsername=u&authPassword=p",
                "oauth2ClientId=c&oauth2ClientSecret=s&oauth2TokenEndpoint=http://127.0.0.1:1/t");
    }

    private static void assertIsConflict(Throwable thrown, String options) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(MxAuthException.Reason.CONFIGURATION);
                            assertThat(e.getMessage())
                                    .contains("Provider 'movio'", options.substring(0, 4))
                                    .doesNotContain("authPassword=p", "oauth2ClientSecret=s");
                        });
    }

    @ParameterizedTest
    @MethodSource("ownAuthentications")
    void endpointThatAuthenticatesItself_behindMxauth_failsTheStart(String options) {
        assertThatThrownBy(() -> startWith(movio.setting("api") + "?" + options))
                .rootCause()
                .satisfies(e -> assertIsConflict(e, options));
    }

    @ParameterizedTest
    @MethodSource("ownAuthentications")
    void endpointThatAuthenticatesItself_calledByToD_isRefused_andNothingIsSent(String options)
            throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(defaultErrorHandler().logExhausted(false));
                        from("direct:films")
                                .to("mxauth:movio")
                                .setProperty("url")
                                .constant(movio.setting("api") + "?" + options)
                                .toD("${exchangeProperty.url}");
                    }
                });
        assertIsConflict(films(FILMS).send().getException(), options);
        assertThat(movio.apiRequests()).isZero();
    }

    /** A second API of the same route, which has nothing to do with the provider. */
    @Test
    void endpointThatAuthenticatesItself_behindTheCall_isTheRoutesOwn() throws Exception {
        String other = sandbox.provider("movio-eu").setting("api");
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .to(movio.setting("api"))
                                .process(Construct.AGAIN)
                                .to(
                                        other
                                                + "?authMethod=Basic&authUsername=u&authPassword=p"
                                                + "&throwExceptionOnFailure=false");
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.apiRequests()).isEqualTo(1);
    }

    /** The name of another site behind the gateway that is called. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s?preserveHostHeader=true",
                "%s?customHostHeader=other.example",
                "vertx-http:%s?headerFilterStrategy=#everything"
            })
    void hostHeaderOfAnotherSite_isRefused_andNothingIsSent(String pattern) throws Exception {
        HttpHeaderFilterStrategy everything = new HttpHeaderFilterStrategy();
        everything.setOutFilter(new java.util.HashSet<>(List.of("content-length")));
        context.getRegistry().bind("everything", everything);
        startWith(pattern.formatted(movio.setting("api")));
        Exchange answer = films(FILMS).withHeader("Host", "other.example").send();
        assertThat(answer.getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST));
        assertThat(movio.apiRequests()).isZero();
    }

    @Test
    void hostOfARoutingHeader_withNettyHttp_isRefused_andNothingIsSent() throws Exception {
        startWith("netty-http:" + movio.setting("api"));
        Exchange answer =
                films(FILMS)
                        .withHeader(Exchange.REST_HTTP_URI, "http://other.example/films")
                        .send();
        assertThat(answer.getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST));
        assertThat(movio.apiRequests()).isZero();
    }

    /** Plain HTTP is for loopback, where nobody listens; a proxy would. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s?proxyHost=127.0.0.1&proxyPort=%d",
                "vertx-http:%s?proxyHost=127.0.0.1&proxyPort=%d&proxyType=HTTP"
            })
    void loopbackCall_throughAProxy_isRefused_andTheProxyGetsNothing(String pattern)
            throws Exception {
        try (LoopbackIssuer proxy = new LoopbackIssuer()) {
            startWith(pattern.formatted(movio.setting("api"), proxy.port()));
            assertThat(films(FILMS).send().getException())
                    .isInstanceOfSatisfying(
                            MxAuthException.class,
                            e -> {
                                assertThat(e.reason())
                                        .isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST);
                                assertThat(e.getMessage()).contains("proxy");
                            });
            assertThat(proxy.requests()).isEmpty();
            assertThat(movio.apiRequests()).isZero();
        }
    }
}
