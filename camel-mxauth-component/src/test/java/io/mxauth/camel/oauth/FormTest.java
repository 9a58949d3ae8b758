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
package io.mxauth.camel.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {

    /** Sent raw, {@code a+b&c=d%} ended the parameter and began another one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '"',
            value = {
                "a+b&c=d%|a%2Bb%26c%3Dd%25",
                "é|%C3%A9",
                "a:b|a%3Ab",
                "a b|a+b",
                "*~|*%7E",
                "-._|-._",
                "😀|%F0%9F%98%80",
                "https://a/b?c|https%3A%2F%2Fa%2Fb%3Fc",
                "%2B|%252B"
            })
    void encode_ofAwkwardCharacters_isWhatFormsAre(String value, String encoded) {
        assertThat(Form.encode(value)).isEqualTo(encoded);
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(value);
    }

    @Test
    void encoded_ofParameters_keepsTheirOrderAndLeavesOutWhatIsNull() {
        Form form = new Form().put("b", "1").put("none", null).put("a b", "").put("c", "=&");

        assertThat(form.encoded()).isEqualTo("b=1&a+b=&c=%3D%26");
        assertThat(form).hasToString("Form[b, a b, c]");
    }
}
