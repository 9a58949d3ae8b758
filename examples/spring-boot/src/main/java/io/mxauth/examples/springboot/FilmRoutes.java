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
package io.mxauth.examples.springboot;

import io.mxauth.camel.MxAuthException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Films that are put to {@code /films} go to Movio, in both regions. */
@Component
class FilmRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(MxAuthException.class)
                .handled(true)
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(503))
                .setHeader(Exchange.CONTENT_TYPE, constant("text/plain"))
                .setBody(simple("${exception.message}"));

        rest("/films").put().consumes("application/json").to("direct:films");

        from("direct:films")
                .routeId("films")
                // What the caller sent to us, a password or a cookie among it, is not for Movio.
                .removeHeaders("*", Exchange.CONTENT_TYPE)
                .multicast(AggregationStrategies.string(", "))
                .stopOnException()
                .to("direct:films-eu", "direct:films-us")
                .end()
                .setBody(simple("[${body}]"));

        from("direct:films-eu")
                .routeId("films-eu")
                .to("mxauth:movio-eu")
                .to("{{api.films-eu}}?httpMethod=PUT");

        from("direct:films-us")
                .routeId("films-us")
                .to("mxauth:movio-us")
                .to("{{api.films-us}}?httpMethod=PUT");
    }
}
