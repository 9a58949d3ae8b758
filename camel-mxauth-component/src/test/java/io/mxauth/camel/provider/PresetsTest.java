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

import static io.mxauth.camel.provider.GivenProvider.PRESETS;
import static io.mxauth.camel.provider.GivenProvider.provider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each preset with the least that it asks for comes to its column of the contract's table. */
class PresetsTest {

    @Test
    void movieXchange_passwordGrant_isAsInTheTable() {
        Provider provider =
                provider(
                        "moviexchange",
                        "clientId=FooTickets_Website",
                        "clientSecret=s",
                        "username=u",
                        "password=p");

        assertThat(provider.grant()).isEqualTo(GrantType.PASSWORD);
        assertThat(provider.endpoints())
                .isEqualTo(onlyToken("https://auth.moviexchange.com/connect/token"));
        assertThat(provider.clientAuthentication()).isEqualTo(ClientAuthentication.NONE);
        assertThat(provider.scope()).isNull();
        assertThat(provider.audience()).isNull();
        assertThat(headers(provider))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Authorization", "Bearer tok", "MX-Api-Client-Secret", "s"));
        assertThat(provider.timing().defaultLifetime()).hasSeconds(43200);
        assertThat(provider.allowedHosts().hosts()).containsExactly("api.moviexchange.com");
        assertThat(provider.tokenHeaders()).isEmpty();
        assertThat(provider.tokenParameters()).isEmpty();
    }

    @Test
    void movieXchange_refreshTokenOnly_isTheRefreshTokenGrant() {
        Provider provider =
                provider("moviexchange", "clientId=c", "clientSecret=s", "refreshToken=r");

        assertThat(provider.grant()).isEqualTo(GrantType.REFRESH_TOKEN);
        assertThat(provider.endpoints().token())
                .hasToString("https://auth.moviexchange.com/connect/token");
    }

    @ParameterizedTest
    @CsvSource({"eu, eu", "us, us", "US, us", "Eu, eu"})
    void movio_region_drivesIssuerAudienceAndHost(String written, String region) {
        Provider provider = provider("movio", "region=" + written, "clientId=c", "clientSecret=s");

        assertThat(provider.grant()).isEqualTo(GrantType.CLIENT_CREDENTIALS);
        assertThat(provider.endpoints())
                .isEqualTo(onlyToken("https://auth-" + region + ".eq.movio.co/oauth/token"));
        assertThat(provider.clientAuthentication())
                .isEqualTo(ClientAuthentication.CLIENT_SECRET_BASIC);
        assertThat(provider.scope()).isNull();
        assertThat(provider.audience())
                .isEqualTo("https://exhibitor-api." + region + ".eks.movio.co");
        assertThat(provider.region()).isEqualTo(region);
        assertThat(headers(provider)).isEqualTo(Map.of("Authorization", "Bearer tok"));
        assertThat(provider.timing().defaultLifetime()).hasSeconds(86400);
        assertThat(provider.allowedHosts().hosts())
                .containsExactly("exhibitor-api." + region + ".eks.movio.co");
    }

    @Test
    void filmmakers_clientCredentials_isAsInTheTable() {
        Provider provider = provider("filmmakers", "clientId=c", "clientSecret=s");

        assertThat(provider.grant()).isEqualTo(GrantType.CLIENT_CREDENTIALS);
        assertThat(provider.endpoints()).isEqualTo(filmmakersEndpoints());
        assertThat(provider.clientAuthentication())
                .isEqualTo(ClientAuthentication.CLIENT_SECRET_POST);
        assertThat(provider.introspectionAuthentication())
                .isEqualTo(ClientAuthentication.CLIENT_SECRET_BASIC_PLAIN);
        assertThat(provider.scope()).isEqualTo("public");
        assertThat(provider.audience()).isNull();
        assertThat(headers(provider)).isEqualTo(Map.of("Authorization", "Bearer tok"));
        assertThat(provider.timing().defaultLifetime()).hasSeconds(7200);
        assertThat(provider.allowedHosts().hosts()).containsExactly("www.filmmakers.eu");
    }

    @Test
    void filmmakers_apiKey_goesIntoTheTokenScheme() {
        Provider provider = provider("filmmakers", "apiKey=k1");

        assertThat(provider.grant()).isEqualTo(GrantType.API_KEY);
        assertThat(headers(provider)).isEqualTo(Map.of("Authorization", "Token token=k1"));
        assertThat(provider.headers()).noneMatch(HeaderTemplate::needsToken);
        assertThat(provider.allowedHosts().hosts()).containsExactly("www.filmmakers.eu");
    }

    @Test
    void filmmakers_apiKeyAndNamedGrant_isTheNamedGrant() {
        Provider provider =
                provider(
                        "filmmakers",
                        "apiKey=k1",
                        "clientId=c",
                        "clientSecret=s",
                        "grantType=client_credentials");

        assertThat(headers(provider)).isEqualTo(Map.of("Authorization", "Bearer tok"));
    }

    @Test
    void mxo_server_drivesIssuerAndHost() {
        Provider provider = provider("mxo", "server=myoneserver", "clientId=c", "clientSecret=s");

        assertThat(provider.grant()).isEqualTo(GrantType.CLIENT_CREDENTIALS);
        assertThat(provider.endpoints())
                .isEqualTo(onlyToken("https://myoneserver.thunderhead.com/one/oauth2token"));
        assertThat(provider.clientAuthentication())
                .isEqualTo(ClientAuthentication.CLIENT_SECRET_BASIC_PLAIN);
        assertThat(provider.scope()).isNull();
        assertThat(provider.audience()).isNull();
        assertThat(headers(provider)).isEqualTo(Map.of("Authorization", "Bearer tok"));
        assertThat(provider.timing().defaultLifetime()).hasSeconds(299);
        assertThat(provider.allowedHosts().hosts()).containsExactly("myoneserver.thunderhead.com");
    }

