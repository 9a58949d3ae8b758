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
package io.mxauth.sandbox;

import static io.mxauth.sandbox.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class MovieXchangeApiTest {

    private final SandboxProvider mx;

    MovieXchangeApiTest(Sandbox sandbox) {
        mx = sandbox.provider("moviexchange");
    }

    @Test
    void api_givenBothHeaders_answersChains() {
        var response = Calls.api(mx, Client.bearer(Calls.token(mx)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get(0).get("countryCode").asText()).isEqualTo("NZ");
        assertThat(json(response).get(0).path("configuration").has("bookingEdits")).isTrue();
        assertThat(response.headers().firstValue("Mx-Correlation-Id")).isPresent();
    }

    @Test
    void api_withoutSecret_is401() {
        String bearer = Client.bearer(Calls.token(mx));

        assertThat(Client.get(mx.setting("api"), "Authorization", bearer).statusCode())
                .isEqualTo(401);
    }

    @Test
    void api_withWrongToken_is401() {
        assertThat(Calls.api(mx, "Bearer wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void api_givenAuthorizationTwice_is401() {
        String bearer = Client.bearer(Calls.token(mx));
        var response =
                Client.get(
                        mx.setting("api"),
                        "Authorization",
                        bearer,
                        "Authorization",
                        bearer,
                        "MX-Api-Client-Secret",
                        mx.setting("client-secret"));

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void api_askedForUnknownChain_answersErrorCode() {
        var response =
                Client.get(
                        mx.setting("api") + "/none",
                        "Authorization",
                        Client.bearer(Calls.token(mx)),
                        "MX-Api-Client-Secret",
                        mx.setting("client-secret"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("errorCode").asInt()).isEqualTo(40001);
    }
}
