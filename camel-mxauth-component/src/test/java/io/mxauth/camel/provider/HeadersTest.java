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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code headers.NAME=TEMPLATE} comes to. */
class HeadersTest {

    private static final String[] OWN = {
        "tokenEndpoint=https://idp.example/token", "clientId=c", "clientSecret=s"
    };
    private static final String[] MOVIEXCHANGE = {
        "clientId=c", "clientSecret=s", "username=u", "password=p"
    };

    @Test
    void headers_notConfigured_areTheBearerHeader() {
        assertThat(rendered(provider("mine", OWN))).containsExactly("Authorization: Bearer tok");
    }

    @Test
    void headers_besideTheToken_keepTheBearerHeader() {
        assertThat(rendered(provider("mine", with(OWN, "headers[X-Client]={clientId}"))))
                .containsExactly("Authorization: Bearer tok", "X-Client: c");
    }

    @Test
    void headers_carryingTheTokenElsewhere_replaceTheBearerHeader() {
        assertThat(rendered(provider("mine", with(OWN, "headers[X-Token]=v1 {accessToken}"))))
                .containsExactly("X-Token: v1 tok");
    }

    @Test
    void placeholders_everyOne_areFilledIn() {
        Provider provider =
                provider(
                        "mine",
                        with(
                                OWN,
                                "grantType=client_credentials",
                                "apiKey=ak",
                                "subscriptionKey=sk",
                                "region=EU",
                                "server=srv",
                                "headers[X-All]={apiKey},{clientSecret},{subscriptionKey},"
                                        + "{clientId},{region},{server},{accessToken}"));

        assertThat(rendered(provider)).containsExactly("X-All: ak,s,sk,c,eu,srv,tok");
    }

    @Test
    void placeholderValue_withRegexCharactersOrBraces_isTakenAsItIs() {
        Provider provider =
                provider(
                        "mine",
                        with(
                                OWN,
                                "apiKey=$1\\{clientId}",
                                "grantType=client_credentials",
                                "headers[X-Key]={apiKey}"));

        assertThat(rendered(provider)).contains("X-Key: $1\\{clientId}");
    }

    @Test
    void accessToken_withRegexCharacters_isTakenAsItIs() {
        assertThat(new HeaderTemplate("A", "Bearer {accessToken}").render("$0\\x"))
                .isEqualTo("Bearer $0\\x");
    }

    @Test
    void placeholder_unknown_isRefusedAndTheKnownAreNamed() {
        assertThat(problems("mine", with(OWN, "headers[X-A]={password}")))
                .singleElement()
                .asString()
                .contains("headers[X-A]", "accessToken", "apiKey", "subscriptionKey");
    }

    @ParameterizedTest
    @CsvSource({"{apiKey}, apiKey", "{subscriptionKey}, subscriptionKey", "{region}, region"})
    void placeholder_ofAnOptionThatIsNotSet_namesThatOption(String placeholder, String option) {
        assertThat(faulty("mine", with(OWN, "headers[X-A]=" + placeholder)))
                .containsExactly(option);
    }

    @Test
    void authorization_withoutTheToken_isRefused() {
        assertThat(faulty("mine", with(OWN, "headers[Authorization]=Basic abc")))
                .containsExactly("headers[Authorization]");
    }

    @Test
    void apiKey_withoutHeaders_isToldWhereToPutIt() {
        assertThat(problems("mine", "apiKey=k"))
                .singleElement()
                .asString()
                .contains("'headers'", "headers[X-Api-Key]={apiKey}");
    }

    @Test
    void apiKey_withAHeaderOfItsOwn_needsNoTokenEndpoint() {
        assertThat(rendered(provider("mine", "apiKey=k", "headers[X-Api-Key]={apiKey}")))
                .containsExactly("X-Api-Key: k");
    }

    @Test
    void apiKey_withAHeaderThatWantsAToken_isRefused() {
        assertThat(faulty("mine", "apiKey=k", "headers[X-A]={accessToken}"))
                .containsExactly("headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MX-Api-Client-Secret", "mx-api-client-secret"})
    void emptyValue_takesThePresetsHeaderAway(String name) {
        assertThat(rendered(provider("moviexchange", with(MOVIEXCHANGE, "headers[" + name + "]="))))
                .containsExactly("Authorization: Bearer tok");
    }

    @Test
    void usersHeader_inAnotherCase_replacesThePresets() {
        assertThat(
                        rendered(
                                provider(
                                        "moviexchange",
                                        with(
                                                MOVIEXCHANGE,
                                                "headers[authorization]=bearer {accessToken}"))))
                .hasSize(2)
                .anySatisfy(h -> assertThat(h).isEqualToIgnoringCase("Authorization: bearer tok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X A", "X:A", "X(A)", "Ä", "X\"A"})
    void name_thatIsNoHeaderName_isRefused(String name) {
        assertThat(faulty("mine", with(OWN, "headers[" + name + "]=x")))
                .containsExactly("headers[?]");
    }

    private static List<String> rendered(Provider provider) {
        return provider.headers().stream().map(h -> h.name() + ": " + h.render("tok")).toList();
    }
}
