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

import static io.mxauth.camel.provider.GivenProvider.provider;
import static io.mxauth.camel.provider.GivenProvider.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A preset with an issuer on another host loses all that could send staging secrets to production. */
class ForeignIssuerTest {

    private static final String[] MEDIAVALET = {
        "clientId=c", "clientSecret=s", "subscriptionKey=k", "username=u", "password=p"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.staging.example/connect/token",
                "https://login.mediavalet.com.evil.example/connect/token",
                "https://mediavalet.com/connect/token",
                "http://127.0.0.1:8080/connect/token"
            })
    void tokenEndpoint_onAnotherHost_unsetsThePresetsOthers(String url) {
        Endpoints endpoints =
                provider("mediavalet", with(MEDIAVALET, "tokenEndpoint=" + url)).endpoints();

        assertThat(endpoints.token()).hasToString(url);
        assertThat(endpoints.authorization()).isNull();
        assertThat(endpoints.introspection()).isNull();
        assertThat(endpoints.revocation()).isNull();
        assertThat(endpoints.jwks()).isNull();
        assertThat(endpoints.issuer()).isNull();
        assertThat(endpoints.discovery()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.mediavalet.com/v2/token",
                "https://LOGIN.mediavalet.com/connect/token",
                "HTTPS://login.mediavalet.com/connect/token"
            })
    void tokenEndpoint_onTheSameHost_keepsThePresetsOthers(String url) {
        Endpoints endpoints =
                provider("mediavalet", with(MEDIAVALET, "tokenEndpoint=" + url)).endpoints();

        assertThat(endpoints.token()).hasToString(url);
        assertThat(endpoints.revocation())
                .hasToString("https://login.mediavalet.com/connect/revocation");
        assertThat(endpoints.issuer()).isEqualTo("https://iam.mediavalet.com");
        assertThat(endpoints.discovery()).isNotNull();
    }

    @Test
    void tokenEndpoint_onAnotherHost_keepsWhatTheUserSet() {
        Endpoints endpoints =
                provider(
                                "mediavalet",
                                with(
                                        MEDIAVALET,
                                        "tokenEndpoint=https://s.example/token",
                                        "revocationEndpoint=https://s.example/revoke",
                                        "issuer=https://iam.s.example"))
                        .endpoints();

        assertThat(endpoints.revocation()).hasToString("https://s.example/revoke");
        assertThat(endpoints.issuer()).isEqualTo("https://iam.s.example");
        assertThat(endpoints.introspection()).isNull();
    }

    @Test
    void tokenEndpoint_withTheRegionFilledIn_isCompared() {
        String[] movio = {"region=eu", "clientId=c", "clientSecret=s"};

        assertThat(
                        provider(
                                        "movio",
                                        with(
                                                movio,
                                                "tokenEndpoint=https://auth-{region}.eq.movio.co/v2"))
                                .endpoints()
                                .token())
                .hasToString("https://auth-eu.eq.movio.co/v2");
    }

    @Test
    void discoveryUri_onAnotherHost_unsetsThePresetsTokenEndpoint() {
        Endpoints endpoints =
                provider(
                                "mediavalet",
                                with(MEDIAVALET, "discoveryUri=https://s.example/.well-known/x"))
                        .endpoints();

        assertThat(endpoints.token()).isNull();
        assertThat(endpoints.revocation()).isNull();
        assertThat(endpoints.discovery()).hasToString("https://s.example/.well-known/x");
    }
}
