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

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the manual says of Spring Security's client, both sides run. */
@ExtendWith(SandboxExtension.class)
class FromSpringSecurityTest {

    private SandboxProvider mxo;

    @BeforeEach
    void use(Sandbox sandbox) {
        mxo = sandbox.provider("mxo");
    }

    private void useSecretOfPlainLetters() {
        mxo.change("client-secret", "a-secret-of-plain-letters");
    }

    private CamelSide after() {
        return CamelSide.after(mxo, Map.of());
    }

    @Test
    void basic_isFormEncoded_asSpringDoes_orPlain() {
        assertThat(new SpringSide(mxo).call()).isEqualTo(-1);
        try (CamelSide after =
                CamelSide.after(mxo, Map.of("client-authentication", "client_secret_basic"))) {
            assertThat(after.call()).isEqualTo(-1);
        }
        try (CamelSide after = after()) {
            assertThat(after.call()).isEqualTo(200);
        }
    }

    @Test
    void tokenOfLessThanAMinute_wasFetchedForEachCall_andIsKept() {
        useSecretOfPlainLetters();
        mxo.tokenLifetime(Duration.ofSeconds(50));
        SpringSide before = new SpringSide(mxo);
        assertThat(before.call()).isEqualTo(200);
        assertThat(before.call()).isEqualTo(200);
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
        useSecretOfPlainLetters();
        mxo.tokenFaults().delay(Duration.ofMillis(300));
        assertThat(new SpringSide(mxo).callAtOnce()).containsOnly(200);
        assertThat(mxo.tokenRequests()).isGreaterThan(1);
        mxo.clearRequests();
        try (CamelSide after = after()) {
            assertThat(after.callAtOnce()).containsOnly(200);
        }
        assertThat(mxo.tokenRequests()).isEqualTo(1);
    }

    @Test
    void revokedToken_wasUsedOn_andIsReplaced() {
        useSecretOfPlainLetters();
        SpringSide before = new SpringSide(mxo);
        assertThat(before.call()).isEqualTo(200);
        mxo.revokeAllTokens();
        assertThat(before.call()).isEqualTo(401);
        assertThat(before.call()).isEqualTo(401);
        try (CamelSide after = after()) {
            assertThat(after.call()).isEqualTo(200);
            mxo.revokeAllTokens();
            assertThat(after.call()).isEqualTo(200);
        }
    }

    @Test
    void issuerThatHiccups_failedTheCall_andIsAskedAgain() {
        useSecretOfPlainLetters();
        mxo.tokenFaults().refuse(1, 503);
        assertThat(new SpringSide(mxo).call()).isEqualTo(-1);
        mxo.tokenFaults().clear().refuse(1, 503);
        try (CamelSide after = after()) {
            assertThat(after.call()).isEqualTo(200);
        }
    }
}
