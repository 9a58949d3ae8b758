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
package io.mxauth.camel.provider;

import static io.mxauth.camel.provider.GivenProvider.faulty;
import static io.mxauth.camel.provider.GivenProvider.problems;
import static io.mxauth.camel.provider.GivenProvider.provider;
import static io.mxauth.camel.provider.GivenProvider.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is sent, and that it is told by the option's name. */
class ProviderRulesTest {

    private static final String[] MOVIO = {"region=eu", "clientId=c", "clientSecret=s"};
    private static final String[] MXO = {"server=eu2", "clientId=c", "clientSecret=s"};
    private static final String[] MOVIEXCHANGE = {
        "clientId=c", "clientSecret=s", "username=u", "password=p"
    };
    private static final String[] OWN = {
        "tokenEndpoint=https://idp.example/token", "clientId=c", "clientSecret=s"
    };

    @ParameterizedTest
    @ValueSource(strings = {"apac", "e u", "eu,us", "eu.evil", "eu(", "[", "e\\u"})
    void movio_regionThatItDoesNotHave_isRefused(String region) {
        assertThat(faulty("movio", "region=" + region, "clientId=c", "clientSecret=s"))
                .contains("region");
    }

    @Test
    void movio_noRegion_isMissingAndMayBeMendedByAnEndpoint() {
        List<Problem> problems =
                GivenProvider.resolve("movio", "clientId=c", "clientSecret=s").problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).option()).isEqualTo("region");
        assertThat(problems.get(0).deferrable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://exhibitor-api.us.eks.movio.co",
                "https://exhibitor-api.us.eks.movio.co/",
                "https://exhibitor-api.{server}.eks.movio.co"
            })
    void movio_audienceOfTheOtherRegion_isRefused(String audience) {
        assertThat(faulty("movio", with(MOVIO, "audience=" + audience))).contains("audience");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://exhibitor-api.eu.eks.movio.co",
                "https://exhibitor-api.{region}.eks.movio.co",
                "https://staging.example/api"
            })
    void movio_audienceOfItsRegionOrOfItsOwn_isTaken(String audience) {
        assertThat(provider("movio", with(MOVIO, "audience=" + audience)).audience())
                .isEqualTo(audience.replace("{region}", "eu"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "x/y",
                "evil@",
                "evil.com#",
                "a:1",
                "-x",
                "x-",
                "a b",
                "ä",
                "{region}",
                "a123456789b123456789c123456789d123456789e123456789f123456789g123" + "4"
            })
    void mxo_serverThatIsNotOneDnsLabel_isRefused(String server) {
        assertThat(faulty("mxo", "server=" + server, "clientId=c", "clientSecret=s"))
                .contains("server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu2",
                "A",
                "my-one-server",
                "a123456789b123456789c123456789d123456789e123456789f123456789g12"
            })
    void mxo_serverThatIsOneDnsLabel_isTaken(String server) {
        assertThat(provider("mxo", "server=" + server, "clientId=c", "clientSecret=s").endpoints())
                .extracting(Endpoints::token)
                .hasToString("https://" + server + ".thunderhead.com/one/oauth2token");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "50, true", "51, false"})
    void movieXchange_clientIdOfThatLength_isTakenOrRefused(int length, boolean taken) {
        String[] options = {
            "clientId=" + "x".repeat(length), "clientSecret=s", "username=u", "password=p"
        };

        assertThat(faulty("moviexchange", options).isEmpty()).isEqualTo(taken);
        if (!taken) {
            assertThat(faulty("moviexchange", options)).containsExactly("clientId");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a;b", "a\"b", "a'b", "a b", "a\tb"})
    void filmmakers_apiKeyThatWouldEndItsHeader_isRefused(String key) {
        assertThat(faulty("filmmakers", "apiKey=" + key)).contains("apiKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/token",
                "http://127.0.0.1.evil.example/token",
                "http://localhost.evil.example/token",
                "http://10.0.0.1/token",
                "http://0.0.0.0/token",
                "HTTP://idp.example/token",
                "ftp://idp.example/token",
                "//idp.example/token",
                "idp.example/token",
                "https:/token",
                "https://user:secret@idp.example/token",
                "https://idp.example/token#fragment",
                "https://idp example/token",
                "not a url"
            })
    void tokenEndpoint_thatNoSecretMayGoTo_isRefused(String url) {
        assertThat(faulty("mine", "clientId=c", "clientSecret=s", "tokenEndpoint=" + url))
                .containsExactly("tokenEndpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/token",
                "http://127.1.2.3/token",
                "http://localhost:1/token",
                "http://LOCALHOST/token",
                "http://idp.localhost/token",
                "http://[::1]:8080/token",
                "https://idp.example/token?tenant=a",
                "HTTPS://idp.example/token"
            })
    void tokenEndpoint_overTlsOrOnLoopback_isTaken(String url) {
        assertThat(
                        provider("mine", "clientId=c", "clientSecret=s", "tokenEndpoint=" + url)
                                .endpoints())
                .extracting(Endpoints::token)
                .hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorizationEndpoint",
                "introspectionEndpoint",
                "revocationEndpoint",
                "jwksUri",
                "discoveryUri"
            })
    void anyEndpoint_plainHttpOffLoopback_isRefused(String option) {
        assertThat(faulty("mine", with(OWN, option + "=http://idp.example/x")))
                .containsExactly(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{tenant}", "{accessToken}", "{clientSecret}", "{", "}"})
    void tokenEndpoint_withAPlaceholderThatIsNone_isRefusedAtStart(String placeholder) {
        assertThat(
                        faulty(
                                "mine",
                                "clientId=c",
                                "clientSecret=s",
                                "tokenEndpoint=https://idp.example/" + placeholder + "/token"))
                .containsExactly("tokenEndpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "region, https://idp.example/{region}/token",
        "server, https://{server}.example/token"
    })
    void tokenEndpoint_withAPlaceholderNobodyFills_namesTheMissingOption(
            String option, String url) {
        assertThat(faulty("mine", "clientId=c", "clientSecret=s", "tokenEndpoint=" + url))
                .containsExactly(option);
    }

    @Test
    void placeholders_inTheUsersOwnUrlsAudienceAndHosts_areFilledIn() {
        Provider provider =
                provider(
                        "mine",
                        "clientId=c",
                        "clientSecret=s",
                        "region=EU",
                        "server=One",
                        "tokenEndpoint=https://{server}.{region}.example/token",
                        "audience=api-{region}",
                        "allowedHosts={server}.api.example",
                        "headers[X-Region]={region}/{server}");

        assertThat(provider.endpoints().token()).hasToString("https://One.eu.example/token");
        assertThat(provider.audience()).isEqualTo("api-eu");
        assertThat(provider.allowedHosts().hosts()).containsExactly("one.api.example");
        assertThat(provider.headers()).extracting(HeaderTemplate::template).contains("eu/One");
    }

    static List<String> credentials() {
        List<String> names = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.isCredential()) {
                names.add(option.key());
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void credential_withALineBreakInside_isRefused(String option) {
        for (String control : List.of("\r\nX-Evil: 1", "\n", "\r", "\u0000", "\u0085", "\t")) {
            assertThat(faulty("mine", with(OWN, option + "=a" + control + "b"))).contains(option);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "tokenHeaders", "tokenParameters"})
    void entry_withALineBreakInside_isRefusedInNameAndValue(String map) {
        assertThat(faulty("mine", with(OWN, map + "[X-A]=a\r\nX-Evil: 1"))).contains(map + "[X-A]");
        assertThat(problems("mine", with(OWN, map + "[X-A\r\nX-Evil]=a")))
                .anySatisfy(text -> assertThat(text).contains("X-A??X-Evil").doesNotContain("\n"));
    }

    @Test
    void preset_unknown_isTheOnlyProblem() {
        assertThat(faulty("mine", with(OWN, "preset=mvoio"))).containsExactly("preset");
    }

    @Test
    void grantType_unknown_namesTheKnown() {
        assertThat(problems("mine", with(OWN, "grantType=client_credential")))
                .singleElement()
                .asString()
                .contains("'grantType'")
                .contains(
                        "client_credentials",
                        "password",
                        "authorization_code",
                        "refresh_token",
                        "api_key")
                .doesNotContain("client_credential,", "client_credential ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientAuthentication", "introspectionAuthentication"})
    void clientAuthentication_unknown_namesTheKnown(String option) {
        assertThat(problems("mine", with(OWN, option + "=basic")))
                .singleElement()
                .asString()
                .contains(
                        "'" + option + "'",
                        "client_secret_basic",
                        "client_secret_basic_plain",
                        "client_secret_post",
                        "none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    client_credentials |                       | clientId
                    password           |                       | username password
                    password           | username=u            | password
                    refresh_token      |                       | refreshToken
                    authorization_code |                       | clientId redirectUri authorizationEndpoint
                    authorization_code | redirectUri=https://a | clientId authorizationEndpoint
                    api_key            |                       | apiKey headers
                    """)
    void grant_withoutWhatItRequires_namesEachOption(String grant, String given, String missing) {
        String[] options = {
            "tokenEndpoint=https://idp.example/token",
            "grantType=" + grant,
            given == null ? "scope=x" : given
        };

        assertThat(faulty("mine", options)).containsExactlyInAnyOrder(missing.split(" "));
    }

    @Test
    void provider_withoutTokenEndpoint_isToldThatDiscoveryWouldDo() {
        assertThat(problems("mine", "clientId=c", "clientSecret=s"))
                .singleElement()
                .asString()
                .contains("'tokenEndpoint'", "discoveryUri");
        assertThat(
                        faulty(
                                "mine",
                                "clientId=c",
                                "clientSecret=s",
                                "discoveryUri=https://idp.example/.well-known/openid-configuration"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    moviexchange |                                          | clientId clientSecret username
                    moviexchange | clientId=c clientSecret=s                | username
                    moviexchange | clientId=c clientSecret=s username=u     | password
                    moviexchange | clientId=c username=u password=p         | clientSecret
                    movio        |                                          | region clientId clientSecret
                    movio        | region=eu clientId=c                     | clientSecret
                    filmmakers   | clientId=c                               | clientSecret
                    mxo          | clientId=c clientSecret=s                | server
                    mediavalet   | clientId=c clientSecret=s redirectUri=https://a | subscriptionKey
                    mediavalet   | clientId=c clientSecret=s subscriptionKey=k username=u | password
                    mediavalet   | clientId=c clientSecret=s subscriptionKey=k | redirectUri
                    """)
    void preset_withoutWhatItRequires_isRefusedByName(String preset, String given, String missing) {
        String[] options = given == null ? new String[0] : given.split(" ");

        assertThat(faulty(preset, options)).containsExactlyInAnyOrder(missing.split(" "));
    }

    @Test
    void filmmakers_withNothing_isToldOfBothWays() {
        assertThat(problems("filmmakers"))
                .anySatisfy(
                        text -> assertThat(text).contains("apiKey", "clientId and clientSecret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type",
                "client_id",
                "client_secret",
                "username",
                "password",
                "refresh_token",
                "scope",
                "audience",
                "SCOPE",
                "code",
                "code_verifier",
                "redirect_uri"
            })
    void tokenParameter_withAnOptionOfItsOwn_isRefused(String name) {
        assertThat(faulty("mine", with(OWN, "tokenParameters[" + name + "]=x")))
                .containsExactly("tokenParameters[" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "Content-Type", "Host", "Accept"})
    void tokenHeader_thatTheClientSets_isRefused(String name) {
        assertThat(faulty("mine", with(OWN, "tokenHeaders[" + name + "]=x")))
                .containsExactly("tokenHeaders[" + name + "]");
    }

    @Test
    void clientId_withAColonInPlainBasic_isRefused() {
        assertThat(faulty("mxo", "server=eu2", "clientId=a:b", "clientSecret=s"))
                .containsExactly("clientId");
        assertThat(provider("mxo", with(MXO, "clientSecret=a:b")).credentials().clientSecret())
                .isEqualTo(new Secret("a:b"));
    }

    @ParameterizedTest
    @CsvSource({
        "refreshAhead, -PT1S",
        "expiryMargin, -PT1S",
        "defaultLifetime, PT0S",
        "defaultLifetime, -PT1S",
        "requestTimeout, PT0S",
        "requestTimeout, soon",
        "maxAttempts, 0",
        "maxAttempts, -1",
        "maxAttempts, many",
        "maxAttempts, 1.5"
    })
    void time_thatMakesNoSense_isRefused(String option, String value) {
        assertThat(faulty("mine", with(OWN, option + "=" + value))).containsExactly(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", " , "})
    void allowedHosts_thatNameNoHost_doNotUnbindInSilence(String hosts) {
        assertThat(faulty("movio", with(MOVIO, "allowedHosts=" + hosts)))
                .containsExactly("allowedHosts");
    }

    @Test
    void problems_many_areListedAtOnceAndEachOnce() {
        List<String> faulty =
                faulty(
                        "movio",
                        "region=apac",
                        "clientId=a\nb",
                        "grantType=nope",
                        "clientAuthentication=nope",
                        "introspectionEndpoint=http://idp.example/i",
                        "tokenParameters[scope]=x",
                        "tokenHeaders[Authorization]=x",
                        "headers[X-A]={nope}",
                        "maxAttempts=0");

        assertThat(faulty)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(
                        "region",
                        "clientId",
                        "clientSecret",
                        "grantType",
                        "clientAuthentication",
                        "introspectionEndpoint",
                        "tokenParameters[scope]",
                        "tokenHeaders[Authorization]",
                        "headers[X-A]",
                        "maxAttempts");
    }

    @Test
    void problem_ofAnyKind_namesTheProvider() {
        assertThat(problems("moviexchange", with(MOVIEXCHANGE, "clientId=" + "x".repeat(51))))
                .singleElement()
                .asString()
                .startsWith("provider 'moviexchange', option 'clientId': ");
    }
}
