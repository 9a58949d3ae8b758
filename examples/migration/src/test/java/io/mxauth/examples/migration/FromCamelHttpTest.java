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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.MxAuthException;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the manual says of camel-http's {@code oauth2*} options, both sides run. */
@ExtendWith(SandboxExtension.class)
class FromCamelHttpTest {

    private static final String CACHED = "&oauth2CacheTokens=true";

    private SandboxProvider mxo;
    private SandboxProvider elsewhere;
    private String secret = "";

    @BeforeEach
    void use(Sandbox sandbox, TestInfo test) {
        mxo = sandbox.provider("mxo");
        // One for each test: the cache of camel-http is the JVM's, and keyed by the secret.
        secret = "secret-of-" + test.getTestMethod().orElseThrow().getName();
        mxo.change("client-secret", secret);
        elsewhere = sandbox.provider("movio-us");
    }

    private CamelSide before(String more) {
        return CamelSide.before(mxo, more);
    }

    private CamelSide after() {
        return CamelSide.after(mxo, Map.of());
    }

    @Test
    void tokens_wereFetchedForEachCall_andAreKept() {
        try (CamelSide before = before("")) {
            assertThat(before.call()).isEqualTo(200);
            assertThat(before.call()).isEqualTo(200);
        }
        assertThat(mxo.tokenRequests()).isEqualTo(2);
        mxo.clearRequests();
        try (CamelSide after = after()) {
            assertThat(after.call()).isEqualTo(200);
            assertThat(after.call()).isEqualTo(200);
        }
        assertThat(mxo.tokenRequests()).isEqualTo(1);
    }

    @Test
    void firstCallsAtOnce_fetchedMany_andFetchOne() {
        mxo.tokenFaults().delay(Duration.ofMillis(300));
        try (CamelSide before = before(CACHED)) {
            assertThat(before.callAtOnce()).containsOnly(200);
        }
        assertThat(mxo.tokenRequests()).isGreaterThan(1);
        mxo.clearRequests();
        try (CamelSide after = after()) {
            assertThat(after.callAtOnce()).containsOnly(200);
        }
        assertThat(mxo.tokenRequests()).isEqualTo(1);
    }

    @Test
    void revokedToken_wasUsedOn_andIsReplaced() {
        try (CamelSide before = before(CACHED)) {
            assertThat(before.call()).isEqualTo(200);
            mxo.revokeAllTokens();
            assertThat(before.call()).isEqualTo(401);
            assertThat(before.call()).isEqualTo(401);
        }
        try (CamelSide after = after()) {
            assertThat(after.call()).isEqualTo(200);
            mxo.revokeAllTokens();
            assertThat(after.call()).isEqualTo(200);
        }
    }

    @Test
    void headerThatNamesAnotherHost_tookTheTokenThere_andIsRefused() {
        String api = elsewhere.setting("api");
        try (CamelSide before = before(CACHED)) {
            before.send(Exchange.HTTP_URI, api);
        }
        assertThat(elsewhere.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNotNull());
        elsewhere.clearRequests();
        try (CamelSide after = after()) {
            assertThat(after.send(Exchange.HTTP_URI, api).getException())
                    .isInstanceOfSatisfying(
                            MxAuthException.class,
                            e ->
                                    assertThat(e.reason())
                                            .isEqualTo(MxAuthException.Reason.FORBIDDEN_HOST));
        }
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void cache_wasTheJvms_andIsTheApplications() {
        for (int i = 0; i < 2; i++) {
            try (CamelSide before = before(CACHED)) {
                assertThat(before.call()).isEqualTo(200);
            }
        }
        assertThat(mxo.tokenRequests()).isEqualTo(1);
        mxo.clearRequests();
        for (int i = 0; i < 2; i++) {
            try (CamelSide after = after()) {
                assertThat(after.call()).isEqualTo(200);
            }
        }
        assertThat(mxo.tokenRequests()).isEqualTo(2);
    }

    @Test
    void secret_wasInTheUri_andIsNot() {
        try (CamelSide before = before(CACHED)) {
            assertThat(before.shows(secret)).isTrue();
        }
        try (CamelSide after = after()) {
            assertThat(after.call()).isEqualTo(200);
            assertThat(after.shows(secret)).isFalse();
        }
    }
}
