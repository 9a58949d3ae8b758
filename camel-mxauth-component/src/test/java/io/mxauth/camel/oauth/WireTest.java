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

import static io.mxauth.camel.oauth.IssuerFixture.result;
import static io.mxauth.camel.provider.GivenProvider.provider;
import static io.mxauth.camel.provider.GivenProvider.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.oauth.LoopbackIssuer.Received;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire to an issuer, byte by byte, by the transport of production. */
class WireTest {

    private static final String AWKWARD = "a+b &c=d%é:*~";
    private static final String AWKWARD_ENCODED = "a%2Bb+%26c%3Dd%25%C3%A9%3A*%7E";

    private static final RealTransport TRANSPORT = new RealTransport();

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final IssuerFixture fixture = IssuerFixture.over(TRANSPORT);

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    @Test
    void movieXchange_password_isAsDocumented() {
        Received request =
                fetched(
                        "/connect/token",
                        "moviexchange",
                        "clientId=FooTickets_Website",
                        "clientSecret=AAAAA-BBBBB",
                        "username=xxx+2@xxx.com",
                        "password=p&w");

        assertThat(request.body())
                .isEqualTo(
                        "grant_type=password&username=xxx%2B2%40xxx.com&password=p%26w"
                                + "&client_id=FooTickets_Website");
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(request.toString()).doesNotContain("AAAAA-BBBBB", "MX-Api-Client-Secret");
    }

    @Test
    void movieXchange_refreshToken_isAsDocumented() {
        Received request =
                fetched(
                        "/connect/token",
                        "moviexchange",
                        "clientId=FooTickets_Website",
                        "clientSecret=AAAAA-BBBBB",
                        "refreshToken=r+1");

        assertThat(request.body())
                .isEqualTo(
                        "grant_type=refresh_token&refresh_token=r%2B1"
                                + "&client_id=FooTickets_Website");
        assertThat(request.header("Authorization")).isEmpty();
    }

    @Test
    void movio_clientCredentials_isBasicFormEncodedWithTheAudience() {
        Received request =
                fetched(
                        "/oauth/token",
                        "movio",
                        "region=eu",
                        "clientId=random_client_id",
                        "clientSecret=very_secret_client_secret");

        assertThat(request.body())
                .isEqualTo(
                        "grant_type=client_credentials"
                                + "&audience=https%3A%2F%2Fexhibitor-api.eu.eks.movio.co");
        assertThat(request.header("Authorization"))
                .containsExactly("Basic cmFuZG9tX2NsaWVudF9pZDp2ZXJ5X3NlY3JldF9jbGllbnRfc2VjcmV0");
    }

    @Test
    void movio_awkwardCredentials_areEncodedBeforeTheyAreJoined() {
        Received request =
                fetched(
                        "/oauth/token",
                        "movio",
                        "region=us",
                        "clientId=" + AWKWARD,
                        "clientSecret=" + AWKWARD,
                        "scope=a b");

        assertThat(basicOf(request)).isEqualTo(AWKWARD_ENCODED + ":" + AWKWARD_ENCODED);
        assertThat(request.body())
                .isEqualTo(
                        "grant_type=client_credentials&scope=a+b"
                                + "&audience=https%3A%2F%2Fexhibitor-api.us.eks.movio.co");
    }

    @Test
    void filmmakers_clientCredentials_isAllInTheBody() {
        Received request =
                fetched("/oauth/token", "filmmakers", "clientId=c", "clientSecret=" + AWKWARD);

        assertThat(request.body())
                .isEqualTo(
                        "grant_type=client_credentials&scope=public&client_id=c&client_secret="
                                + AWKWARD_ENCODED);
        assertThat(request.header("Authorization")).isEmpty();
    }

    /** A value longer than 76 characters, which a MIME encoder would break over two lines. */
    @Test
    void mxo_clientCredentials_isTheVendorsOwnVector() {
        Received request =
                fetched(
                        "/one/oauth2token",
                        "mxo",
                        "server=myoneserver",
                        "clientId=2e8fec0e-34fb-4851-800e-9989331e55d2",
                        "clientSecret=d7f4484f-9817-4778-9161-6eb06d1f6cf7");

        assertThat(request.body()).isEqualTo("grant_type=client_credentials");
        assertThat(request.header("Authorization"))
                .containsExactly(
                        "Basic MmU4ZmVjMGUtMzRmYi00ODUxLTgwMGUtOTk4OTMzMWU1NWQyOmQ3ZjQ0ODRmLTk4"
                                + "MTctNDc3OC05MTYxLTZlYjA2ZDFmNmNmNw==");
    }

