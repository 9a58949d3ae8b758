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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.oauth.AnswerReader.MalformedAnswer;
import io.mxauth.camel.provider.Secret;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from an issuer's answer, and what is not. */
@Timeout(10)
class AnswerReaderTest {

    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    private final AnswerReader reader = new AnswerReader(ObjectMapper::new);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    299                   | 299
                    "299"                 | 299
                    " 299 "               | 299
                    "+299"                | 299
                    299.9                 | 299
                    "12.7"                | 12
                    1e3                   | 1000
                    "1e3"                 | 1000
                    0                     | 0
                    "0"                   | 0
                    0.9                   | 0
                    -0.9                  | 0
                    -5                    | -5
                    "-5"                  | -5
                    315360000             | 315360000
                    315360001             | 315360000
                    9223372036854775808   | 315360000
                    99999999999999999999999999999999999999 | 315360000
                    1e400                 | 315360000
                    "1e400"               | 315360000
                    -1e400                | -315360000
                    1e-400                | 0
                    """)
    void expiresIn_thatIsANumber_isTakenInWholeSeconds(String json, long seconds) throws Exception {
        assertThat(expiresIn(json)).hasSeconds(seconds);
    }

    /** The number of digits must not decide how long it takes to read a number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e-999999999", "\"1e-999999999\"", "-1e-2147483647", "\"1e-2147483647\"",
                "1e999999999", "\"1e999999999\"", "\"1e2147483647\"", "\"-1e2147483647\""
            })
    void expiresIn_withAnExtremeExponent_isReadAtOnce(String json) throws Exception {
        assertThat(expiresIn(json)).isIn(Duration.ZERO, TEN_YEARS, TEN_YEARS.negated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null", "\"soon\"", "\"\"", "\" \"", "\"299 s\"", "\"NaN\"", "\"Infinity\"",
                "\"0x12\"", "\"1,5\"", "true", "[]", "[299]", "{}", "{\"value\":299}",
                "\"1111111111222222222233333333334444444444555\""
            })
    void expiresIn_thatIsNoNumber_countsAsAbsent(String json) throws Exception {
        assertThat(expiresIn(json)).isNull();
    }

    @Test
    void expiresIn_absent_isUnknown() throws Exception {
        assertThat(token("{\"access_token\":\"t\"}").expiresIn()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"iat":1730119409,"exp":1730126609}     | 7200
                    {"iat":1730119409.5,"exp":1730126609.9} | 7200
                    {"iat":"1730119409","exp":"1730126609"} | 7200
                    {"iat":0,"exp":60}                      | 60
                    {"iat":1730119409,"exp":9999999999}     | 315360000
                    {"iat":1730119409,"exp":1e300}          | 315360000
                    """)
    void expiresIn_absentFromAJwtsAnswer_isExpMinusIat(String claims, long seconds)
            throws Exception {
        assertThat(token("{\"access_token\":\"" + jwt(claims) + "\"}").expiresIn())
                .hasSeconds(seconds);
        assertThat(
                        token("{\"access_token\":\"" + jwt(claims) + "\",\"expires_in\":\"soon\"}")
                                .expiresIn())
                .hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"exp\":1730126609}",
                "{\"iat\":1730126609}",
                "{\"iat\":1730126609,\"exp\":1730126609}",
                "{\"iat\":1730126609,\"exp\":1730119409}",
                "{\"iat\":\"then\",\"exp\":1730119409}",
                "[]",
                "nonsense",
                ""
            })
    void expiresIn_absentAndTheJwtOfNoHelp_isUnknown(String claims) throws Exception {
        assertThat(token("{\"access_token\":\"" + jwt(claims) + "\"}").expiresIn()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a.!!!.c", "a..c", "a.b.c.d", "..", "a.====.c"})
    void expiresIn_absentAndTheTokenNoJwt_isUnknown(String accessToken) throws Exception {
        assertThat(token("{\"access_token\":\"" + accessToken + "\"}").expiresIn()).isNull();
    }

    @Test
    void expiresIn_besideAJwt_wins() throws Exception {
        String jwt = jwt("{\"iat\":0,\"exp\":60}");

        assertThat(token("{\"access_token\":\"" + jwt + "\",\"expires_in\":5}").expiresIn())
                .hasSeconds(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    "Bearer"  | Bearer
                    "bearer"  | bearer
                    "BEARER"  | BEARER
                    null      | Bearer
                    """)
    void tokenType_bearerInAnyCaseOrNull_isTaken(String json, String type) throws Exception {
        assertThat(token("{\"access_token\":\"t\",\"token_type\":" + json + "}").type())
                .isEqualTo(type);
    }

    @Test
    void tokenType_absent_isBearer() throws Exception {
        assertThat(token("{\"access_token\":\"t\"}").type()).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mac\"",
                "\"\"",
                "\"Bearer \"",
                "\"N_A\"",
                "1",
                "[\"Bearer\"]",
                "true",
                "\"DPoP\""
            })
    void tokenType_ofAnyOtherKind_isMalformed(String json) {
        assertMalformed("{\"access_token\":\"t\",\"token_type\":" + json + "}", "token_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "1",
                "true",
                "[\"t\"]",
                "{\"value\":\"t\"}",
                "\"a b\"",
                "\" t\"",
                "\"t\\n\"",
                "\"t\\u0000\"",
                "\"t\\r\\nX-Evil: 1\"",
                "\"t\\u007f\"",
                "\"t\\u0085\"",
                "\"t\\u00e9\"",
                "\"t\\u2028\""
            })
    void accessToken_thatNoHeaderMayCarry_isMalformed(String json) {
        assertMalformed("{\"access_token\":" + json + "}", "access_token");
    }

    @Test
    void accessToken_missing_isMalformed() {
        assertMalformed("{\"token_type\":\"Bearer\"}", "it has no access_token");
        assertMalformed("{\"ACCESS_TOKEN\":\"t\"}", "it has no access_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"t\"",
                "1",
                "true",
                "garbage",
                "<html></html>",
                "access_token=t&token_type=bearer",
                "{",
                "{\"access_token\":\"t\"",
                "{\"access_token\":\"t\"} x",
                "{\"access_token\":\"t\"}{}",
                "{'access_token':'t'}",
                "{access_token:\"t\"}",
                "{\"access_token\":\"t\",}",
                "{\"access_token\":\"t\",\"expires_in\":NaN}",
                "{\"access_token\":\"t\" /* c */}",
                "{\"access_token\":\"a\",\"access_token\":\"b\"}",
                "{\"access_token\":\"t\",\"expires_in\":1,\"expires_in\":2}",
                "{\"access_token\":\"a\nb\"}"
            })
    void body_thatIsNoPlainJsonObject_isMalformed(String body) {
        assertMalformed(body, "it is not a JSON object");
    }

    /** The vendor's printed example: a comma is missing and the string has a line break in it. */
    @Test
    void body_ofTheVendorsBrokenExample_isNotRepaired() {
        assertMalformed(
                "{\"access_token\":\"eyJhbGciOiJIUzI1NiIsI\nnR5cCI6IkpXVCJ9.x.y\""
                        + "\"token_type\":\"bearer\",\"expires_in\":299}",
                "it is not a JSON object");
    }

    @Test
    void body_nestedDeeply_isMalformedAndNoStackOverflow() {
        int depth = 100_000;

        assertMalformed(
                "{\"access_token\":\"t\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}",
                "it is not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void body_inAnotherUnicodeEncoding_isReadForWhatItIs(String charset) throws Exception {
        byte[] body = "{\"access_token\":\"t\"}".getBytes(Charset.forName(charset));

        assertThat(reader.token(body).accessToken()).isEqualTo(new Secret("t"));
    }

    @Test
    void body_behindAByteOrderMark_isRead() throws Exception {
        assertThat(token("\ufeff{\"access_token\":\"t\"}").accessToken())
                .isEqualTo(new Secret("t"));
    }

    @Test
    void body_inLatin1_isMalformed() {
        byte[] body =
                "{\"access_token\":\"t\",\"note\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> reader.token(body)).isInstanceOf(MalformedAnswer.class);
    }

    /** Two bytes for an ASCII letter, and a surrogate on its own: Jackson reads both as UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00c1\u00b4", "t\",\"note\":\"\u00ed\u00a0\u0080"})
    void body_inBrokenUtf8_isMalformed(String token) {
        byte[] body =
                ("{\"access_token\":\"" + token + "\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> reader.token(body)).isInstanceOf(MalformedAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9999999999", "-1e99999999999999999999", "1E-9999999999"})
    void body_withAnExponentBeyondEveryNumber_isMalformed(String number) {
        assertMalformed(
                "{\"access_token\":\"t\",\"expires_in\":" + number + "}",
                "it is not a JSON object");
    }

    @Test
    void answer_withMembersNobodyKnows_isTaken() throws Exception {
        TokenAnswer answer =
                token(
                        "{\"jti\":\"x\",\"access_token\":\"t\",\"token_type\":\"bearer\","
                                + "\"tenantid\":5817498782861102551,\"created_at\":1730119409,"
                                + "\"scope\":\"public\",\"x\":{\"y\":[1]}}");

        assertThat(answer.accessToken()).isEqualTo(new Secret("t"));
        assertThat(answer.scope()).isEqualTo("public");
        assertThat(answer.toString()).doesNotContain("\"t\"", "value=t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    "r1"          | r1
                    "r 1 é"       | r 1 é
                    """)
    void refreshToken_thatIsText_isTaken(String json, String expected) throws Exception {
        assertThat(refreshToken(json)).isEqualTo(new Secret(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "1", "{}", "[\"r\"]", "\"r\\n\"", "\"r\\u0000\""})
    void refreshToken_thatIsNone_countsAsAbsent(String json) throws Exception {
        assertThat(refreshToken(json)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"error":"invalid_client"}                    | invalid_client
                    {"error":"unauthorized","error_description":1}| unauthorized
                    {"error":"Invalid Client"}                    |
                    {"error":"invalid_client\\n"}                 |
                    {"error":"secret-123"}                        |
                    {"error":"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"} |
                    {"error":""}                                  |
                    {"error":401}                                 |
                    {"error":{"code":"x"}}                        |
                    ["invalid_client"]                            |
                    Unauthorized                                  |
                    """)
    void error_ofAnAnswer_isTakenInTheCharsetOfCodesOnly(String body, @Nullable String code) {
        assertThat(reader.error(bytes(body))).isEqualTo(code);
    }

    private @Nullable Duration expiresIn(String json) throws MalformedAnswer {
        return token("{\"access_token\":\"t\",\"expires_in\":" + json + "}").expiresIn();
    }

    private @Nullable Secret refreshToken(String json) throws MalformedAnswer {
        return token("{\"access_token\":\"t\",\"refresh_token\":" + json + "}").refreshToken();
    }

    private TokenAnswer token(String body) throws MalformedAnswer {
        return reader.token(bytes(body));
    }

    private void assertMalformed(String body, String why) {
        assertThatThrownBy(() -> token(body))
                .isInstanceOf(MalformedAnswer.class)
                .hasMessageContaining(why);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String jwt(String claims) {
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(claims))
                + ".s";
    }
}
