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
package io.mxauth.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.camel.call.Authorization;
import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each Kamelet in routes, found by its name alone, against the sandbox. */
class KameletsTest extends KameletTestSupport {

    private static final String[] AUTHENTICATION = {
        "Authorization", "MX-Api-Client-Secret", "Ocp-Apim-Subscription-Key"
    };

    private FluentProducerTemplate call() {
        return context.createFluentProducerTemplate().to("direct:call");
    }

    private void javaRoute(String... targets) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:call").to(targets);
                    }
                });
    }

    private void assertAuthenticated(KameletUse use) {
        Exchange answer = use.send(call());
        assertThat(answer.getException()).isNull();
        assertThat(status(answer)).isEqualTo(use.call.status);
        assertThat(answer.getMessage().getHeaders()).doesNotContainKeys(AUTHENTICATION);
        assertThat(use.send(call()).getException()).isNull();
        assertThat(sandbox.provider(use.provider).apiRequests()).isEqualTo(2);
        assertThat(sandbox.provider(use.provider).tokenRequests()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void kamelet_authenticates_inAYamlRoute(KameletUse use) throws Exception {
        set(use.kamelet, use.properties(sandbox));
        context.start();
        String api = sandbox.provider(use.provider).setting("api");
        loadYaml(
                """
                - route:
                    from:
                      uri: direct:call
                      steps:
                        - to: kamelet:%s
                """
                                .formatted(use.kamelet)
                        + (use.calls() ? "" : "        - to: \"%s\"%n".formatted(api)));
        assertAuthenticated(use);
    }

    @ParameterizedTest
    @EnumSource
    void kamelet_authenticates_inAJavaRoute(KameletUse use) throws Exception {
        set(use.kamelet, use.properties(sandbox));
        String kamelet = "kamelet:" + use.kamelet;
        if (use.calls()) {
            javaRoute(kamelet);
        } else {
            javaRoute(kamelet, sandbox.provider(use.provider).setting("api"));
        }
        context.start();
        assertAuthenticated(use);
    }

    @Test
    void revokedToken_isReplaced_andTheBodySentAgain() throws Exception {
        KameletUse use = KameletUse.HTTP_ACTION_WITH_A_BODY;
        SandboxProvider movio = sandbox.provider(use.provider);
        set(use.kamelet, use.properties(sandbox));
        javaRoute("kamelet:" + use.kamelet);
        context.start();
        use.send(call());
        movio.revokeAllTokens();
        movio.clearRequests();
        assertThat(status(use.send(call()))).isEqualTo(use.call.status);
        assertThat(movio.tokenRequests()).isEqualTo(1);
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(RecordedRequest::body)
                .containsExactly(use.call.body, use.call.body);
    }

    @Test
    void retryUnauthorized_false_letsThe401Through() throws Exception {
        KameletUse use = KameletUse.HTTP_ACTION_WITHOUT_A_BODY;
        SandboxProvider mxo = sandbox.provider(use.provider);
        set(use.kamelet, use.properties(sandbox));
        set(use.kamelet, Map.of("retryUnauthorized", "false"));
        javaRoute("kamelet:" + use.kamelet);
        context.start();
        use.send(call());
        mxo.revokeAllTokens();
        assertThat(use.send(call()).getException())
                .isInstanceOfSatisfying(
                        HttpOperationFailedException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(401));
        assertThat(mxo.tokenRequests()).isEqualTo(1);
    }

    @Test
    void headerOfTheMessage_doesNotChooseTheHost() throws Exception {
        KameletUse use = KameletUse.HTTP_ACTION_WITH_A_BODY;
        set(use.kamelet, use.properties(sandbox));
        javaRoute("kamelet:" + use.kamelet);
        context.start();
        String elsewhere = sandbox.provider("mxo").setting("api");
        Exchange answer = use.send(call().withHeader(Exchange.HTTP_URI, elsewhere));
        assertThat(status(answer)).isEqualTo(use.call.status);
        assertThat(sandbox.provider("mxo").requests()).isEmpty();
    }

    @Test
    void kameletWithoutACall_leavesNoHeader() throws Exception {
        set("mxauth-action", KameletUse.ACTION.properties(sandbox));
        javaRoute("kamelet:mxauth-action");
        context.start();
        assertThat(KameletUse.ACTION.send(call()).getMessage().getHeaders())
                .doesNotContainKeys(AUTHENTICATION);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headerOfTheRoute_isTheRoutes_whereTheAuthorizationIsReleased(boolean released)
            throws Exception {
        set("mxauth-action", KameletUse.ACTION.properties(sandbox));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:call")
                                .to("kamelet:mxauth-action")
                                .setHeader("Authorization", constant("Bearer of-the-route"))
                                .process(
                                        exchange -> {
                                            if (released) {
                                                Authorization.release(exchange);
                                            }
                                        })
                                .to(sandbox.provider("movio-us").setting("api"));
                    }
                });
        context.start();
        KameletUse.ACTION.send(call());
        assertThat(sandbox.provider("movio-us").requests())
                .last()
                .satisfies(
                        request ->
                                assertThat(
                                                "Bearer of-the-route"
                                                        .equals(request.header("Authorization")))
                                        .isEqualTo(released));
    }

    /** What one Kamelet has authorized another one may call, once, in a route that nobody waits for. */
    @Test
    void callInAnotherKamelet_usesTheHeadersUp() throws Exception {
        SandboxProvider movio = sandbox.provider("movio-us");
        SandboxProvider elsewhere = sandbox.provider("mxo");
        set("mxauth-action", KameletUse.ACTION.properties(sandbox));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        routeTemplate("caller").from("kamelet:source").to(movio.setting("api"));
                        from("direct:call")
                                .to("kamelet:mxauth-action", "kamelet:caller")
                                .to(elsewhere.setting("api") + "&throwExceptionOnFailure=false");
                    }
                });
        context.start();
        Exchange sent =
                context.createProducerTemplate()
                        .send(
                                "direct:call",
                                ExchangePattern.InOnly,
                                exchange -> {
                                    exchange.getMessage().setBody(KameletUse.ACTION.call.body);
                                    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "PUT");
                                    exchange.getMessage()
                                            .setHeader("Content-Type", "application/json");
                                });
        assertThat(sent.getException()).isNull();
        assertThat(movio.requests()).last().satisfies(r -> assertThat(r.status()).isEqualTo(202));
        assertThat(elsewhere.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNull());
    }

    @Test
    void twoUses_withOtherCredentials_shareNoToken() throws Exception {
        SandboxProvider movio = sandbox.provider("movio-us");
        Map<String, String> right = KameletUse.ACTION.properties(sandbox);
        Map<String, String> wrong = new HashMap<>(right);
        wrong.put("clientSecret", "guessed");
        set("mxauth-action.right", right);
        set("mxauth-action.wrong", wrong);
        javaRoute("kamelet:mxauth-action/right", movio.setting("api"));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:wrong")
                                .to("kamelet:mxauth-action/wrong")
                                .to(movio.setting("api"));
                    }
                });
        context.start();
        assertThat(status(KameletUse.ACTION.send(call()))).isEqualTo(202);
        Exchange refused =
                KameletUse.ACTION.send(context.createFluentProducerTemplate().to("direct:wrong"));
        assertThat(refused.getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> assertThat(e.reason()).isEqualTo(MxAuthException.Reason.REJECTED));
        assertThat(movio.apiRequests()).isEqualTo(1);
        assertThat(status(KameletUse.ACTION.send(call()))).isEqualTo(202);
    }

    @Test
    void twoUses_withTheSameCredentials_shareOneToken() throws Exception {
        SandboxProvider movio = sandbox.provider("movio-us");
        set("mxauth-action", KameletUse.ACTION.properties(sandbox));
        javaRoute(
                "kamelet:mxauth-action",
                movio.setting("api"),
                "direct:again",
                "kamelet:mxauth-action",
                movio.setting("api"));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:again").setBody(constant(KameletUse.ACTION.call.body));
                    }
                });
        context.start();
        assertThat(KameletUse.ACTION.send(call()).getException()).isNull();
        assertThat(movio.apiRequests()).isEqualTo(2);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    /** The Kamelet's bean has a name, which Camel looks for among the values of parameters too. */
    @Test
    void valueLikeAnyWordOfTheKamelet_isTakenAsItIs() throws Exception {
        SandboxProvider movio = sandbox.provider("movio-us");
        movio.change("client-id", "account");
        movio.change("client-secret", "a+b&c=d%20 #{e}");
        set("mxauth-action", KameletUse.ACTION.properties(sandbox));
        javaRoute("kamelet:mxauth-action", movio.setting("api"));
        context.start();
        assertThat(status(KameletUse.ACTION.send(call()))).isEqualTo(202);
    }

    @Test
    void withoutCredentials_thoseOfTheComponentServe() throws Exception {
        SandboxProvider movio = sandbox.provider("movio-us");
        MxAuthComponent component = new MxAuthComponent();
        ProviderConfiguration odeon = new ProviderConfiguration();
        odeon.setPreset("movio");
        odeon.setClientId(movio.setting("client-id"));
        odeon.setClientSecret(movio.setting("client-secret"));
        odeon.setTokenEndpoint(movio.setting("token-endpoint"));
        odeon.setAllowedHosts(movio.setting("api-host"));
        component.getProviders().put("odeon", odeon);
        context.addComponent("mxauth", component);
        javaRoute("kamelet:mxauth-action?provider=odeon&region=us", movio.setting("api"));
        context.start();
        assertThat(status(KameletUse.ACTION.send(call()))).isEqualTo(202);
    }

    @Test
    void missingProperty_failsTheStart_byItsName() throws Exception {
        set("mxauth-movio-action", Map.of("region", "us", "clientId", "somebody"));
        javaRoute("kamelet:mxauth-movio-action");
        assertThatThrownBy(context::start).hasStackTraceContaining("clientSecret");
    }

    @Test
    void valueThatDoesNotFit_failsTheStart_byItsOption() throws Exception {
        set("mxauth-action", KameletUse.ACTION.properties(sandbox));
        set("mxauth-action", Map.of("requestTimeout", "soon"));
        javaRoute("kamelet:mxauth-action");
        assertThatThrownBy(context::start)
                .hasStackTraceContaining("option 'requestTimeout': must be a duration");
    }
}
