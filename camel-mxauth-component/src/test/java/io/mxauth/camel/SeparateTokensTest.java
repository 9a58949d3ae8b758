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

import io.mxauth.sandbox.RecordedRequest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Accounts that are alike in all but one thing, which is enough to have tokens of their own. */
class SeparateTokensTest extends RouteTestSupport {

    private void startBoth(String one, String other) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:one").to(one).to(movio.setting("api"));
                        from("direct:other").to(other).to(movio.setting("api"));
                    }
                });
    }

    private Exchange call(String route) {
        return films(FILMS).to(route).send();
    }

    @Test
    void anotherScope_isAnotherToken() throws Exception {
        startBoth("mxauth:movio?scope=admin", "mxauth:movio?scope=read");
        for (String route : new String[] {"direct:one", "direct:other", "direct:one"}) {
            assertThat(call(route).getException()).isNull();
        }
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("POST"))
                .extracting(request -> request.form().get("scope"))
                .containsExactly("admin", "read");
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(SeparateTokensTest::token)
                .satisfies(
                        tokens -> {
                            assertThat(tokens.get(0)).isEqualTo(tokens.get(2));
                            assertThat(tokens.get(1)).isNotEqualTo(tokens.get(0));
                        });
    }

    private static String token(RecordedRequest request) {
        return String.valueOf(request.header("Authorization"));
    }

    /** Whoever knows a client id, but not its secret, must not be served from the cache. */
    @Test
    void wrongSecret_isRejected_besideTheTokenOfTheRightOne() throws Exception {
        ProviderConfiguration wrong = SandboxAccounts.movio(sandbox, "us");
        wrong.setClientSecret("guessed");
        component.getProviders().put("wrong", wrong);
        startBoth("mxauth:movio", "mxauth:wrong");
        assertThat(call("direct:one").getException()).isNull();
        assertThat(call("direct:other").getException())
                .isInstanceOfSatisfying(
                        MxAuthException.class,
                        e -> assertThat(e.reason()).isEqualTo(MxAuthException.Reason.REJECTED));
        assertThat(movio.apiRequests()).isEqualTo(1);
        assertThat(call("direct:one").getException()).isNull();
    }

    @Test
    void secretOfTheEndpoint_isNotSharedWithTheProvidersToken() throws Exception {
        startBoth("mxauth:movio", "mxauth:movio?clientSecret=guessed");
        assertThat(call("direct:one").getException()).isNull();
        assertThat(call("direct:other").getException()).isInstanceOf(MxAuthException.class);
    }
}
