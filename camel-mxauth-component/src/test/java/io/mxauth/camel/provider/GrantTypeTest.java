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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    apiKey=a username=b redirectUri=c refreshToken=d clientId=e | API_KEY
                    username=b redirectUri=c refreshToken=d clientId=e          | PASSWORD
                    redirectUri=c refreshToken=d clientId=e                     | AUTHORIZATION_CODE
                    refreshToken=d clientId=e                                   | REFRESH_TOKEN
                    clientId=e clientSecret=f                                   | CLIENT_CREDENTIALS
                    password=p clientId=e                                       | CLIENT_CREDENTIALS
                    """)
    void grant_notNamed_isSuggestedByTheCredentialsInOrder(String options, GrantType expected) {
        assertThat(GrantType.suggestedBy(GivenProvider.settings(options.split(" "))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"client_credentials, CLIENT_CREDENTIALS", "PASSWORD, PASSWORD", "Api_Key, API_KEY"})
    void grant_named_isReadInAnyCase(String name, GrantType expected) {
        assertThat(GrantType.of(name)).contains(expected);
    }
}
