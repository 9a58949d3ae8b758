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
package io.mxauth.examples.login;

import io.mxauth.camel.MxAuthException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The routes: the page, and for each provider Connect, Disconnect and a call of its API. */
@Component
class Connections extends RouteBuilder {

    private final Map<String, String> apis = new LinkedHashMap<>();
    private final ConnectionsPage page = new ConnectionsPage();

    /**
     * The routes for those providers.
     *
     * @param connections names of providers, each with the URL of an API behind an equals sign
     */
    Connections(@Value("${connections}") String[] connections) {
        for (String connection : connections) {
            String[] pair = connection.split("=", 2);
            apis.put(pair[0], pair[1]);
        }
    }

    @Override
    public void configure() {
        // Somebody who presses Cancel is no error: one line, and they see the page all the same.
        onException(MxAuthException.class)
                .retriesExhaustedLogLevel(LoggingLevel.INFO)
                .logStackTrace(false);

        from("platform-http:/?httpMethodRestrict=GET").process(this::showPage);
        apis.forEach(this::connection);
    }

    private void connection(String name, String api) {
        // tag::login[]
        from("platform-http:/" + name + "/login?httpMethodRestrict=GET")
                .to("mxauth:" + name + "?operation=login");
        from("platform-http:/" + name + "/callback?httpMethodRestrict=GET")
                .to("mxauth:" + name + "?operation=callback");
        // end::login[]

        from("platform-http:/" + name + "/disconnect?httpMethodRestrict=POST")
                .choice()
                .when(header("Sec-Fetch-Site").isEqualTo("same-origin"))
                .to("mxauth:" + name + "?operation=revoke")
                .process(e -> page.show(e, states(), ""))
                .otherwise()
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(403))
                .setBody(constant("Another site asked for that."));

        from("platform-http:/" + name + "/call?httpMethodRestrict=GET")
                .doTry()
                .removeHeaders("*")
                .to("mxauth:" + name)
                .to(api)
                .convertBodyTo(String.class)
                .doCatch(MxAuthException.class)
                .setBody(simple("${exception.message}"))
                .end()
                .process(e -> page.show(e, states(), e.getMessage().getBody(String.class)));
    }

    private void showPage(Exchange exchange) {
        page.show(exchange, states(), "");
    }

    /** The state of each provider in words; whether calls get a token is what counts. */
    private Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        ProducerTemplate template = getContext().createProducerTemplate();
        for (String name : apis.keySet()) {
            Exchange answer = template.request("mxauth:" + name + "?operation=token", e -> {});
            MxAuthException failure = answer.getException(MxAuthException.class);
            states.put(name, failure == null ? ConnectionsPage.CONNECTED : words(failure));
        }
        template.stop();
        return states;
    }

    private static String words(MxAuthException failure) {
        return failure.reason() == MxAuthException.Reason.LOGIN_REQUIRED
                ? ConnectionsPage.NOT_CONNECTED
                : failure.reason().toString();
    }
}
