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

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint in YAML, in XML, and where its URI is known only when the exchange comes. */
class DslTest extends RouteTestSupport {

    private static final String YAML =
            """
            - route:
                from:
                  uri: direct:films
                  steps:
                    - to:
                        uri: mxauth:movio
                        parameters:
                          operation: authorize
                          scope: films
                    - to: "%s"
            """;

    private static final String XML =
            """
            <routes xmlns="http://camel.apache.org/schema/spring">
              <route>
                <from uri="direct:films"/>
                <to uri="mxauth:movio?operation=authorize&amp;scope=films"/>
                <to uri="%s"/>
              </route>
            </routes>
            """;

    private void load(String file, String text) throws Exception {
        context.start();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(file, text.formatted(movio.setting("api"))));
    }

    private void assertAuthenticated() {
        assertThat(status(films(FILMS).send())).isEqualTo(202);
        assertThat(movio.requests().get(0).form()).containsEntry("scope", "films");
    }

    @Test
    void yaml_isAuthenticated() throws Exception {
        load("films.yaml", YAML);
        assertAuthenticated();
    }

    @Test
    void xml_isAuthenticated() throws Exception {
        load("films.xml", XML);
        assertAuthenticated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"us", "US"})
    void toD_takesTheRegionFromTheExchange(String region) throws Exception {
        ProviderConfiguration account = SandboxAccounts.movio(sandbox, "us");
        account.setRegion(null);
        component.getProviders().put("movio", account);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .toD("mxauth:movio?region=${header.region}")
                                .to(movio.setting("api"));
                    }
                });
        Exchange answer = films(FILMS).withHeader("region", region).send();
        assertThat(status(answer)).isEqualTo(202);
        assertThat(films(FILMS).withHeader("region", "apac").send().getException())
                .hasStackTraceContaining("option 'region'")
                .isNotNull();
    }

    @Test
    void headersOfTheMessage_chooseNothing() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                    }
                });
        Exchange answer =
                films(FILMS)
                        .withHeader("region", "eu")
                        .withHeader("provider", "mxo")
                        .withHeader("tokenEndpoint", "http://127.0.0.1:1/")
                        .withHeader("CamelMxAuthAuthorization", "x")
                        .withHeader("authorization", "Bearer of-somebody-else")
                        .send();
        assertThat(status(answer)).isEqualTo(202);
    }
}
