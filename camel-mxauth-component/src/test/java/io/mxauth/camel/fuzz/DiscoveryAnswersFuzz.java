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
import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Discovery documents, and the token answers that follow them: credentials go where the document
 * says, but over TLS or to loopback only.
 */
class DiscoveryAnswersFuzz {

    private static final URI DOCUMENT = URI.create("https://issuer.example/.well-known/openid");

    private static final Provider PROVIDER =
            provider(
                    "mine", "discoveryUri=" + DOCUMENT, "clientId=c", "clientSecret=canary_secret");

    private static final String ENDPOINT =
            "200\n{\"token_endpoint\":\"https://issuer.example/token\"}\n---\n";

    private static final Utterance UTTERANCE =
            new Utterance(
                    Stream.of(
                                    "200\n",
                                    "200\n{}",
                                    "404\n",
                                    ENDPOINT + "200\n",
                                    ENDPOINT + "200\n{}",
                                    ENDPOINT + "200\n{\"access_token\":\" \"}",
                                    ENDPOINT + "200\n{\"access_token\":\"t\",\"token_type\":\"\"}",
                                    ENDPOINT + "302\n",
                                    ENDPOINT + "400\n",
                                    ENDPOINT + "400\n{\"error\":\"invalid_grant\"}",
                                    ENDPOINT + "400\n{\"error\":\"invalid_scope\"}",
                                    ENDPOINT + "400\n{\"error\":\"unsupported_grant_type\"}",
                                    ENDPOINT + "401\n{\"error\":\"unauthorized_client\"}",
                                    ENDPOINT + "404\n",
                                    ENDPOINT + "429\n")
                            .map(script -> script.getBytes(StandardCharsets.UTF_8))
                            .map(script -> new Conversation(PROVIDER, script).token().failure())
                            .map(Objects::requireNonNull));

    @FuzzTest
    @DictionaryEntries({
        "token_endpoint",
        "revocation_endpoint",
        "introspection_endpoint",
        "https://",
        "http://",
        "user@",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "\\n---\\n200\\n"
    })
    void discoveryAnswers(byte[] script) {
        Conversation conversation = new Conversation(PROVIDER, script);
        Result<Token> result = conversation.token();
        List<HttpCall> calls = conversation.issuer.calls();
        check(calls.get(0).uri().equals(DOCUMENT), "the document is asked for first");
        check(calls.get(0).headers().keySet().equals(Set.of("Accept")), "by nobody");
        check(calls.size() <= Conversation.ATTEMPTS + 1, "requests are bounded");
        JudgedBody document = new JudgedBody(conversation.issuer.first().body());
        for (HttpCall call : calls.subList(1, calls.size())) {
            judge(call.uri(), document);
        }
        AuthFailure failure = result.failure();
        if (failure != null && calls.size() == 1) {
            UTTERANCE.check(failure, PROVIDER);
        } else if (failure != null) {
            // It names the endpoint, which is the document's to say.
            URI endpoint = calls.get(1).uri();
            String place =
                    endpoint.getScheme() + "://" + endpoint.getAuthority() + endpoint.getPath();
            UTTERANCE.check(failure, PROVIDER, place);
        } else {
            Token token = Objects.requireNonNull(result.value());
            check(calls.size() > 1, "no token comes from the document itself");
            check(
                    new JudgedBody(conversation.issuer.last().body())
                            .mayGive(token.value().value()),
                    "no token is taken from garbage");
        }
    }

    private static void judge(URI endpoint, JudgedBody document) {
        check(
                document.objects().stream()
                        .anyMatch(
                                object ->
                                        endpoint.toString()
                                                .equals(
                                                        StrictJson.member(
                                                                object, "token_endpoint"))),
                "the endpoint is the document's");
        String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
        boolean loopback =
                host.equals("localhost")
                        || host.endsWith(".localhost")
                        || host.equals("[::1]")
                        || host.matches("127(\\.[0-9]{1,3}){3}");
        check(
                "https".equalsIgnoreCase(endpoint.getScheme())
                        || ("http".equalsIgnoreCase(endpoint.getScheme()) && loopback),
                "credentials go over TLS or to loopback");
        check(endpoint.getRawUserInfo() == null, "an endpoint has no user");
    }
}
