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
package io.mxauth.benchmarks.soak;

import io.mxauth.camel.AccessToken;
import java.time.Instant;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** A route for each target: takes note of the token in hand, then makes an authorized call. */
final class SoakRoutes extends RouteBuilder {

    private final List<Subject> subjects;

    SoakRoutes(List<Subject> subjects) {
        this.subjects = subjects;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        for (Subject subject : subjects) {
            Target target = subject.target();
            from("direct:" + target.name())
                    .to("mxauth:" + target.name() + "?operation=token")
                    .process(
                            exchange ->
                                    subject.ledger()
                                            .handedOut(
                                                    exchange.getMessage()
                                                            .getMandatoryBody(AccessToken.class),
                                                    Instant.now()))
                    .process(exchange -> exchange.getMessage().setBody(target.body()))
                    .setHeader("Content-Type", constant("application/json"))
                    .to("mxauth:" + target.name())
                    .to(target.apiUri());
        }
    }
}
