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
package io.mxauth.camel.test;

import static io.mxauth.camel.test.MxAuthAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Routes whose HTTP calls are replaced in the ways that Camel's test kits know. */
@ExtendWith(SandboxExtension.class)
class MxAuthAssertionsTest {

    private static final String API = "https://films.example/films";
    private static final String ELSEWHERE = "https://elsewhere.example/";

    private final CamelContext context = new DefaultCamelContext();
    private final RouteBuilder films =
            new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:films").routeId("films").to("mxauth:films").to(API);
                    from("direct:bare").routeId("bare").to(API);
                }
            };

    @BeforeEach
    void configure(Sandbox sandbox) throws Exception {
        SandboxProvider issuer = sandbox.provider("filmmakers");
        ProviderConfiguration options = new ProviderConfiguration();
        options.setTokenEndpoint(issuer.setting("token-endpoint"));
        options.setClientId(issuer.setting("client-id"));
        options.setClientSecret(issuer.setting("client-secret"));
        options.setClientAuthentication("client_secret_post");
        options.setAllowedHosts("films.example");
        MxAuthComponent component = new MxAuthComponent();
        component.getProviders().put("films", options);
        context.addComponent("mxauth", component);
        context.addRoutes(films);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** The exchange that reaches a mock instead of the API. */
    private Exchange caught(String route, String mock) throws Exception {
        context.start();
        Exchange sent = context.createFluentProducerTemplate().to("direct:" + route).send();
        assertThat(sent.getException()).isNull();
        return context.getEndpoint(mock, MockEndpoint.class).getExchanges().get(0);
    }

    // tag::advice[]
    @Test
    void endpointThatIsMockedAndSkipped() throws Exception {
        AdviceWith.adviceWith(context, "films", a -> a.mockEndpointsAndSkip("https:*"));
        assertThatCall(caught("films", "mock:https:films.example/films"))
                .to(API)
                .isAuthorizedBy("films");
    }

    // end::advice[]

    @Test
    void endpointThatIsReplaced() throws Exception {
        AdviceWith.adviceWith(
                context, "films", a -> a.weaveByToUri("https:*").replace().to("mock:films"));
        assertThatCall(caught("films", "mock:films")).to(API).isAuthorizedBy("films");
    }

    @Test
    void endpointThatIsInterceptedAndSkipped() throws Exception {
        AdviceWith.adviceWith(
                context,
                "films",
                a ->
                        a.interceptSendToEndpoint("https:*")
                                .skipSendToOriginalEndpoint()
                                .to("mock:films"));
        assertThatCall(caught("films", "mock:films")).to(API).isAuthorizedBy("films");
    }

    private Exchange replaced(String route) throws Exception {
        AdviceWith.adviceWith(
                context, route, a -> a.weaveByToUri("https:*").replace().to("mock:films"));
        return caught(route, "mock:films");
    }

    @Test
    void callWithoutMxauth_isNotAuthorized() throws Exception {
        Exchange call = replaced("bare");
        assertThatCall(call).to(API).isNotAuthorized();
        assertThatThrownBy(() -> assertThatCall(call).to(API).isAuthorizedBy("films"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No mxauth: step ran before it");
    }

    @Test
    void callToAnotherHost_isNotAuthorized() throws Exception {
        Exchange call = replaced("films");
        assertThatCall(call).to(ELSEWHERE).isNotAuthorized();
        assertThatThrownBy(() -> assertThatCall(call).to(ELSEWHERE).isAuthorizedBy("films"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("allowedHosts");
    }

    @Test
    void anotherProvider_isNamed() throws Exception {
        Exchange call = replaced("films");
        assertThatThrownBy(() -> assertThatCall(call).to(API).isAuthorizedBy("movio"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("provider 'films'");
    }

    @Test
    void authorizedCall_thatShouldBeBare_fails() throws Exception {
        Exchange call = replaced("films");
        assertThatThrownBy(() -> assertThatCall(call).to(API).isNotAuthorized())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("provider 'films'");
    }

    @Test
    void assertionWithoutATarget_saysWhatLacks() throws Exception {
        Exchange call = replaced("films");
        assertThatThrownBy(() -> assertThatCall(call).isAuthorizedBy("films"))
                .isInstanceOf(IllegalStateException.class);
    }
}
