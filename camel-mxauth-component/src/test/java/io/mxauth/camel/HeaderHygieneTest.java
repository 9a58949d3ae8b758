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

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the headers are, and above all where they are not. */
class HeaderHygieneTest extends RouteTestSupport {

    private final List<Map<String, Object>> seen = Collections.synchronizedList(new ArrayList<>());
    private final Processor look = exchange -> seen.add(Map.copyOf(present(exchange)));

    private static Map<String, Object> present(Exchange exchange) {
        Map<String, Object> headers = new java.util.TreeMap<>(exchange.getMessage().getHeaders());
        headers.values().removeIf(java.util.Objects::isNull);
        return headers;
    }

    private void startFilms(RouteBuilder routes) throws Exception {
        start(routes);
    }

    @Test
    void message_holdsNoHeader_beforeOrAfterTheCall() throws Exception {
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .process(look)
                                .to(movio.setting("api"))
                                .process(look);
                    }
                });
        films(FILMS).withHeader("X-Of-The-User", "kept").send();
        assertThat(seen)
                .hasSize(2)
                .allSatisfy(
                        headers ->
                                assertThat(headers)
                                        .doesNotContainKey("Authorization")
                                        .containsEntry("X-Of-The-User", "kept"));
    }

    @Test
    void authorize_leavesTheBodyAlone() throws Exception {
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio");
                    }
                });
        assertThat(films(FILMS).send().getMessage().getBody()).isEqualTo(FILMS);
    }

    @Test
    void failedCall_errorHandlerSeesNoHeaders() throws Exception {
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class).handled(true).process(look);
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                    }
                });
        movio.apiFaults().refuse(1, 500);
        films(FILMS).send();
        assertThat(seen)
                .singleElement()
                .satisfies(h -> assertThat(h).doesNotContainKey("Authorization"));
    }

    @Test
    void redelivery_carriesTheTokenThatIsValidThen() throws Exception {
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .maximumRedeliveries(2)
                                .redeliveryDelay(0)
                                .onRedelivery(look);
                        from("direct:films")
                                .to("mxauth:movio")
                                .to(movio.setting("api"))
                                .to("mock:done");
                    }
                });
        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedMessageCount(1);
        movio.apiFaults().refuse(2, 500);
        assertThat(films(FILMS).send().getException()).isNull();
        done.assertIsSatisfied();
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(request -> request.status())
                .containsExactly(500, 500, 202);
        assertThat(done.getExchanges().get(0).getIn().getHeaders())
                .doesNotContainKey("Authorization");
    }

    @Test
    void redelivery_afterTheTokenWasRevoked_getsAnother() throws Exception {
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class)
                                .maximumRedeliveries(1)
                                .redeliveryDelay(0)
                                .onRedelivery(
                                        exchange -> template("mxauth:movio?operation=invalidate"));
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                    }

                    private void template(String uri) {
                        context.createProducerTemplate().sendBody(uri, null);
                    }
                });
        movio.apiFaults().refuse(1, 500);
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(request -> request.header("Authorization"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void redelivery_ofAnotherEndpoint_carriesNoHeaders() throws Exception {
        SandboxProvider other = sandbox.provider("movio-eu");
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .doTry()
                                .to(movio.setting("api"))
                                .doCatch(Exception.class)
                                .to(other.setting("api") + "?throwExceptionOnFailure=false")
                                .end();
                    }
                });
        movio.apiFaults().refuse(1, 500);
        films(FILMS).send();
        assertThat(other.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
    }

    private RouteBuilder callsOfTwoHosts(SandboxProvider second) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:films")
                        .to("mxauth:movio")
                        .to(movio.setting("api"))
                        .process(Construct.AGAIN)
                        .to(second.setting("api") + "?throwExceptionOnFailure=false");
            }
        };
    }

    private void allow(SandboxProvider second) {
        ProviderConfiguration both = SandboxAccounts.movio(sandbox, "us");
        both.setAllowedHosts(movio.setting("api-host") + "," + second.setting("api-host"));
        component.getProviders().put("movio", both);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void secondAllowedHost_getsTheAuthorization_whereItIsKept(boolean kept) throws Exception {
        SandboxProvider second = sandbox.provider("movio-eu");
        allow(second);
        component.setKeepAuthorization(kept);
        startFilms(callsOfTwoHosts(second));
        Exchange answer = films(FILMS).send();
        assertThat(answer.getException()).isNull();
        assertThat(second.requests())
                .isNotEmpty()
                .allSatisfy(
                        request ->
                                assertThat(request.header("Authorization") != null)
                                        .isEqualTo(kept));
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    /** Which of the branches comes back is chance where they run in parallel. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hostsThatCopiesHaveCalled_areCalledWithTheAuthorization_afterwards(boolean firstHost)
            throws Exception {
        SandboxProvider second = sandbox.provider("movio-eu");
        allow(second);
        String third = (firstHost ? movio : second).setting("api");
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        String tolerant = "?throwExceptionOnFailure=false";
                        from("direct:films")
                                .to("mxauth:movio?retryUnauthorized=false")
                                .multicast()
                                .to(movio.setting("api"), second.setting("api") + tolerant)
                                .end()
                                .process(Construct.AGAIN)
                                .to(third + tolerant);
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .hasSize(firstHost ? 2 : 1)
                .allSatisfy(r -> assertThat(r.header("Authorization")).isNotNull());
        assertThat(second.requests())
                .hasSize(firstHost ? 1 : 2)
                .allSatisfy(r -> assertThat(r.header("Authorization")).isNotNull());
    }

    @Test
    void keepHeaders_isTheFormerNameOfKeepAuthorization_andIsWarnedOf() throws Exception {
        SandboxProvider second = sandbox.provider("movio-eu");
        allow(second);
        try (LogWatch log = LogWatch.of(MxAuthComponent.class)) {
            component.setKeepHeaders(true);
            startFilms(callsOfTwoHosts(second));
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("keepHeaders"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("keepAuthorization"));
        }
        films(FILMS).send();
        assertThat(second.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.header("Authorization")).isNotNull());
    }

    @Test
    void enrich_spendsTheHeaders_ofTheExchangeItself() throws Exception {
        SandboxProvider other = sandbox.provider("movio-eu");
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .enrich(movio.setting("api"), (mine, resource) -> mine)
                                .to(other.setting("api") + "?throwExceptionOnFailure=false");
                    }
                });
        films(FILMS).send();
        assertThat(movio.requests()).anyMatch(request -> request.status() == 202);
        assertThat(other.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
    }

    @Test
    void secondProvider_replacesTheFirst() throws Exception {
        component.getProviders().put("moviexchange", SandboxAccounts.movieXchange(sandbox));
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:moviexchange")
                                .to("mxauth:movio")
                                .to(movio.setting("api"));
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("MX-Api-Client-Secret")).isNull());
    }

    private RecordedRequest redirected(String uri, String location) throws Exception {
        ProviderConfiguration options = SandboxAccounts.movieXchange(sandbox);
        options.setAllowedHosts(
                options.getAllowedHosts()
                        + ","
                        + sandbox.provider("filmmakers").setting("api-host"));
        component.getProviders().put("moviexchange", options);
        SandboxProvider moviexchange = sandbox.provider("moviexchange");
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:chains")
                                .to("mxauth:moviexchange")
                                .to(uri.formatted(moviexchange.setting("api")));
                    }
                });
        moviexchange.apiFaults().redirect(1, location);
        assertThat(
                        films(null)
                                .to("direct:chains")
                                .withHeader(Exchange.HTTP_METHOD, "GET")
                                .send()
                                .getException())
                .isNull();
        return sandbox.providers().stream()
                .flatMap(provider -> provider.requests().stream())
                .filter(request -> request.method().equals("GET"))
                .reduce((one, another) -> another)
                .orElseThrow();
    }

    static Stream<String> clientsThatFollow() {
        return Stream.of(
                "%s?followRedirects=true&throwExceptionOnFailure=false",
                "vertx-http:%s?throwExceptionOnFailure=false",
                "vertx-http:%s?sessionManagement=true&throwExceptionOnFailure=false");
    }

    @ParameterizedTest
    @MethodSource("clientsThatFollow")
    void redirectToAnotherHost_isFollowedWithoutOurHeaders(String uri) throws Exception {
        RecordedRequest followed = redirected(uri, sandbox.provider("movio-eu").setting("api"));
        assertThat(followed.provider()).isEqualTo("movio-eu");
        assertThat(followed.header("Authorization")).isNull();
        assertThat(followed.header("MX-Api-Client-Secret")).isNull();
    }

    @ParameterizedTest
    @MethodSource("clientsThatFollow")
    void redirectOnTheSameHost_keepsOurHeaders(String uri) throws Exception {
        RecordedRequest followed = redirected(uri, sandbox.provider("moviexchange").setting("api"));
        assertThat(followed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("clientsThatFollow")
    void redirectToAHostThatIsNamed_keepsOurHeaders(String uri) throws Exception {
        RecordedRequest followed = redirected(uri, sandbox.provider("filmmakers").setting("api"));
        assertThat(followed.provider()).isEqualTo("filmmakers");
        assertThat(followed.header("MX-Api-Client-Secret")).isNotNull();
        assertThat(followed.header("Authorization")).startsWith("Bearer ");
    }

    /** netty-http follows none by itself, and a client of the user's is kept from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "netty-http:%s?throwExceptionOnFailure=false",
                "%s?httpClient=#own&followRedirects=true&throwExceptionOnFailure=false"
            })
    void redirectWithAClientThatCannotBeWatched_isTheRoutes(String uri) throws Exception {
        context.getRegistry().bind("own", followingEverywhere());
        RecordedRequest last = redirected(uri, sandbox.provider("movio-eu").setting("api"));
        assertThat(last.provider()).isEqualTo("moviexchange");
        assertThat(last.status()).isEqualTo(307);
    }

    /** By default the client refuses to take an Authorization elsewhere; one may see that otherwise. */
    private static CloseableHttpClient followingEverywhere() {
        return HttpClients.custom()
                .setRedirectStrategy(
                        new DefaultRedirectStrategy() {
                            @SuppressWarnings("MissingOverride") // not there before HttpClient 5.5
                            public boolean isRedirectAllowed(
                                    HttpHost current,
                                    HttpHost next,
                                    HttpRequest redirect,
                                    HttpContext context) {
                                return true;
                            }
                        })
                .build();
    }

    @Test
    void redirectWithTheUsersClientAndNoAuthorization_isFollowed() throws Exception {
        context.getRegistry().bind("own", followingEverywhere());
        SandboxProvider moviexchange = sandbox.provider("moviexchange");
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:chains")
                                .to(
                                        moviexchange.setting("api")
                                                + "?httpClient=#own&throwExceptionOnFailure=false");
                    }
                });
        moviexchange.apiFaults().redirect(1, sandbox.provider("filmmakers").setting("api"));
        context.createFluentProducerTemplate().to("direct:chains").send();
        assertThat(sandbox.provider("filmmakers").apiRequests()).isEqualTo(1);
    }
}