    @Test
    void mxo_awkwardSecret_isJoinedAsItIs() {
        Received request =
                fetched(
                        "/one/oauth2token",
                        "mxo",
                        "server=s",
                        "clientId=id",
                        "clientSecret=" + AWKWARD);

        assertThat(basicOf(request)).isEqualTo("id:" + AWKWARD);
    }

    @Test
    void mediaValet_password_isAllInTheBody() {
        Received request =
                fetched(
                        "/connect/token",
                        "mediavalet",
                        "clientId=c",
                        "clientSecret=s&",
                        "subscriptionKey=SUBKEY",
                        "username=u",
                        "password=p");

        assertThat(request.body())
                .isEqualTo(
                        "grant_type=password&username=u&password=p"
                                + "&scope=openid+api+offline_access&client_id=c&client_secret=s%26");
        assertThat(request.line()).isEqualTo("POST /connect/token HTTP/1.1");
        assertThat(request.toString()).doesNotContain("SUBKEY");
    }

    @Test
    void mediaValet_refreshToken_namesNoScope() {
        Received request =
                fetched(
                        "/connect/token",
                        "mediavalet",
                        "clientId=c",
                        "clientSecret=s",
                        "subscriptionKey=SUBKEY",
                        "refreshToken=r");

        assertThat(request.body())
                .isEqualTo("grant_type=refresh_token&refresh_token=r&client_id=c&client_secret=s");
    }

