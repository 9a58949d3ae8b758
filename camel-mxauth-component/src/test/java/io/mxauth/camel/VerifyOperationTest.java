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
import static org.awaitility.Awaitility.await;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operation that checks a provider while its tokens are in use. */
class VerifyOperationTest extends RouteTestSupport {

    private SandboxProvider mediaValet;

    @BeforeEach
    void start() {
        mediaValet = sandbox.provider("mediavalet");
        component.getProviders().put("mediavalet", SandboxAccounts.mediaValet(sandbox));
        component.getProviders().put("key", SandboxAccounts.filmmakersKey(sandbox));
        context.start();
    }

    private String verify(String provider) {
        return context.createFluentProducerTemplate()
                .to("mxauth:" + provider + "?operation=verify")
                .withBody("replaced")
                .request(String.class)
                .replaceAll("\\s+", " ");
    }

    private AccessToken token(String provider) {
        return context.createFluentProducerTemplate()
                .to("mxauth:" + provider + "?operation=token")
                .request(AccessToken.class);
    }

    private List<String> grants() {
        return mediaValet.requests().stream()
                .filter(request -> request.path().equals("/connect/token"))
                .map(RecordedRequest::form)
                .map(form -> form.get("grant_type"))
                .toList();
    }

    @Test
    void report_replacesTheBody_andAuthorizesNothing() {
        Exchange exchange =
                context.createFluentProducerTemplate().to("mxauth:movio?operation=verify").send();
        assertThat(exchange.getMessage().getBody(String.class)).startsWith("movio: OK");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void request_isReal_thoughATokenIsInHand() {
        AccessToken before = token("movio");
        assertThat(verify("movio")).startsWith("movio: OK");
        assertThat(movio.tokenRequests()).isEqualTo(2);
        AccessToken after = token("movio");
        assertThat(after.value()).as("the new token is in hand").isNotEqualTo(before.value());
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void refusal_leavesTheTokenInHand_andIsAReportAndNoException() {
        AccessToken before = token("movio");
        movio.change("client-secret", "another");
        assertThat(verify("movio"))
                .startsWith("movio: FAILED, REJECTED")
                .contains("does not know this client id, or not with this secret");
        assertThat(token("movio").value()).isEqualTo(before.value());
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void coolDown_ends_whereVerifyGoesWell() {
        String secret = movio.setting("client-secret");
        movio.change("client-secret", "another");
        assertThat(
                        context.createFluentProducerTemplate()
                                .to("mxauth:movio")
                                .send()
                                .getException(MxAuthException.class))
                .isNotNull();
        movio.change("client-secret", secret);
        assertThat(verify("movio")).startsWith("movio: OK");
        assertThat(token("movio").value()).isNotEmpty();
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void fault_isNotRepeated() {
        movio.tokenFaults().refuse(3, 503);
        assertThat(verify("movio")).startsWith("movio: FAILED, UNAVAILABLE").contains("HTTP 503");
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void refreshToken_thatIsSpent_isFollowedByItsSuccessor() {
        assertThat(token("mediavalet").value()).isNotEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(verify("mediavalet"))
                    .startsWith("mediavalet: OK")
                    .contains("grant_type=refresh_token", "refresh_token=***");
        }
        assertThat(grants())
                .containsExactly("password", "refresh_token", "refresh_token", "refresh_token");
        assertThat(verify("mediavalet")).startsWith("mediavalet: OK");
    }

    @Test
    void refreshToken_refused_fallsBackToThePassword_andIsNoted() {
        assertThat(token("mediavalet").value()).isNotEmpty();
        mediaValet.revokeAllRefreshTokens();
        assertThat(verify("mediavalet"))
                .startsWith("mediavalet: OK")
                .contains("refresh token in hand was refused; the token came by grant password");
    }

    @Test
    void fetchUnderWay_isWaitedForFirst() {
        mediaValet.tokenFaults().delay(Duration.ofMillis(300));
        CompletableFuture<AccessToken> fetch =
                CompletableFuture.supplyAsync(() -> token("mediavalet"));
        await().until(() -> !component.report().text().contains("not used yet"));
        assertThat(verify("mediavalet")).startsWith("mediavalet: OK");
        assertThat(fetch.join().value()).isNotEmpty();
        assertThat(grants()).containsExactly("password", "refresh_token");
    }

    @Test
    void callers_joinTheVerification() {
        movio.tokenFaults().delay(Duration.ofMillis(300));
        CompletableFuture<String> verification =
                CompletableFuture.supplyAsync(() -> verify("movio"));
        await().until(() -> component.report().text().contains("a token request is under way"));
        assertThat(token("movio").value()).isNotEmpty();
        assertThat(verification.join()).startsWith("movio: OK");
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void apiKey_hasNothingToAsk() {
        assertThat(verify("key")).startsWith("key: options are in order (grant api_key)");
        assertThat(sandbox.provider("filmmakers").requests()).isEmpty();
    }

    @Test
    void login_thatIsMissing_isNamed() {
        ProviderConfiguration options = SandboxAccounts.mediaValet(sandbox);
        options.setUsername(null);
        options.setPassword(null);
        options.setAuthorizationEndpoint(mediaValet.setting("authorization-endpoint"));
        options.setRedirectUri(mediaValet.setting("redirect-uri"));
        component.getProviders().put("people", options);
        options.setPreset("mediavalet");
        assertThat(verify("people"))
                .startsWith("people: FAILED, LOGIN_REQUIRED")
                .contains("None was sent.", "Make a route with operation=login, set loginPath");
    }
}
