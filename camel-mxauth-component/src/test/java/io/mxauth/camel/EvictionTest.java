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

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** More accounts than the cache may hold: each call works, at the price of a token request. */
class EvictionTest extends RouteTestSupport {

    @Test
    void accountsBeyondTheCache_areServedByTokensAskedForAgain() throws Exception {
        component.setCacheMaximumSize(1);
        component.getProviders().put("eu", SandboxAccounts.movio(sandbox, "eu"));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:movio").to(movio.setting("api"));
                        from("direct:eu")
                                .to("mxauth:eu")
                                .to(sandbox.provider("movio-eu").setting("api"));
                    }
                });
        for (int i = 0; i < 5; i++) {
            assertThat(status(films(FILMS).send())).isEqualTo(202);
            assertThat(status(films(FILMS).to("direct:eu").send())).isEqualTo(202);
        }
        int requests = movio.tokenRequests() + sandbox.provider("movio-eu").tokenRequests();
        assertThat(requests).isBetween(3, 10);
    }
}
