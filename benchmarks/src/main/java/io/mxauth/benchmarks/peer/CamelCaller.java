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
package io.mxauth.benchmarks.peer;

import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** Calls an API through a route, which may begin with a step that authorizes. */
final class CamelCaller implements Caller {

    private static final String ROUTE = "direct:call";

    private final CamelContext context;
    private final ProducerTemplate template;

    private CamelCaller(CamelContext context) {
        this.context = context;
        this.template = context.createProducerTemplate();
    }

    /**
     * Starts a route in that context.
     *
     * @param step what comes before the call, or null
     * @param options more options of the HTTP endpoint, each with an ampersand before it
     */
    static CamelCaller start(
            DefaultCamelContext context, @Nullable String step, URI api, String options)
            throws Exception {
        String http =
                api
                        + "?throwExceptionOnFailure=false&connectionsPerRoute=200&maxTotalConnections=200"
                        + options;
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        if (step == null) {
                            from(ROUTE).to(http);
                        } else {
                            from(ROUTE).to(step).to(http);
                        }
                    }
                });
        context.start();
        return new CamelCaller(context);
    }

    @Override
    public int call(String path) throws Exception {
        int query = path.indexOf('?');
        Exchange exchange =
                template.send(
                        ROUTE,
                        e -> {
                            e.getMessage()
                                    .setHeader(
                                            Exchange.HTTP_PATH,
                                            query < 0 ? path : path.substring(0, query));
                            if (query >= 0) {
                                e.getMessage()
                                        .setHeader(Exchange.HTTP_QUERY, path.substring(query + 1));
                            }
                        });
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        exchange.getMessage().getBody(byte[].class);
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