    @Test
    void mediaValet_authorizationCode_isAsInTheTable() {
        Provider provider =
                provider(
                        "mediavalet",
                        "clientId=c",
                        "clientSecret=s",
                        "subscriptionKey=sub",
                        "redirectUri=https://app.example/cb");

        assertThat(provider.grant()).isEqualTo(GrantType.AUTHORIZATION_CODE);
        assertThat(provider.endpoints()).isEqualTo(mediaValetEndpoints());
        assertThat(provider.clientAuthentication())
                .isEqualTo(ClientAuthentication.CLIENT_SECRET_POST);
        assertThat(provider.scope()).isEqualTo("openid api offline_access");
        assertThat(provider.audience()).isNull();
        assertThat(headers(provider))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Authorization", "Bearer tok", "Ocp-Apim-Subscription-Key", "sub"));
        assertThat(provider.timing().defaultLifetime()).hasSeconds(3600);
        assertThat(provider.allowedHosts().hosts()).containsExactly("api.mediavalet.com");
    }

    @Test
    void mediaValet_usernameAndPassword_isThePasswordGrant() {
        Provider provider =
                provider(
                        "mediavalet",
                        "clientId=c",
                        "clientSecret=s",
                        "subscriptionKey=sub",
                        "username=u",
                        "password=p");

        assertThat(provider.grant()).isEqualTo(GrantType.PASSWORD);
    }

    @Test
    void timing_ofAnyPreset_isTheContractsDefault() {
        Timing timing = provider("filmmakers", "clientId=c", "clientSecret=s").timing();

        assertThat(timing.refreshAhead()).isNull();
        assertThat(timing.expiryMargin()).isNull();
        assertThat(timing.requestTimeout()).hasSeconds(10);
        assertThat(timing.maxAttempts()).isEqualTo(3);
    }

    @Test
    void preset_namedByAnotherProvider_givesItsDefaultsUnderThatName() {
        Provider provider =
                provider("odeon-uk", "preset=movio", "region=eu", "clientId=c", "clientSecret=s");

        assertThat(provider.name()).isEqualTo("odeon-uk");
        assertThat(provider.endpoints().token())
                .hasToString("https://auth-eu.eq.movio.co/oauth/token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../presets/movio", "movio.properties", "", "mo vio", "/movio", "nosuch"})
    void find_nameThatIsNoPreset_isEmpty(String name) {
        assertThat(PRESETS.find(name)).isEmpty();
    }

    @Test
    void preset_ofTheUsersOwn_isReadFromOneFile() {
        Preset preset =
                read(
                        """
                        tokenEndpoint=https://{server}.idp.example/token
                        grant.api_key.headers[X-Key]={apiKey}
                        headers.X-Client={clientId}
                        pattern.server=[a-z]+
                        required=server,clientId | username + password
                        """);

        assertThat(preset.settingsFor(GrantType.API_KEY).map(OptionMap.HEADERS))
                .containsOnlyKeys("X-Client", "X-Key");
        assertThat(preset.settingsFor(GrantType.PASSWORD).map(OptionMap.HEADERS))
                .containsOnlyKeys("X-Client");
        assertThat(preset.patterns()).containsEntry(Option.SERVER, "[a-z]+");
        assertThat(preset.required()).hasSize(2);
        assertThat(preset.required().get(1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokenEndpiont=x",
                "pattern.regionn=x",
                "grant.pasword.scope=x",
                "grant.password.scopee=x",
                "header[X]=x",
                "required=clientId,clientSecrt"
            })
    void preset_withAMisspeltKey_isRefusedByName(String line) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Preset mine has an unknown key");
    }

    private static Preset read(String file) {
        Presets presets =
                new Presets(
                        path ->
                                path.equals("META-INF/mxauth/presets/mine.properties")
                                        ? new ByteArrayInputStream(
                                                file.getBytes(StandardCharsets.UTF_8))
                                        : null);
        return presets.find("mine").orElseThrow();
    }

    private static Endpoints filmmakersEndpoints() {
        return new Endpoints(
                URI.create("https://www.filmmakers.eu/oauth/token"),
                null,
                URI.create("https://www.filmmakers.eu/oauth/introspect"),
                null,
                null,
                null,
                URI.create("https://www.filmmakers.eu/.well-known/openid-configuration"));
    }

    private static Endpoints mediaValetEndpoints() {
        return new Endpoints(
                URI.create("https://login.mediavalet.com/connect/token"),
                URI.create("https://login.mediavalet.com/connect/authorize"),
                URI.create("https://login.mediavalet.com/connect/introspect"),
                URI.create("https://login.mediavalet.com/connect/revocation"),
                URI.create("https://login.mediavalet.com/.well-known/openid-configuration/jwks"),
                "https://iam.mediavalet.com",
                URI.create("https://login.mediavalet.com/.well-known/openid-configuration"));
    }

    private static Endpoints onlyToken(String url) {
        return new Endpoints(URI.create(url), null, null, null, null, null, null);
    }

    private static Map<String, @Nullable String> headers(Provider provider) {
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        provider.headers()
                .forEach(h -> headers.put(h.name(), Objects.requireNonNull(h.render("tok"))));
        return headers;
    }
}
