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
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** Where the headers are, and above all where they are no more. */
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
    void headers_areOnTheMessage_untilTheCallIsAnswered() throws Exception {
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
        assertThat(seen.get(0)).containsKey("Authorization").containsEntry("X-Of-The-User", "kept");
        assertThat(seen.get(1))
                .doesNotContainKey("Authorization")
                .containsEntry("X-Of-The-User", "kept");
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
    void headers_areGone_whenTheExchangeEndsWithoutACall() throws Exception {
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").process(look);
                    }
                });
        Exchange ended = films(FILMS).send();
        assertThat(seen.get(0)).containsKey("Authorization");
        assertThat(ended.getMessage().getHeaders()).doesNotContainKey("Authorization");
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

    @Test
    void secondCall_withoutMxauth_carriesNoHeaders() throws Exception {
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .to(movio.setting("api"))
                                .setBody(constant(FILMS))
                                .setHeader(Exchange.HTTP_METHOD, constant("PUT"))
                                .to(movio.setting("api") + "?throwExceptionOnFailure=false");
                    }
                });
        assertThat(status(films(FILMS).send())).isEqualTo(401);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void keepHeaders_authenticatesSeveralCalls_andEndsWithTheExchange() throws Exception {
        component.setKeepHeaders(true);
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .to(movio.setting("api"))
                                .setBody(constant(FILMS))
                                .setHeader(Exchange.HTTP_METHOD, constant("PUT"))
                                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                                .to(movio.setting("api"));
                    }
                });
        Exchange answer = films(FILMS).send();
        assertThat(answer.getException()).isNull();
        assertThat(movio.apiRequests()).isEqualTo(2);
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
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
    void secondProvider_takesTheFirstOnesHeadersOff() throws Exception {
        component.getProviders().put("moviexchange", SandboxAccounts.movieXchange(sandbox));
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:moviexchange")
                                .process(look)
                                .to("mxauth:movio")
                                .process(look)
                                .to(movio.setting("api"));
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(seen.get(0)).containsKey("MX-Api-Client-Secret");
        assertThat(seen.get(1))
                .doesNotContainKey("MX-Api-Client-Secret")
                .containsKey("Authorization");
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("MX-Api-Client-Secret")).isNull());
    }

    @Test
    void redirectWithVertx_isNotFollowed_asItWouldTakeOurHeadersAlong() throws Exception {
        component.getProviders().put("moviexchange", SandboxAccounts.movieXchange(sandbox));
        SandboxProvider moviexchange = sandbox.provider("moviexchange");
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:chains")
                                .to("mxauth:moviexchange")
                                .to(
                                        "vertx-http:"
                                                + moviexchange.setting("api")
                                                + "?throwExceptionOnFailure=false");
                    }
                });
        SandboxProvider other = sandbox.provider("movio-eu");
        moviexchange.apiFaults().redirect(1, other.setting("api"));
        Exchange answer = context.createFluentProducerTemplate().to("direct:chains").send();
        assertThat(status(answer)).isEqualTo(307);
        assertThat(other.requests()).isEmpty();
    }

    private RecordedRequest redirected(String location) throws Exception {
        component.getProviders().put("moviexchange", SandboxAccounts.movieXchange(sandbox));
        SandboxProvider moviexchange = sandbox.provider("moviexchange");
        startFilms(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:chains")
                                .to("mxauth:moviexchange")
                                .to(
                                        moviexchange.setting("api")
                                                + "?followRedirects=true&throwExceptionOnFailure=false");
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
                .filter(request -> request.status() != 307)
                .reduce((one, another) -> another)
                .orElseThrow();
    }

    @Test
    void redirectToAnotherHost_isFollowedWithoutOurHeaders() throws Exception {
        RecordedRequest followed = redirected(sandbox.provider("movio-eu").setting("api"));
        assertThat(followed.provider()).isEqualTo("movio-eu");
        assertThat(followed.header("Authorization")).isNull();
        assertThat(followed.header("MX-Api-Client-Secret")).isNull();
    }

    @Test
    void redirectOnTheSameHost_keepsOurHeaders() throws Exception {
        RecordedRequest followed = redirected(sandbox.provider("moviexchange").setting("api"));
        assertThat(followed.status()).isEqualTo(200);
    }
}
