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
package io.mxauth.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxExtensionTest {

    @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

    @RegisterExtension final SandboxExtension perTest = new SandboxExtension();

    private static String firstUrl = "";

    @BeforeAll
    static void remember(Sandbox sandbox) {
        firstUrl = sandbox.provider("mxo").setting("api");
    }

    @Test
    @Order(1)
    void sandbox_isUsedUp() {
        SandboxProvider mxo = SANDBOX.sandbox().provider("mxo");
        mxo.tokenFaults().refuse(5, 500);

        assertThat(Calls.token(mxo).statusCode()).isEqualTo(500);
    }

    @Test
    @Order(2)
    void sandbox_inNextTest_isTheSameButReset() {
        SandboxProvider mxo = SANDBOX.sandbox().provider("mxo");

        assertThat(mxo.setting("api")).isEqualTo(firstUrl);
        assertThat(mxo.requests()).isEmpty();
        assertThat(Calls.token(mxo).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void sandbox_ofInstanceField_isAnotherOne() {
        SandboxProvider mxo = perTest.sandbox().provider("mxo");

        assertThat(mxo.setting("api")).isNotEqualTo(firstUrl);
        assertThat(Calls.token(mxo).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void sandbox_beforeTheTests_isNotThere() {
        assertThatIllegalStateException().isThrownBy(() -> new SandboxExtension().sandbox());
    }

    @Nested
    class Inner {

        @Test
        void sandbox_inNestedClass_isTheSame() {
            assertThat(SANDBOX.sandbox().provider("mxo").setting("api")).isEqualTo(firstUrl);
        }
    }
}
