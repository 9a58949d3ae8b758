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

import io.mxauth.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ClaimCheckOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that go on the message too, because somebody asked for it. */
class ExposedHeadersTest extends RouteTestSupport {

    private final List<Object> seen = new ArrayList<>();
    private final Processor look =
            exchange ->
                    seen.add(
                            exchange.getMessage().getHeader("Authorization", "none", String.class));

    private Exchange run(RouteBuilder routes) throws Exception {
        start(routes);
        Exchange answer = films(FILMS).send();
        assertThat(answer.getException()).isNull();
        return answer;
    }

    @Test
    void headers_areOnTheMessage_andGoneWhenTheExchangeEnds() throws Exception {
        Exchange answer =
                run(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:films")
                                        .to("mxauth:movio?exposeHeaders=true")
                                        .process(look);
                            }
                        });
        assertThat(seen).singleElement().asString().startsWith("Bearer ");
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mxauth:movio?operation=release", "mxauth:key"})
    void headers_areGone_whenAnotherStepEndsTheAuthorization(String next) throws Exception {
        component.setExposeHeaders(true);
        component.getProviders().put("key", SandboxAccounts.filmmakersKey(sandbox));
        run(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(next).process(look);
                    }
                });
        assertThat(seen).singleElement().asString().doesNotStartWith("Bearer ");
    }

    @Test
    void guardedCall_thatGoesWithout_takesThemOff() throws Exception {
        SandboxProvider other = sandbox.provider("movio-eu");
        component.setExposeHeaders(true);
        run(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .to(movio.setting("api"))
                                .process(Construct.AGAIN)
                                .to(other.setting("api") + "?throwExceptionOnFailure=false")
                                .process(look);
                    }
                });
        assertThat(other.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
        assertThat(seen).containsExactly("none");
    }

    @Test
    void repeatedCall_exposesTheTokenThatIsValidThen() throws Exception {
        component.setExposeHeaders(true);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .process(look)
                                .process(e -> movio.revokeAllTokens())
                                .to(movio.setting("api"))
                                .process(look);
                    }
                });
        assertThat(films(FILMS).send().getException()).isNull();
        assertThat(seen)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(header -> assertThat(header).asString().startsWith("Bearer "));
    }

    private void assertNothingReaches(SandboxProvider other, RouteBuilder routes) throws Exception {
        component.setExposeHeaders(true);
        start(routes);
        Exchange answer = films(FILMS).send();
        assertThat(answer.getException()).isNull();
        await().untilAsserted(() -> assertThat(other.requests()).isNotEmpty());
        assertThat(other.requests())
                .allSatisfy(request -> assertThat(request.header("Authorization")).isNull());
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void guardedCall_ofAnAggregatedExchange_takesThemOff() throws Exception {
        SandboxProvider other = sandbox.provider("movio-eu");
        assertNothingReaches(
                other,
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .aggregate(constant(true), (before, now) -> now)
                                .completionSize(1)
                                .to(other.setting("api") + "?throwExceptionOnFailure=false");
                    }
                });
    }

    @Test
    void headersThatComeBack_afterTheirRelease_areTakenOff() throws Exception {
        SandboxProvider other = sandbox.provider("movio-eu");
        assertNothingReaches(
                other,
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .to("mxauth:movio")
                                .claimCheck(ClaimCheckOperation.Push)
                                .to("mxauth:movio?operation=release")
                                .claimCheck(ClaimCheckOperation.Pop)
                                .to(other.setting("api") + "?throwExceptionOnFailure=false");
                    }
                });
    }

    @Test
    void headersThatComeBack_afterARenewal_areGoneAtTheEnd() throws Exception {
        component.setExposeHeaders(true);
        Exchange answer =
                run(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:films")
                                        .to("mxauth:movio")
                                        .claimCheck(ClaimCheckOperation.Push)
                                        .process(e -> movio.revokeAllTokens())
                                        .to(movio.setting("api"))
                                        .claimCheck(ClaimCheckOperation.Pop);
                            }
                        });
        assertThat(movio.tokenRequests()).isEqualTo(2);
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void option_isWarnedOfOnce() throws Exception {
        component.setExposeHeaders(true);
        try (LogWatch log = LogWatch.of(MxAuthComponent.class)) {
            start(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:films").to("mxauth:movio").to("mxauth:movio");
                        }
                    });
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("exposes"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("WARN Provider 'movio'"));
        }
    }
}
