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
package io.mxauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.MxAuthException.Reason;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How an application's routes are tested, on those of this example: what the manual shows. */
// tag::setup[]
@ExtendWith(SandboxExtension.class)
class YourOwnRoutesTest {

    private final Main camel = new Main();
    private SandboxProvider movio;

    @BeforeEach
    void start(Sandbox sandbox) {
        movio = sandbox.provider("movio-us");
        // application.properties takes each provider's address and credentials from these.
        sandbox.settings().forEach(camel::addInitialProperty);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private Exchange call() throws Exception {
        return camel.getCamelTemplate().send("direct:movio-us", exchange -> {});
    }

    // end::setup[]

    private static @Nullable Integer status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static @Nullable Reason reason(Exchange answer) {
        return answer.getException() instanceof MxAuthException e ? e.reason() : null;
    }

    // tag::down[]
    @Test
    void issuerDown_nothingIsSentToTheApi() throws Exception {
        movio.tokenFaults().refuse(Integer.MAX_VALUE, 503);
        assertThat(reason(call())).isEqualTo(Reason.UNAVAILABLE);
        assertThat(movio.apiRequests()).isZero();
    }

    // end::down[]

    // tag::revoked[]
    @Test
    void tokenRevoked_callIsRepeatedWithAnother() throws Exception {
        assertThat(status(call())).isEqualTo(202);
        movio.revokeAllTokens();
        assertThat(status(call())).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    // end::revoked[]

    // tag::limit[]
    @Test
    void tooManyRequests_issuerIsAskedOnceMore_whenItSaid() throws Exception {
        movio.tokenFaults().refuse(1, 429, Map.of("Retry-After", "1"), "");
        assertThat(status(call())).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    // end::limit[]
}
