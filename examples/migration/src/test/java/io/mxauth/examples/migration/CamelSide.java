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
package io.mxauth.examples.migration;

import io.mxauth.sandbox.SandboxProvider;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.main.Main;

/** A route that calls MXO's API, with the properties of an application. */
final class CamelSide implements Side, AutoCloseable {

    private final Main main = new Main();

    private CamelSide(SandboxProvider mxo, RouteBuilder route) {
        for (String name :
                new String[] {"api", "api-host", "token-endpoint", "client-id", "client-secret"}) {
            main.addInitialProperty("mxo." + name, mxo.setting(name));
        }
        main.configure().addRoutesBuilder(route);
    }

    /** By the options of camel-http. */
    static CamelSide before(SandboxProvider mxo, String moreOptions) {
        CamelSide side =
                new CamelSide(
                        mxo,
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                // tag::before[]
                                from("direct:workspaces")
                                        .to(
                                                "{{mxo.api}}&httpMethod=GET"
                                                        + "&oauth2TokenEndpoint=RAW({{mxo.token-endpoint}})"
                                                        + "&oauth2ClientId=RAW({{mxo.client-id}})"
                                                        + "&oauth2ClientSecret=RAW({{mxo.client-secret}})"
                                                        + moreOptions);
                                // end::before[]
                            }
                        });
        side.main.start();
        return side;
    }

    /** By mxauth, with that provider's properties besides the usual ones. */
    static CamelSide after(SandboxProvider mxo, Map<String, String> more) {
        CamelSide side =
                new CamelSide(
                        mxo,
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                // tag::after[]
                                from("direct:workspaces")
                                        .to("mxauth:workspaces")
                                        .to("{{mxo.api}}&httpMethod=GET");
                                // end::after[]
                            }
                        });
        Map.of(
                        "token-endpoint", "{{mxo.token-endpoint}}",
                        "client-id", "{{mxo.client-id}}",
                        "client-secret", "{{mxo.client-secret}}",
                        "client-authentication", "client_secret_basic_plain",
                        "allowed-hosts", "{{mxo.api-host}}")
                .forEach(side::set);
        more.forEach(side::set);
        side.main.start();
        return side;
    }

    private void set(String option, String value) {
        main.addOverrideProperty("camel.component.mxauth.providers[workspaces]." + option, value);
    }

    Exchange send(String header, String value) {
        return main.getCamelContext()
                .createFluentProducerTemplate()
                .to("direct:workspaces")
                .withHeader(header, value)
                .send();
    }

    /** Whether an endpoint's URI has that text in it. */
    boolean shows(String text) {
        return main.getCamelContext().getEndpoints().stream()
                .anyMatch(endpoint -> endpoint.getEndpointUri().contains(text));
    }

    @Override
    public int call() {
        Exchange answer = send("X-Nothing", "");
        if (answer.getException() instanceof HttpOperationFailedException refused) {
            return refused.getStatusCode();
        }
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, -1, Integer.class);
    }

    @Override
    public void close() {
        main.stop();
    }
}
