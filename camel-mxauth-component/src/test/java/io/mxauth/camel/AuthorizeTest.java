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

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes that call the five providers, from the first token on. */
@ExtendWith(SandboxExtension.class)
class AuthorizeTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private Sandbox sandbox;

    @BeforeEach
    void start(Sandbox injected) throws Exception {
        sandbox = injected;
        MxAuthComponent component = new MxAuthComponent();
        component.setProviders(
                Map.of(
                        "moviexchange", SandboxAccounts.movieXchange(sandbox),
                        "movio-eu", SandboxAccounts.movio(sandbox, "eu"),
                        "movio-us", SandboxAccounts.movio(sandbox, "us"),
                        "filmmakers", SandboxAccounts.filmmakers(sandbox),
                        "filmmakers-key", SandboxAccounts.filmmakersKey(sandbox),
                        "mxo", SandboxAccounts.mxo(sandbox),
                        "mediavalet", SandboxAccounts.mediaValet(sandbox)));
        context.addComponent("mxauth", component);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        for (String name : component.getProviders().keySet()) {
                            String host = name.equals("filmmakers-key") ? "filmmakers" : name;
                            from("direct:" + name)
                                    .to("mxauth:" + name)
                                    .to(sandbox.provider(host).setting("api"));
                        }
                    }
                });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "moviexchange, moviexchange, GET, 200, 1",
        "movio-eu, movio-eu, PUT, 202, 1",
        "movio-us, movio-us, PUT, 202, 1",
        "filmmakers, filmmakers, GET, 200, 1",
        "filmmakers-key, filmmakers, GET, 200, 0",
        "mxo, mxo, GET, 200, 1",
        "mediavalet, mediavalet, GET, 200, 1"
    })
    void call_twice_isAuthenticatedByOneToken(
            String name, String host, String method, int status, int tokenRequests) {
        for (int i = 0; i < 2; i++) {
            Exchange answer = call(name, method);
            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(status);
            assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
        }
        SandboxProvider provider = sandbox.provider(host);
        assertThat(provider.tokenRequests()).isEqualTo(tokenRequests);
        assertThat(provider.apiRequests()).isEqualTo(2);
    }

    private Exchange call(String name, String method) {
        return context.createFluentProducerTemplate()
                .to("direct:" + name)
                .withHeader(Exchange.HTTP_METHOD, method)
                .withHeader(Exchange.CONTENT_TYPE, "application/json")
                .withBody(
                        method.equals("PUT") ? "[{\"id\":\"f1\",\"title\":\"Metropolis\"}]" : null)
                .send();
    }
}