    /** Joining parameters by hand once dropped grant type and scope as soon as there was one more. */
    @Test
    void request_withParametersAndHeadersOfTheUsersOwn_hasThemBesideAllElse() {
        Received request =
                fetched(
                        "/token?tenant=a%20b",
                        "mine",
                        "clientId=c",
                        "clientSecret=s",
                        "scope=read",
                        "audience=aud",
                        "tokenParameters[resource]=urn:api&x",
                        "tokenHeaders[X-Api-Version]=1.2",
                        "tokenHeaders[Ocp-Apim-Subscription-Key]=k");

        assertThat(request.line()).isEqualTo("POST /token?tenant=a%20b HTTP/1.1");
        assertThat(request.body())
                .isEqualTo(
                        "grant_type=client_credentials&scope=read&audience=aud"
                                + "&resource=urn%3Aapi%26x");
        assertThat(request.header("X-Api-Version")).containsExactly("1.2");
        assertThat(request.header("Ocp-Apim-Subscription-Key")).containsExactly("k");
        assertThat(basicOf(request)).isEqualTo("c:s");
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret_basic, true, false, false",
        "client_secret_basic_plain, true, false, false",
        "client_secret_post, false, true, true",
        "none, false, true, false"
    })
    void clientAuthentication_ofAnyKind_isInOnePlaceOnly(
            String kind, boolean header, boolean id, boolean secret) {
        Received request =
                fetched(
                        "/token",
                        "mine",
                        "clientId=c",
                        "clientSecret=s",
                        "clientAuthentication=" + kind);

        assertThat(request.header("Authorization").size()).isEqualTo(header ? 1 : 0);
        assertThat(request.body().contains("client_id=")).isEqualTo(id);
        assertThat(request.body().contains("client_secret=")).isEqualTo(secret);
    }

    @Test
    void introspection_ofFilmmakers_isPlainBasicWithTheTokenInTheBody() {
        issuer.then(200, "{\"active\":true,\"exp\":1730126609,\"scope\":\"public\"}");
        Provider provider =
                provider(
                        "filmmakers",
                        "clientId=c",
                        "clientSecret=" + AWKWARD,
                        "tokenEndpoint=" + issuer.url("/oauth/token"),
                        "introspectionEndpoint=" + issuer.url("/oauth/introspect"));

        assertThat(result(fixture.introspect(provider, "t+k")))
                .containsEntry("active", true)
                .containsEntry("scope", "public")
                .containsEntry("exp", 1730126609);

        Received request = onlyRequest();
        assertThat(request.line()).isEqualTo("POST /oauth/introspect HTTP/1.1");
        assertThat(request.body()).isEqualTo("token=t%2Bk&token_type_hint=access_token");
        assertThat(basicOf(request)).isEqualTo("c:" + AWKWARD);
        assertForm(request);
    }

    @Test
    void revocation_ofMediaValet_endsTheRefreshTokenFirst() {
        issuer.then(200, "{\"access_token\":\"t\",\"refresh_token\":\"r1\"}")
                .then(200, "")
                .then(200, "");
        Provider provider = mediaValet("revocationEndpoint=" + issuer.url("/connect/revocation"));
        Token token = fixture.fetch(provider);

        assertThat(result(fixture.issuer.revoke(provider, fixture.key(provider), token))).isTrue();

        List<Received> revocations = issuer.requests().subList(1, 3);
        assertThat(revocations)
                .extracting(Received::body)
                .containsExactly(
                        "token=r1&token_type_hint=refresh_token&client_id=c&client_secret=s",
                        "token=t&token_type_hint=access_token&client_id=c&client_secret=s");
        assertThat(revocations)
                .allSatisfy(
                        request -> {
                            assertThat(request.line())
                                    .isEqualTo("POST /connect/revocation HTTP/1.1");
                            assertForm(request);
                        });
    }

    @Test
    void revocation_withoutAnEndpoint_asksNobodyAndForgetsTheRefreshToken() {
        issuer.then(200, "{\"access_token\":\"t\",\"refresh_token\":\"r1\"}");
        Provider provider = mediaValet();
        Token token = fixture.fetch(provider);

        assertThat(result(fixture.issuer.revoke(provider, fixture.key(provider), token))).isFalse();

        assertThat(issuer.requests()).hasSize(1);
        fixture.fetch(provider);
        assertThat(issuer.bodies().get(1)).startsWith("grant_type=password");
    }

    @Test
    void revocation_thatTheIssuerFails_keepsTheRefreshToken() {
        issuer.then(200, "{\"access_token\":\"t\",\"refresh_token\":\"r1\"}").then(503, "");
        Provider provider = mediaValet("revocationEndpoint=" + issuer.url("/connect/revocation"));
        Token token = fixture.fetch(provider);

        assertThat(
                        IssuerFixture.failureOf(
                                        fixture.issuer.revoke(
                                                provider, fixture.key(provider), token))
                                .status())
                .isEqualTo(503);

        fixture.fetch(provider);
        assertThat(issuer.bodies().get(2)).startsWith("grant_type=refresh_token&refresh_token=r1&");
    }

    @Test
    void token_ofAnAnswer_countsFromBeforeTheRequestWasSent() {
        Instant before = Instant.now();
        Token token = fixture.fetch(mediaValet());

        assertThat(token.issued()).isBetween(before, Instant.now());
        assertThat(token.expires()).isEqualTo(token.issued().plusSeconds(299));
        assertThat(token.scope()).isEqualTo("openid api offline_access");
        assertThat(token.toString()).doesNotContain("tok,", "value");
    }

    private Provider mediaValet(String... more) {
        return provider(
                "mediavalet",
                with(
                        new String[] {
                            "clientId=c",
                            "clientSecret=s",
                            "subscriptionKey=k",
                            "username=u",
                            "password=p",
                            "tokenEndpoint=" + issuer.url("/connect/token")
                        },
                        more));
    }

    /** The one token request of that provider with its token endpoint on loopback. */
    private Received fetched(String path, String name, String... options) {
        fixture.fetch(provider(name, with(options, "tokenEndpoint=" + issuer.url(path))));
        Received request = onlyRequest();
        assertThat(request.line()).isEqualTo("POST " + path + " HTTP/1.1");
        assertForm(request);
        return request;
    }

    private Received onlyRequest() {
        assertThat(issuer.requests()).hasSize(1);
        return issuer.requests().get(0);
    }

    private void assertForm(Received request) {
        assertThat(request.header("Content-Type"))
                .containsExactly("application/x-www-form-urlencoded");
        assertThat(request.header("Accept")).containsExactly("application/json");
        assertThat(request.header("Content-Length"))
                .containsExactly(Integer.toString(request.body().length()));
        assertThat(request.header("Host")).containsExactly("127.0.0.1:" + issuer.port());
        assertThat(request.headers())
                .extracting(h -> h.substring(0, h.indexOf(':')).toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates()
                .doesNotContain("expect", "cookie", "transfer-encoding", "breadcrumbid")
                .noneMatch(name -> name.startsWith("camel"));
    }

    private static String basicOf(Received request) {
        List<String> values = request.header("Authorization");
        assertThat(values).hasSize(1);
        assertThat(values.get(0)).startsWith("Basic ");
        return new String(
                Base64.getDecoder().decode(values.get(0).substring("Basic ".length())),
                StandardCharsets.UTF_8);
    }
}
