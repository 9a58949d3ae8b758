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

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The spans of token requests, beside those that Camel's own tracer makes. */
class TracingTest extends RouteTestSupport {

    private final Spans spans = new Spans();

    @BeforeEach
    void trace() {
        spans.trace(context);
    }

    private void startFilms() throws Exception {
        startFilms(movio.setting("api"));
    }

    private void startFilms(String api) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(api);
                        from("direct:refresh").to("mxauth:movio?operation=refresh");
                        from("direct:processor")
                                .process(new TokenCacheProcessor(getContext(), "movio"));
                    }
                });
    }

    private void call() {
        assertThat(status(films(FILMS).send())).isEqualTo(202);
    }

    private SpanData onlyToken() {
        return spans.tokens(1).get(0);
    }

    private static Object attribute(SpanData span, String name) {
        return Objects.requireNonNull(attributes(span).get(name), name);
    }

    private static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        return attributes;
    }

    private SpanData parentOf(SpanData child) {
        await().untilAsserted(
                        () ->
                                assertThat(spans.all())
                                        .extracting(SpanData::getSpanId)
                                        .contains(child.getParentSpanId()));
        return spans.all().stream()
                .filter(span -> span.getSpanId().equals(child.getParentSpanId()))
                .findFirst()
                .orElseThrow();
    }

    private static String uri(SpanData span) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey("camel.uri")));
    }

    @Test
    void coldCall_givesOneSpan_thatIsAChildOfItsEndpoints() throws Exception {
        startFilms();
        call();
        SpanData token = onlyToken();
        assertThat(token.getName()).isEqualTo("mxauth token movio");
        assertThat(token.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(token.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        URI endpoint = URI.create(movio.setting("token-endpoint"));
        assertThat(attributes(token))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "mxauth.provider",
                                "movio",
                                "mxauth.grant",
                                "client_credentials",
                                "mxauth.outcome",
                                "success",
                                "http.request.method",
                                "POST",
                                "http.response.status_code",
                                200L,
                                "server.address",
                                endpoint.getHost(),
                                "server.port",
                                (long) endpoint.getPort(),
                                "url.full",
                                endpoint.toString()));
        SpanData cause = parentOf(token);
        assertThat(uri(cause)).startsWith("mxauth:");
        assertThat(parentOf(cause).getParentSpanId()).isNotEqualTo(SpanId.getInvalid());
        assertThat(spans.all()).extracting(SpanData::getTraceId).containsOnly(token.getTraceId());
    }

    @Test
    void callWithATokenInHand_givesNone() throws Exception {
        startFilms();
        call();
        call();
        assertThat(spans.tokens(1)).hasSize(1);
    }

    @Test
    void exchangesThatJoinAFetch_giveNoneOfTheirOwn() throws Exception {
        startFilms();
        inParallel(20, () -> films(FILMS).send());
        assertThat(uri(parentOf(onlyToken()))).startsWith("mxauth:");
        assertThat(spans.all())
                .filteredOn(span -> uri(span).startsWith("mxauth:"))
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void processorOfARoute_causesAChildOfItsSpan() throws Exception {
        spans.tracer().setTraceProcessors(true);
        startFilms();
        films(FILMS).to("direct:processor").send();
        assertThat(parentOf(onlyToken()).getName()).endsWith("-process");
    }

    @Test
    void repeatedRequests_areSiblings_thatSayWhatFailed() throws Exception {
        startFilms();
        movio.tokenFaults().refuse(1, 503).drop(1);
        call();
        List<SpanData> tokens = spans.tokens(3);
        assertThat(tokens)
                .extracting(SpanData::getParentSpanId)
                .containsOnly(tokens.get(0).getParentSpanId());
        assertThat(tokens)
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET);
        assertThat(attributes(tokens.get(0)))
                .containsEntry("http.response.status_code", 503L)
                .containsEntry("error.type", "503")
                .doesNotContainKey("http.request.resend_count");
        assertThat(attributes(tokens.get(1)))
                .containsEntry("error.type", "unavailable")
                .containsEntry("http.request.resend_count", 1L)
                .doesNotContainKey("http.response.status_code");
        assertThat(attributes(tokens.get(2))).containsEntry("http.request.resend_count", 2L);
    }

    @Test
    void refusedCredentials_areAnErrorOfTheSpan() throws Exception {
        startFilms();
        movio.change("client-secret", "another");
        films(FILMS).to("direct:refresh").send();
        SpanData token = onlyToken();
        assertThat(token.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(token, "mxauth.outcome")).isEqualTo("rejected");
        assertThat(attribute(token, "error.type")).isEqualTo("401");
    }

    @Test
    void answerThatCannotBeUsed_isAnErrorWithoutAStatusOfHttps() throws Exception {
        startFilms();
        movio.tokenFaults().garbage(1, "<html>Log in</html>");
        films(FILMS).to("direct:refresh").send();
        assertThat(attributes(onlyToken()))
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("error.type", "malformed");
    }

    @Test
    void tokenAfterA401_isAChildOfTheCallThatGotIt() throws Exception {
        startFilms();
        call();
        movio.revokeAllTokens();
        call();
        SpanData second = spans.tokens(2).get(1);
        assertThat(uri(parentOf(second))).contains("/films");
    }

    @Test
    void tokenAfterA401OfAnotherClient_isAChildOfItsCall_onWhateverThreadItAnswers()
            throws Exception {
        startFilms("vertx-http:" + movio.setting("api"));
        call();
        movio.revokeAllTokens();
        call();
        SpanData second = spans.tokens(2).get(1);
        assertThat(uri(parentOf(second))).contains("/films");
    }

    @Test
    void renewalThatNobodyCalledFor_isARoot() throws Exception {
        startFilms();
        call();
        component.renew("movio");
        SpanData second = spans.tokens(2).get(1);
        assertThat(second.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(second.getTraceId()).isNotEqualTo(spans.tokens(2).get(0).getTraceId());
    }

    @Test
    void spanThatHasEnded_isNobodysParent() throws Exception {
        startFilms();
        var past = spans.span("left behind");
        past.end();
        Context.root().with(past).wrap(() -> component.renew("movio")).call();
        assertThat(onlyToken().getParentSpanId()).isEqualTo(SpanId.getInvalid());
    }

    @Test
    void contextThatIsStartedAgain_givesOneSpanARequest() throws Exception {
        startFilms();
        component.stop();
        component.start();
        call();
        assertThat(spans.tokens(1)).hasSize(1);
    }

    @Test
    void issuer_isSentNoContext() throws Exception {
        startFilms();
        call();
        assertThat(movio.requests())
                .filteredOn(request -> request.path().endsWith("/token"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.header("traceparent")).isNull());
        assertThat(movio.requests())
                .filteredOn(request -> request.path().equals("/films"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.header("traceparent")).isNotNull());
    }
}
