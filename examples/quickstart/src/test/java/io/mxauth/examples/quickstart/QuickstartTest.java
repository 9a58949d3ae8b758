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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** The example as its command runs it, with a shorter second part. */
class QuickstartTest {

    private static final Map<String, String> SHORT =
            Map.of(
                    "quickstart.token-lifetime", "2s",
                    "quickstart.issuer-delay", "100ms",
                    "quickstart.watch", "3s");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void quickstart_onSandbox_callsEveryProvider() {
        assertThat(run(Map.of())).as(text(err)).isZero();

        assertThat(table("provider +grant.*"))
                .satisfiesExactly(
                        row -> assertThat(row).is(call("moviexchange", "password", 200)),
                        row -> assertThat(row).is(call("movio-eu", "client_credentials", 202)),
                        row -> assertThat(row).is(call("movio-us", "client_credentials", 202)),
                        row -> assertThat(row).is(call("filmmakers", "client_credentials", 200)),
                        row -> assertThat(row).matches("filmmakers-key +api_key +200 +- +- +-"),
                        row -> assertThat(row).is(call("mxo", "client_credentials", 200)),
                        row -> assertThat(row).is(call("mediavalet", "password", 200)));
        assertThat(table("provider +calls.*"))
                .satisfiesExactly(
                        row -> assertThat(row).is(renewed("moviexchange", "refresh_token")),
                        row -> assertThat(row).is(renewed("movio-eu", "client_credentials")),
                        row -> assertThat(row).is(renewed("movio-us", "client_credentials")),
                        row -> assertThat(row).is(renewed("filmmakers", "client_credentials")),
                        row -> assertThat(row).matches("filmmakers-key +\\d+ +0 +\\d+ ms +- +-"),
                        row -> assertThat(row).is(renewed("mxo", "client_credentials")),
                        row -> assertThat(row).is(renewed("mediavalet", "refresh_token")));
        assertThat(text(err)).isEmpty();
    }

    @Test
    void quickstart_withRefusedSecret_endsWithTheReason() {
        String secret = "not-the-secret-of-mxo";
        String option = "camel.component.mxauth.providers[mxo].client-secret";

        assertThat(run(Map.of(option, secret))).isEqualTo(1);

        assertThat(text(err)).contains("mxo", "401").doesNotContain(secret);
        assertThat(text(out)).doesNotContain(secret);
    }

    @Test
    void quickstart_withoutRequiredOption_endsWithTheReason() {
        String option = "camel.component.mxauth.providers[mxo].server";

        assertThat(run(Map.of(option, ""))).isEqualTo(1);

        assertThat(text(err)).contains("mxo", "server");
    }

    private int run(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(SHORT);
        all.putAll(overrides);
        return new Quickstart(stream(out), stream(err), all).run();
    }

    /** The rows below that heading, up to the next empty line. */
    private List<String> table(String heading) {
        return text(out)
                .lines()
                .dropWhile(line -> !line.matches(heading))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
    }

    /** A row of a call with a young token, the first and only one. */
    private static Condition<String> call(String provider, String grant, int status) {
        String life = "\\d+ (h|min) \\d+ (min|s)";
        return row(provider + " +" + grant + " +" + status + " +\\d+\\.\\d s +" + life + " +1");
    }

    /** A row of calls of which none failed, and of one renewal or more. */
    private static Condition<String> renewed(String provider, String grant) {
        return row(provider + " +\\d+ +0 +\\d+ ms +[1-9]\\d* +" + grant);
    }

    private static Condition<String> row(String pattern) {
        return new Condition<>(Pattern.compile(pattern).asMatchPredicate(), pattern);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
