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
package io.mxauth.camel.fuzz;

import static io.mxauth.camel.fuzz.Conversation.check;
import static io.mxauth.camel.provider.GivenProvider.provider;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.fuzz.Conversation.Result;
import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.provider.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Answers to the question what a token is worth (RFC 7662). */
class IntrospectionAnswersFuzz {

    private static final String TOKEN = "Canary-4711.token";

    private static final Provider PROVIDER =
            provider(
                    "mine",
                    "tokenEndpoint=https://issuer.example/token",
                    "introspectionEndpoint=https://issuer.example/introspect",
                    "clientId=c",
                    "clientSecret=canary_secret");

    private static final Utterance UTTERANCE =
            new Utterance(
                    Stream.of(
                                    "200\n",
                                    "302\n",
                                    "400\n",
                                    "400\n{\"error\":\"invalid_grant\"}",
                                    "400\n{\"error\":\"invalid_scope\"}",
                                    "400\n{\"error\":\"unsupported_grant_type\"}",
                                    "401\n{\"error\":\"unauthorized_client\"}",
                                    "404\n",
                                    "429\n")
                            .map(script -> introspected(script.getBytes(StandardCharsets.UTF_8)))
                            .map(result -> Objects.requireNonNull(result.failure())));

    @FuzzTest
    @DictionaryEntries({
        "active",
        "exp",
        "true",
        "1e999999999",
        "error",
        "canary_secret",
        "Canary-4711.token"
    })
    void introspectionAnswers(byte[] script) {
        Result<Map<String, Object>> result = introspected(script);
        HttpAnswer answer = new ScriptedIssuer(script).first();
        JudgedBody body = new JudgedBody(answer.body());
        boolean success = answer.status() >= 200 && answer.status() < 300;
        AuthFailure failure = result.failure();
        if (failure != null) {
            UTTERANCE.check(failure, PROVIDER);
            check(!(success && body.isFlawlessObject()), "a flawless answer is taken");
            return;
        }
        Map<String, Object> read = Objects.requireNonNull(result.value());
        check(success, "an answer comes with a success only");
        check(
                body.objects().stream()
                        .anyMatch(
                                o -> o instanceof Map<?, ?> m && m.keySet().equals(read.keySet())),
                "the answer is what the issuer said");
    }

    private static Result<Map<String, Object>> introspected(byte[] script) {
        return new Conversation(PROVIDER, script).introspect(TOKEN);
    }
}
