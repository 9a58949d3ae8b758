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
package io.mxauth.camel.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/connections",
                "/connections?provider=a&next=https://elsewhere.example//x",
                "/connections?q=100%25&r=a%2Fb#top",
                "/a%20b;c=d/e@f:g",
                "/.well-known/x",
                "/~user/?"
            })
    void path_ofTheSite_isTakenAsItIs(String path) {
        assertThat(ReturnPath.parse(path)).contains(path);
    }

    @Test
    void path_withOtherLetters_isEncoded() {
        assertThat(ReturnPath.parse("/für?x=é")).contains("/f%C3%BCr?x=%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " /a",
                "connections",
                "?a=b",
                "#a",
                "//evil.example",
                "///evil.example",
                "/a//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/a\\b",
                "https://evil.example/",
                "https:evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "/\t/evil.example",
                "/\r\nSet-Cookie: a=b",
                "/\u0000",
                "/\u0085x",
                "/a b",
                "/%0d%0aSet-Cookie:%20a=b",
                "/a?x=%0a",
                "/%2Fevil.example",
                "/%2f%2fevil.example",
                "/%252fevil.example",
                "/%25252fevil.example",
                "/%5Cevil.example",
                "/%255cevil.example",
                "/%2525252525252fevil.example",
                "/%zz",
                "/<script>"
            })
    void text_thatIsNoPathOrBecomesAnother_isRefused(String text) {
        assertThat(ReturnPath.parse(text)).isEmpty();
    }

    @Test
    void path_ofMoreThanAThousandCharacters_isRefused_howeverItIsWritten() {
        assertThat(ReturnPath.parse("/" + "a".repeat(999))).isPresent();
        assertThat(ReturnPath.parse("/" + "a".repeat(1000))).isEmpty();
        assertThat(ReturnPath.parse("/" + "é".repeat(166))).isPresent();
        assertThat(ReturnPath.parse("/" + "é".repeat(167))).isEmpty();
    }
}
