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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecrecyTest {

    private static final String SECRET = "top-secret";

    @ParameterizedTest
    @MethodSource("holders")
    void toString_ofHolder_hidesTheSecret(Object holder) {
        assertThat(holder.toString()).doesNotContain(SECRET);
    }

    static List<Object> holders() {
        Instant now = Instant.EPOCH;
        Grant grant = Grant.of("client", "user", "api");
        Map<String, List<String>> headers = Map.of("Authorization", List.of(SECRET));
        return List.of(
                new IssuedToken(SECRET, grant, now, now),
                new RefreshToken(SECRET, grant),
                new AuthorizationCode(SECRET, grant, "uri", "challenge", null, now),
                new BasicCredentials("id", SECRET),
                Form.parse("password=" + SECRET),
                Answer.text(200, SECRET),
                new Refusal(Answer.text(400, SECRET)),
                new Request("POST", "/token", "password=" + SECRET, headers, SECRET),
                new RecordedRequest(now, "mxo", "POST", "/token", headers, SECRET, 200),
                AuthorizeRequest.of(Form.parse("client_id=x&state=" + SECRET)),
                new Settings("mxo").accepted("client-secret", SECRET));
    }

    @Test
    void toString_ofSandbox_namesProvidersOnly() {
        try (Sandbox sandbox = Sandbox.start()) {
            assertThat(sandbox)
                    .hasToString(
                            "Sandbox[moviexchange, movio-eu, movio-us, filmmakers, mxo,"
                                    + " mediavalet]");
            assertThat(sandbox.provider("mxo")).hasToString("SandboxProvider[mxo]");
        }
    }
}
