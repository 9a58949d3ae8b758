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

import io.mxauth.sandbox.SandboxProvider;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that would take a token to a host that it is not meant for, by every way to make one. */
class ForeignHostTest extends RouteTestSupport {

    private SandboxProvider other;

    @BeforeEach
    void findOther() {
        other = sandbox.provider("movio-eu");
    }

    private void start(Way way, String uri) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        way.call(from("direct:films").to("mxauth:movio"), uri);
                    }
                });
    }

    private void assertRefused(Exchange answer) {
        assertRefused(answer.getException(), other.setting("api-host"), "allowedHosts");
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
        assertThat(other.requests()).isEmpty();
        assertThat(movio.apiRequests()).isZero();
    }

    /** It names the provider, the host and what to do. */
    private static void assertRefused(Throwable thrown, String host, String advice) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST);
                            assertThat(e.provider()).isEqualTo("movio");
                            assertThat(e.retryable()).isFalse();
                        })
                .hasMessageContainingAll("'movio'", host, advice);
    }

    @ParameterizedTest
    @EnumSource
    void http_isRefused_whicheverWayItIsCalled(Way way) throws Exception {
        start(way, other.setting("api"));
        assertRefused(films(FILMS).send());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CAMEL_HTTP_URI_HEADER")
    void vertxHttp_isRefused_whicheverWayItIsCalled(Way way) throws Exception {
        start(way, "vertx-http:" + other.setting("api"));
        assertRefused(films(FILMS).send());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CAMEL_HTTP_URI_HEADER")
    void nettyHttp_isRefused_whicheverWayItIsCalled(Way way) throws Exception {
        start(way, "netty-http:" + other.setting("api"));
        assertRefused(films(FILMS).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "vertx-http"})
    void restProducer_isRefused(String client) throws Exception {
        start(
                Way.TO,
                "rest:put:films?host=http://%s&producerComponentName=%s"
                        .formatted(other.setting("api-host"), client));
        assertRefused(films(FILMS).send());
    }

    /** Headers of Camel's that move a call, and the clients that go by them. */
    static Stream<Arguments> movingHeaders() {
        return Stream.of("%s", "vertx-http:%s")
                .flatMap(
                        client ->
                                Stream.of(Exchange.HTTP_URI, Exchange.REST_HTTP_URI)
                                        .map(header -> Arguments.of(client, header)));
    }

    @ParameterizedTest
    @MethodSource("movingHeaders")
    void headerThatMovesTheCall_isRefused(String client, String header) throws Exception {
        start(Way.TO, client.formatted(movio.setting("api")));
        assertRefused(films(FILMS).withHeader(header, other.setting("api")).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {Exchange.HTTP_URI, Exchange.REST_HTTP_URI})
    void headerThatWouldMoveTheCall_withNetty_movesNothing(String header) throws Exception {
        start(Way.TO, "netty-http:" + movio.setting("api"));
        films(FILMS).withHeader(header, other.setting("api")).send();
        assertThat(other.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example/films, api.example",
        "http://api.example/films, *",
        "vertx-http:http://api.example/films, api.example",
        "netty-http:http://api.example/films, api.example:80"
    })
    void plainHttp_offLoopback_isRefused_whateverIsAllowed(String uri, String allowed)
            throws Exception {
        ProviderConfiguration lenient = SandboxAccounts.movio(sandbox, "us");
        lenient.setAllowedHosts(allowed);
        component.getProviders().put("movio", lenient);
        start(Way.TO, uri);
        assertRefused(films(FILMS).send().getException(), "http://api.example", "Use https:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "vertx-http:%s", "netty-http:%s", "netty-http:%s?ssl=true"})
    void httpsElsewhere_isRefused_andNamedAsItIs(String client) throws Exception {
        start(Way.TO, client.formatted("https://api.example/films"));
        assertRefused(films(FILMS).send().getException(), "https://api.example", "allowedHosts");
    }

    @ParameterizedTest
    @CsvSource({
        "%s, /films, is relative",
        "vertx-http:%s, /films, is relative",
        "%s, https://my_api.example/films, 'my_api.example'",
        "vertx-http:%s, https://my_api.example/films, 'my_api.example'",
        "https://my_api.example/films, , underscore",
        "vertx-http:https://my_api.example/films, , underscore",
        "netty-http:https://my_api.example/films, , underscore"
    })
    void url_withoutAHost_isAMatterOfConfiguration_andNotOfNull(
            String uri, @Nullable String header, String flaw) throws Exception {
        start(Way.TO, uri.formatted(movio.setting("api")));

        Throwable thrown = films(FILMS).withHeader(Exchange.HTTP_URI, header).send().getException();

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(MxAuthException.Reason.CONFIGURATION);
                            assertThat(e.retryable()).isFalse();
                        })
                .hasMessageContainingAll(
                        "'movio'", "the URL of this call", flaw, "Nothing was sent")
                .hasMessageNotContaining("null");
        assertThat(movio.apiRequests()).isZero();
    }

    @Test
    void wireTap_isRefused_andTheExchangeItselfGoesOn() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .wireTap("direct:tap")
                                .to(movio.setting("api"));
                        from("direct:tap")
                                .onException(Exception.class)
                                .handled(true)
                                .to("mock:refused")
                                .end()
                                .to(other.setting("api"));
                    }
                });
        MockEndpoint refused = context.getEndpoint("mock:refused", MockEndpoint.class);
        refused.expectedMessageCount(1);
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        refused.assertIsSatisfied();
        Exchange tapped = refused.getExchanges().get(0);
        assertRefused(
                tapped.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class),
                other.setting("api-host"),
                "allowedHosts");
        assertThat(tapped.getMessage().getHeaders()).doesNotContainKey("Authorization");
        assertThat(other.requests()).isEmpty();
    }

    /** An API key has no token, and is as secret as one. */
    @Test
    void apiKey_isRefusedAlike() throws Exception {
        component.setProviders(Map.of("movio", key()));
        start(Way.TO, other.setting("api"));
        assertRefused(films(FILMS).send());
    }

    private ProviderConfiguration key() {
        ProviderConfiguration key = SandboxAccounts.filmmakersKey(sandbox);
        key.setAllowedHosts(movio.setting("api-host"));
        return key;
    }

    @Test
    void redelivery_ofARefusedCall_isRefusedAgain() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(Exception.class).maximumRedeliveries(2).redeliveryDelay(0);
                        from("direct:films").to("mxauth:movio").to(other.setting("api"));
                    }
                });
        assertRefused(films(FILMS).send());
    }
}
