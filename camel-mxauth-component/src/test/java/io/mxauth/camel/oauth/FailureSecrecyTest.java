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

import static io.mxauth.camel.oauth.LoopbackIssuer.answer;
import static io.mxauth.camel.provider.GivenProvider.provider;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.oauth.LoopbackIssuer.Reply;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.TimeSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What failures say: who, what, and what to do. What they do not say: anything of a credential or
 * of an answer's body, which at one issuer quotes the token that it refuses.
 */
class FailureSecrecyTest {

    private static final String CANARY = "canary";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final RealTransport TRANSPORT = new RealTransport();

    private final LoopbackIssuer site = new LoopbackIssuer();
    private final IssuerFixture fixture =
            new IssuerFixture(TRANSPORT, TimeSource.SYSTEM, TRANSPORT.new PauseRecorder(TIMEOUT));

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    static Stream<Arguments> failures() {
        String quoted =
                "{\"error\":\"%s\",\"error_description\":\"Access token expired: canary\","
                        + "\"error_uri\":\"https://canary\",\"canary\":1}";
        return Stream.of(
                Arguments.of("refused client", answer(401, quoted.formatted("invalid_client"))),
                Arguments.of("refused grant", answer(400, quoted.formatted("invalid_grant"))),
                Arguments.of("refused scope", answer(400, quoted.formatted("invalid_scope"))),
                Arguments.of(
                        "refused kind", answer(400, quoted.formatted("unsupported_grant_type"))),
                Arguments.of("odd code", answer(400, quoted.formatted("canary-1"))),
                Arguments.of("refused in text", answer(403, "canary")),
                Arguments.of(
                        "refused with a header",
                        answer(401, "", "WWW-Authenticate: Bearer error_description=\"canary\"")),
                Arguments.of("busy", answer(503, "canary")),
                Arguments.of(
                        "rate limit", answer(400, "{\"error\":\"slow_down\",\"x\":\"canary\"}")),
                Arguments.of("odd Retry-After", answer(429, "", "Retry-After: canary")),
                Arguments.of(
                        "redirect", answer(302, "canary", "Location: https://canary.example/")),
                Arguments.of("not found", answer(404, "canary")),
                Arguments.of("garbage", answer(200, "canary")),
                Arguments.of("spaced token", answer(200, "{\"access_token\":\"canary canary\"}")),
                Arguments.of(
                        "odd type",
                        answer(200, "{\"access_token\":\"canary\",\"token_type\":\"canary\"}")),
                Arguments.of("too large", answer(200, "canary".repeat(50_000))),
                Arguments.of("dropped", LoopbackIssuer.drop()),
                Arguments.of(
                        "no HTTP",
                        (Reply)
                                (request, out) ->
                                        out.write(new byte[] {'c', 'a', 'n', 'a', 'r', 'y', 10})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void failure_ofATokenRequest_saysWhoAndWhatToDoAndNoSecret(String what, Reply reply) {
        site.on("/token?key=canary", reply);

        assertTells(fixture.failure(withPassword()));
        assertTells(fixture.failure(refreshOnly()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void failure_ofAnotherRequest_saysWhoAndWhatToDoAndNoSecret(String what, Reply reply) {
        site.on("/introspect?key=canary", reply).on("/discovery?key=canary", reply);

        if (!what.equals("spaced token") && !what.equals("odd type")) {
            assertTells(IssuerFixture.failureOf(fixture.introspect(withPassword(), CANARY)));
        }
        assertTells(fixture.failure(discovering()));
    }

    @Test
    void failure_withoutAServer_saysWhoAndWhatToDoAndNoSecret() {
        Provider provider = withPassword();
        site.close();

        assertTells(fixture.failure(provider));
    }

    @Test
    void texts_ofWhatIsSentAndReceived_showNoSecret() {
        HttpCall call =
                new HttpCall(
                        "POST",
                        URI.create("https://idp.example/token?key=canary"),
                        Map.of("Authorization", CANARY),
                        CANARY);
        TokenAnswer answer =
                new TokenAnswer(
                        new Secret(CANARY),
                        "Bearer",
                        null,
                        new Secret(CANARY),
                        new Secret(CANARY),
                        Duration.ZERO);

        assertThat(
                        List.of(
                                call.toString(),
                                answer.toString(),
                                new HttpAnswer(
                                                200,
                                                null,
                                                CANARY.getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8))
                                        .toString(),
                                new RefreshTokenGrant(new Secret(CANARY)).toString(),
                                new Form().put("password", CANARY).toString(),
                                new IssuerFailures(withPassword()).toString()))
                .noneMatch(text -> text.contains(CANARY));
    }

    private static void assertTells(AuthFailure failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));

        assertThat(failure.message())
                .startsWith("Provider 'mine': ")
                .endsWith(".")
                .containsAnyOf("Check", "asked again by itself", "log in", "Configure", "Set it");
        assertThat(failure.provider()).isEqualTo("mine");
        assertThat(failure.getCause()).isNull();
        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(printed.toString() + failure + failure.error()).doesNotContain(CANARY);
    }

    private Provider withPassword() {
        return provider(
                "mine",
                "tokenEndpoint=" + site.url("/token?key=canary"),
                "introspectionEndpoint=" + site.url("/introspect?key=canary"),
                "clientId=c",
                "clientSecret=canary",
                "nextClientSecret=canary",
                "username=canary",
                "password=canary",
                "tokenParameters[p]=canary",
                "tokenHeaders[X-H]=canary");
    }

    private Provider refreshOnly() {
        return provider(
                "mine",
                "tokenEndpoint=" + site.url("/token?key=canary"),
                "clientId=c",
                "clientSecret=canary",
                "refreshToken=canary");
    }

    private Provider discovering() {
        return provider(
                "mine",
                "discoveryUri=" + site.url("/discovery?key=canary"),
                "clientId=c",
                "clientSecret=canary");
    }
}
