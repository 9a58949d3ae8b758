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

// tag::test[]
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class GettingStartedTest {

    @Test
    void films_areSent_evenAfterTheTokenWasRevoked(Sandbox sandbox) throws Exception {
        SandboxProvider issuer = sandbox.provider("movio-us");
        ProviderConfiguration movio = new ProviderConfiguration();
        movio.setRegion("us");
        movio.setTokenEndpoint(issuer.setting("token-endpoint"));
        movio.setAllowedHosts(issuer.setting("api-host"));
        movio.setClientId(issuer.setting("client-id"));
        movio.setClientSecret(issuer.setting("client-secret"));

        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("mxauth", MxAuthComponent.class)
                    .getProviders()
                    .put("movio", movio);
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:films")
                                    .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                                    .to("mxauth:movio")
                                    .to(issuer.setting("api") + "?httpMethod=PUT");
                        }
                    });
            context.start();
            String films = "[{\"id\":\"f1\",\"title\":\"Metropolis\"}]";

            context.createProducerTemplate().sendBody("direct:films", films);
            context.createProducerTemplate().sendBody("direct:films", films);
            assertThat(issuer.tokenRequests()).isEqualTo(1);

            issuer.revokeAllTokens();
            context.createProducerTemplate().sendBody("direct:films", films);
            assertThat(issuer.tokenRequests()).isEqualTo(2);
        }
    }
}
// end::test[]
