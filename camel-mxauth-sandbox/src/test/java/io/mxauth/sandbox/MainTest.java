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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.US_ASCII);

    @Test
    void output_loadedAsProperties_isTheSettings() throws IOException {
        try (Sandbox sandbox = Main.run(List.of("--port=0"), out)) {
            Properties properties = new Properties();
            properties.load(new StringReader(bytes.toString(StandardCharsets.US_ASCII)));
            Map<String, String> expected = new HashMap<>(sandbox.settings());
            expected.put("sandbox.control", sandbox.control().toString());

            assertThat(properties).isEqualTo(expected);
        }
    }

    @Test
    void output_isGroupedByProvider() {
        Main.run(List.of("--port=0"), out).close();

        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .startsWith("# moviexchange\nsandbox.moviexchange.token-endpoint=http://127.0.0.1:")
                .contains("\n\n# mediavalet\n")
                .contains("=secret:\\u00E9\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9100", "--port=x", "--port=70000", "--port=-1", "--help"})
    void argument_wrong_isRefused(String argument) {
        assertThatIllegalArgumentException().isThrownBy(() -> Main.run(List.of(argument), out));
    }
}
