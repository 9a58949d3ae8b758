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
import io.mxauth.camel.token.Token;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Answers to token requests: tokens, refusals, rate limits, and what no issuer ever sent. */
class TokenAnswersFuzz {

    /** Two requests more than attempts: a refused refresh token and a refused secret add one each. */
    private static final int MOST_REQUESTS = Conversation.ATTEMPTS + 2;

    private static final Duration DEFAULT_LIFE = Duration.ofHours(2);

    private static final Provider MACHINE =
            provider(
                    "mine",
                    "tokenEndpoint=https://issuer.example/token",
                    "clientId=c",
                    "clientSecret=canary_secret",
                    "nextClientSecret=canary_next",
                    "defaultLifetime=PT2H");
    private static final Provider PERSON =
            provider(
                    "mine",
                    "tokenEndpoint=https://issuer.example/token",
                    "clientId=c",
                    "clientSecret=canary_secret",
                    "username=u",
                    "password=canary_password",
                    "refreshToken=canary_refresh",
                    "defaultLifetime=PT2H");
    private static final Provider LOGGED_IN =
            provider(
                    "mine",
                    "tokenEndpoint=https://issuer.example/token",
                    "clientId=c",
                    "clientSecret=canary_secret",
                    "refreshToken=canary_refresh",
                    "defaultLifetime=PT2H");
    private static final List<Provider> PROVIDERS = List.of(MACHINE, PERSON, LOGGED_IN);

    private static final Utterance UTTERANCE =
            new Utterance(
                    Stream.of(
                                    "200\n",
                                    "200\n{}",
                                    "200\n{\"access_token\":\" \"}",
                                    "200\n{\"access_token\":\"t\",\"token_type\":\"\"}",
                                    "302\n",
                                    "400\n",
                                    "400\n{\"error\":\"invalid_grant\"}",
                                    "400\n{\"error\":\"invalid_scope\"}",
                                    "400\n{\"error\":\"unsupported_grant_type\"}",
                                    "401\n{\"error\":\"invalid_client\"}",
                                    "401\n{\"error\":\"unauthorized_client\"}",
                                    "404\n",
                                    "429\n",
                                    "500\n")
                            .map(script -> script.getBytes(StandardCharsets.UTF_8))
                            .flatMap(
                                    script ->
                                            PROVIDERS.stream()
                                                    .map(p -> new Conversation(p, script)))
                            .map(
                                    conversation ->
                                            Objects.requireNonNull(
                                                    conversation.token().failure())));

    @FuzzTest
    @DictionaryEntries({
        "access_token",
        "refresh_token",
        "token_type",
        "expires_in",
        "scope",
        "error",
        "Bearer",
        "invalid_grant",
        "invalid_client",
        "slow_down",
        "canary_secret",
        "canary_next",
        "canary_password",
        "canary_refresh",
        "429 Wed, 21 Oct 2015 07:28:00 GMT",
        "503 120",
        "\\u0020",
        "1e999999999"
    })
    void tokenAnswers(byte[] script) {
        for (Provider provider : PROVIDERS) {
            Conversation conversation = new Conversation(provider, script);
            judge(conversation, provider, MOST_REQUESTS);
            // Once more, by the refresh token that may have come, or into the cool-down.
            int before = conversation.issuer.calls().size();
            conversation.forgetToken();
            judge(conversation, provider, before + MOST_REQUESTS);
        }
    }

    private static void judge(Conversation conversation, Provider provider, int mostRequests) {
        Result<Token> result = conversation.token();
        check(conversation.issuer.calls().size() <= mostRequests, "requests are bounded");
        AuthFailure failure = result.failure();
        if (failure != null) {
            UTTERANCE.check(failure, provider);
        }
        HttpAnswer answer = conversation.issuer.last();
        JudgedBody body = new JudgedBody(answer.body());
        boolean success = answer.status() >= 200 && answer.status() < 300;
        Token token = result.value();
        if (token == null) {
            check(!(success && body.isFlawless()), "a flawless answer's token is taken");
            return;
        }
        check(success, "a token comes with a success only");
        check(body.mayGive(token.value().value()), "no token is taken from garbage");
        Duration life = Duration.between(token.issued(), token.expires());
        check(
                !life.isNegative() && life.compareTo(Duration.ofDays(3650)) <= 0,
                "a life has bounds");
        Duration given = body.life();
        check(given == null || given.equals(life), "a life is as long as the answer says");
        check(
                !body.saysNothingOfALife() || life.equals(DEFAULT_LIFE),
                "without a life, the default counts");
    }
}
