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

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The cinema chains of movieXchange are fetched into a file, now and then and on demand. */
@Component
class CinemaRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:cinema-chains?period={{cinema-chains.period}}")
                .routeId("cinema-chains-timer")
                .to("direct:cinema-chains");

        rest("/cinema-chains").get().produces("application/json").to("direct:cinema-chains");

        from("direct:cinema-chains")
                .routeId("cinema-chains")
                .removeHeaders("*")
                .to("mxauth:moviexchange")
                .to("{{api.cinema-chains}}")
                .removeHeaders("*", Exchange.CONTENT_TYPE)
                .convertBodyTo(String.class)
                .to("file:{{cinema-chains.folder}}?fileName=cinema-chains.json");
    }
}
