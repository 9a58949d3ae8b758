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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations of an endpoint, beside the default one. */
class OperationsTest extends RouteTestSupport {

    private SandboxProvider mediaValet;

    @BeforeEach
    void start() throws Exception {
        mediaValet = sandbox.provider("mediavalet");
        component.getProviders().put("mediavalet", SandboxAccounts.mediaValet(sandbox));
        ProviderConfiguration rotating = SandboxAccounts.movio(sandbox, "us");
        rotating.setNextClientSecret("next-secret");
        component.getProviders().put("rotating", rotating);
        component.getProviders().put("filmmakers", SandboxAccounts.filmmakers(sandbox));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:categories")
                                .to("mxauth:mediavalet")
                                .to(mediaValet.setting("api"));
                    }
                });
    }

    private Exchange operate(String provider, String operation) {
        return context.createFluentProducerTemplate()
                .to("mxauth:" + provider + "?operation=" + operation)
                .withBody("untouched")
                .send();
    }

    private Exchange categories() {
        return context.createFluentProducerTemplate().to("direct:categories").send();
    }

    private static MxAuthException failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(MxAuthException.class);
        return exchange.getException(MxAuthException.class);
    }

    @Test
    void token_becomesTheBody() {
        Exchange answer = operate("movio", "token");
        assertThat(answer.getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.type(AccessToken.class))
                .satisfies(
                        token -> {
                            assertThat(token.value()).isNotEmpty();
                            assertThat(token.type()).isEqualTo("Bearer");
                            assertThat(Duration.between(token.issuedAt(), token.expiresAt()))
                                    .isEqualTo(Duration.ofDays(1));
                            assertThat(token.toString()).doesNotContain(token.value());
                        });
        assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void refresh_renewsNow_withTheRefreshToken_andRotatesIt() {
        operate("mediavalet", "token");
        operate("mediavalet", "refresh");
        operate("mediavalet", "refresh");
        List<Map<String, String>> asked =
                mediaValet.requests().stream().map(RecordedRequest::form).toList();
        assertThat(asked)
                .extracting(form -> form.get("grant_type"))
                .containsExactly("password", "refresh_token", "refresh_token");
        assertThat(asked.get(1).get("refresh_token"))
                .isNotEqualTo(asked.get(2).get("refresh_token"));
    }

    @Test
    void refresh_thatFails_throwsItsReason_andALiveTokenStays() {
        categories();
        mediaValet.tokenFaults().refuse(Integer.MAX_VALUE, 503);
        MxAuthException failure = failure(operate("mediavalet", "refresh"));
        assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.UNAVAILABLE);
        assertThat(failure.retryAt()).isNotNull();
        assertThat(categories().getException()).isNull();
    }

    @Test
    void refresh_endsACoolDown() {
        movio.tokenFaults().refuse(3, 503);
        assertThat(failure(operate("movio", "token")).status()).isEqualTo(503);
        assertThat(failure(operate("movio", "token")).retryAt()).isNotNull();
        assertThat(movio.tokenRequests()).isEqualTo(3);
        assertThat(operate("movio", "refresh").getException()).isNull();
        assertThat(operate("movio", "token").getException()).isNull();
        assertThat(movio.tokenRequests()).isEqualTo(4);
    }

    @Test
    void invalidate_forgetsTheToken_andKeepsTheRefreshToken() {
        categories();
        assertThat(operate("mediavalet", "invalidate").getMessage().getBody())
                .isEqualTo("untouched");
        categories();
        assertThat(mediaValet.requests())
                .filteredOn(request -> request.path().equals("/connect/token"))
                .extracting(request -> request.form().get("grant_type"))
                .containsExactly("password", "refresh_token");
    }

    @Test
    void introspect_putsTheIssuersAnswerIntoTheBody() {
        assertThat(operate("filmmakers", "introspect").getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("active", true)
                .containsEntry("scope", "public");
        sandbox.provider("filmmakers").revokeAllTokens();
        assertThat(operate("filmmakers", "introspect").getMessage().getBody())
                .isEqualTo(Map.of("active", false));
    }

    @Test
    void revoke_endsTheGrantAtTheIssuer_refreshTokenFirst_andForgetsIt() {
        categories();
        assertThat(operate("mediavalet", "revoke").getException()).isNull();
        assertThat(mediaValet.requests())
                .filteredOn(request -> request.path().equals("/connect/revocation"))
                .extracting(request -> request.form().get("token_type_hint"))
                .containsExactly("refresh_token", "access_token");
        mediaValet.clearRequests();
        categories();
        assertThat(mediaValet.requests().get(0).form()).containsEntry("grant_type", "password");
    }

    @Test
    void revoke_whenTheIssuerFails_forgetsNothing_andThrows() {
        categories();
        mediaValet.otherFaults().refuse(1, 503);
        assertThat(failure(operate("mediavalet", "revoke")).reason())
                .isEqualTo(MxAuthException.Reason.UNAVAILABLE);
        mediaValet.clearRequests();
        categories();
        assertThat(mediaValet.tokenRequests()).isZero();
        operate("mediavalet", "refresh");
        assertThat(mediaValet.requests())
                .filteredOn(request -> request.path().equals("/connect/token"))
                .extracting(request -> request.form().get("grant_type"))
                .containsExactly("refresh_token");
    }

    @Test
    void revoke_besideARenewal_endsWhatTheRenewalBrings() {
        categories();
        mediaValet.tokenFaults().delay(Duration.ofMillis(500));
        CompletableFuture<Exchange> renewal =
                CompletableFuture.supplyAsync(() -> operate("mediavalet", "refresh"));
        await().until(() -> mediaValet.tokenRequests() == 2);
        assertThat(operate("mediavalet", "revoke").getException()).isNull();
        assertThat(renewal.join().getException()).isNull();
        assertThat(mediaValet.requests())
                .filteredOn(request -> request.path().equals("/connect/revocation"))
                .extracting(request -> request.form().get("token_type_hint"))
                .containsExactly("refresh_token", "access_token");
        mediaValet.clearRequests();
        categories();
        assertThat(mediaValet.requests().get(0).form()).containsEntry("grant_type", "password");
    }

    @Test
    void revoke_withoutAnEndpoint_onlyForgets() {
        operate("movio", "token");
        assertThat(operate("movio", "revoke").getException()).isNull();
        assertThat(movio.tokenRequests()).isEqualTo(1);
        operate("movio", "token");
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void discovery_findsTheEndpointThatIsNotConfigured() {
        operate("filmmakers", "token");
        assertThat(operate("filmmakers", "revoke").getException()).isNull();
        assertThat(sandbox.provider("filmmakers").requests())
                .extracting(RecordedRequest::path)
                .contains("/.well-known/openid-configuration", "/oauth/revoke");
    }

    @Test
    void refusedCredentials_areRejected_withTheIssuersCode_andAreNotAskedAgain() {
        movio.change("client-secret", "another");
        MxAuthException failure = failure(operate("movio", "token"));
        assertThat(failure.reason()).isEqualTo(MxAuthException.Reason.REJECTED);
        assertThat(failure.error()).isEqualTo("access_denied");
        assertThat(failure.status()).isEqualTo(401);
        assertThat(failure.provider()).isEqualTo("movio");
        assertThat(failure.retryable()).isFalse();
        failure(operate("movio", "token"));
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void nextClientSecret_isTriedWhenTheUsualOneIsRefused_andIsRemembered() {
        movio.change("client-secret", "next-secret");
        assertThat(operate("rotating", "token").getException()).isNull();
        assertThat(operate("rotating", "refresh").getException()).isNull();
        assertThat(movio.requests())
                .extracting(RecordedRequest::status)
                .containsExactly(401, 200, 200);
    }

    @Test
    void processor_ofItsOwn_authorizesToo() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films")
                                .process(new TokenCacheProcessor(getContext(), "movio"))
                                .to(movio.setting("api"));
                    }
                });
        assertThat(status(films(FILMS).send())).isEqualTo(202);
    }
}
