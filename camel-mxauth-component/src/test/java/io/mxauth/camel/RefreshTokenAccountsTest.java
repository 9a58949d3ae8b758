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
package io.mxauth.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.oauth.LoopbackIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose token a refresh token brings, and how many requests that may take. */
@Timeout(60)
class RefreshTokenAccountsTest extends RouteTestSupport {

    private static final String WITH_REFRESH_TOKEN =
            "{\"access_token\":\"a1\",\"expires_in\":300,\"refresh_token\":\"r1\"}";

    private final LoopbackIssuer issuer = new LoopbackIssuer();

    @BeforeEach
    void configureOwn() {
        component.getProviders().put("own", own());
    }

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    private ProviderConfiguration own() {
        ProviderConfiguration own = new ProviderConfiguration();
        own.setTokenEndpoint(issuer.url("/token"));
        own.setClientId("me");
        own.setAllowedHosts("localhost");
        return own;
    }

    private static Map<String, String> form(LoopbackIssuer.Received request) {
        return Arrays.stream(request.body().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** Answers with a token that tells whose it is, and with that one's next refresh token. */
    private static void rotate(LoopbackIssuer.Received request, OutputStream out)
            throws IOException {
        String spent = form(request).get("refresh_token");
        LoopbackIssuer.answer(
                        200,
                        "{\"access_token\":\"at-%s\",\"expires_in\":300,\"refresh_token\":\"%s+\"}"
                                .formatted(spent, spent))
                .to(request, out);
    }

    private Exchange operate(String options) {
        return films(null).to("mxauth:own?operation=" + options).send();
    }

    private String tokenOf(String person) {
        Exchange answer = operate("token&refreshToken=" + person);
        assertThat(answer.getException()).isNull();
        return answer.getMessage().getBody(AccessToken.class).value();
    }

    /** What proved the requests to be allowed: refresh tokens, and other grants by their names. */
    private List<String> spent() {
        return issuer.requests().stream()
                .map(RefreshTokenAccountsTest::form)
                .map(form -> form.getOrDefault("refresh_token", form.get("grant_type")))
                .toList();
    }

    @Test
    void refreshTokens_ofTwoPersonsAtOneProvider_neverMix() {
        issuer.on("/token", RefreshTokenAccountsTest::rotate);
        ProviderConfiguration own = own();
        own.setRefreshToken("CAROL");
        component.getProviders().put("own", own);
        context.start();

        assertThat(tokenOf("ALICE")).isEqualTo("at-ALICE");
        assertThat(tokenOf("BOB")).isEqualTo("at-BOB");
        operate("refresh&refreshToken=BOB");
        operate("refresh&refreshToken=ALICE");

        assertThat(tokenOf("ALICE")).isEqualTo("at-ALICE+");
        assertThat(tokenOf("BOB")).isEqualTo("at-BOB+");
        assertThat(spent()).containsExactly("ALICE", "BOB", "BOB+", "ALICE+");
    }

    private void startWithARefreshToken() {
        ProviderConfiguration own = own();
        own.setUsername("u");
        own.setPassword("p");
        own.setMaxAttempts(3);
        component.getProviders().put("own", own);
        context.start();
        issuer.then(200, WITH_REFRESH_TOKEN);
        assertThat(operate("token").getException()).isNull();
        issuer.on("/token", LoopbackIssuer.answer(503, ""));
    }

    private void assertRefreshTakes(String... whatIsSpent) {
        assertThat(operate("refresh").getException()).isInstanceOf(MxAuthException.class);
        assertThat(spent().subList(1, spent().size())).containsExactly(whatIsSpent);
    }

    @Test
    void fetch_whoseRefreshIsPutOff_makesMaxAttemptsOfIt_andNoFullGrant() {
        startWithARefreshToken();
        assertRefreshTakes("r1", "r1", "r1");
    }

    @Test
    void fetch_whoseRefreshIsOfUnknownOutcome_sharesItsAttemptsWithTheFullGrant() {
        startWithARefreshToken();
        issuer.then(500, "");
        assertRefreshTakes("r1", "password", "password");
    }

    /** A refusal is no reason to give up: the full grant is asked, once where no attempt is left. */
    @Test
    void fetch_whoseLastAttemptIsRefused_makesOneMore_byTheFullGrant() {
        startWithARefreshToken();
        issuer.then(503, "").then(503, "").then(400, "{\"error\":\"invalid_grant\"}");
        assertRefreshTakes("r1", "r1", "r1", "password");
    }
}
