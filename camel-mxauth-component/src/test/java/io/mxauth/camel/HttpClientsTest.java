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
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a route calls an API, with every HTTP client of Camel's. */
class HttpClientsTest extends RouteTestSupport {

    private void start(Way way, String uri) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        way.call(from("direct:films").to("mxauth:movio"), uri);
                    }
                });
    }

    private void assertAuthenticatedAndRepeatedOn401() {
        assertThat(films(FILMS).send().getException()).isNull();
        movio.revokeAllTokens();
        Exchange answer = films(FILMS).send();
        assertThat(answer.getException()).isNull();
        assertThat(status(answer)).isEqualTo(202);
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(request -> request.status() + request.body())
                .containsExactly(202 + FILMS, 401 + FILMS, 202 + FILMS);
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void http_isAuthenticated_whicheverWayItIsCalled(Way way) throws Exception {
        start(way, movio.setting("api"));
        assertAuthenticatedAndRepeatedOn401();
    }

    static Stream<String> otherClients() {
        return Stream.of("vertx-http:%s", "netty-http:%s");
    }

    @ParameterizedTest
    @MethodSource("otherClients")
    void otherClient_isAuthenticated(String pattern) throws Exception {
        start(Way.TO, pattern.formatted(movio.setting("api")));
        assertAuthenticatedAndRepeatedOn401();
    }

    @ParameterizedTest
    @MethodSource("otherClients")
    void otherClient_withoutExceptionOnFailure_isAuthenticated(String pattern) throws Exception {
        start(Way.TO, pattern.formatted(movio.setting("api")) + "?throwExceptionOnFailure=false");
        assertAuthenticatedAndRepeatedOn401();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "vertx-http"})
    void restProducer_isAuthenticated(String client) throws Exception {
        start(
                Way.TO,
                "rest:put:films?host=http://%s&producerComponentName=%s"
                        .formatted(movio.setting("api-host"), client));
        assertAuthenticatedAndRepeatedOn401();
    }

    /** What the twin of an endpoint has of its own. */
    private static final List<String> OWN_FIELDS =
            List.of(
                    "id",
                    "endpointUriToString",
                    "lock",
                    "httpClientConfigurer",
                    "status",
                    "webClient");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x?connectTimeout=1234&soTimeout=5&responseTimeout=6&connectionRequestTimeout=7&bridgeEndpoint=true&okStatusCodeRange=200-204&httpMethod=PATCH&userAgent=u&copyHeaders=false&disableStreamCache=true&cookieStore=#cookies&authMethod=Basic&authUsername=u&authPassword=p&lazyStartProducer=true&httpClient.cookieSpec=ignore&skipControlHeaders=true&q=1",
                "vertx-http:http://127.0.0.1:1/x?connectTimeout=1234&lazyStartProducer=true&okStatusCodeRange=200-204&q=1",
                "netty-http:http://127.0.0.1:1/x?requestTimeout=1234&lazyStartProducer=true&traceEnabled=true&okStatusCodeRange=200-204&keepAlive=false&q=1"
            })
    void twin_hasEveryFieldOfTheOriginal(String uri) throws Exception {
        context.getRegistry().bind("cookies", new BasicCookieStore());
        context.start();
        String scheme = uri.substring(0, uri.indexOf(':'));
        Endpoint original = context.getComponent(scheme).createEndpoint(uri);
        original.start();
        Endpoint twin = new AuthorizedEndpoints().registerEndpoint(uri, original);
        assertThat(twin).isNotSameAs(original).isInstanceOf(original.getClass());
        for (Class<?> type = original.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !OWN_FIELDS.contains(field.getName())
                        && !type.getName().startsWith("java.")) {
                    field.setAccessible(true);
                    Object value = field.get(original);
                    if (value != null) {
                        assertThat(field.get(twin)).as(field.toString()).isEqualTo(value);
                    }
                }
            }
        }
    }

    @Test
    void httpClientOfTheUser_isKept() throws Exception {
        CloseableHttpClient own = HttpClients.createDefault();
        context.getRegistry().bind("own", own);
        context.start();
        HttpEndpoint endpoint =
                context.getEndpoint("http://127.0.0.1:1/?httpClient=#own", HttpEndpoint.class);
        assertThat(endpoint.getHttpClient()).isSameAs(own);
    }

    @Test
    void httpEndpoint_keepsItsClass_andItsOptions() throws Exception {
        context.start();
        String uri =
                "http://127.0.0.1:1/x?connectTimeout=1234&bridgeEndpoint=true&okStatusCodeRange=200-204&httpMethod=PATCH&q=1";
        HttpEndpoint endpoint = context.getEndpoint(uri, HttpEndpoint.class);
        assertThat(endpoint.getConnectTimeout()).isEqualTo(1234);
        assertThat(endpoint.isBridgeEndpoint()).isTrue();
        assertThat(endpoint.getOkStatusCodeRange()).isEqualTo("200-204");
        assertThat(endpoint.getHttpMethod()).hasToString("PATCH");
        assertThat(endpoint.getHttpUri()).hasToString("http://127.0.0.1:1/x?q=1");
        Endpoint again = context.getEndpoint(uri);
        assertThat(again).isSameAs(endpoint);
    }

    @Test
    void callWithoutAuthorization_passesUntouched() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .setHeader("Authorization", constant("Bearer of-the-user"))
                                .to(movio.setting("api") + "?throwExceptionOnFailure=false")
                                .log(LoggingLevel.DEBUG, "done");
                    }
                });
        Exchange answer = films(FILMS).send();
        assertThat(status(answer)).isEqualTo(401);
        assertThat(movio.requests())
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request.header("Authorization"))
                                        .isEqualTo("Bearer of-the-user"));
        assertThat(answer.getMessage().getHeader("Authorization")).isEqualTo("Bearer of-the-user");
    }
}
