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
import static io.mxauth.sandbox.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
class FilmmakersApiTest {

    private final SandboxProvider filmmakers;

    FilmmakersApiTest(Sandbox sandbox) {
        filmmakers = sandbox.provider("filmmakers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Token token=%s", "Token token=\"%s\""})
    void apiKey_right_isAccepted(String header) {
        String key = filmmakers.setting("api-key");

        assertThat(Calls.api(filmmakers, header.formatted(key)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Token token=wrong",
                "Token key",
                "token token=x",
                "Basic eDp5",
                "Token x=y"
            })
    void apiKey_wrong_isDeniedInText(String header) {
        var response = Calls.api(filmmakers, header);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("HTTP Token: Access denied.\n");
        assertThat(response.headers().firstValue("Content-Type")).get().asString().contains("text");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValue("Token realm=\"Application\"");
    }

    @Test
    void apiKeyAndBearer_together_areDenied() {
        var response =
                Client.get(
                        filmmakers.setting("api"),
                        "Authorization",
                        Client.bearer(Calls.token(filmmakers)),
                        "Authorization",
                        "Token token=" + filmmakers.setting("api-key"));

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void bearer_wrong_isInvalidToken() {
        var response = Calls.api(filmmakers, "Bearer wrong");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .contains("error=\"invalid_token\"");
    }

    @Test
    void profiles_firstPage_leadsToOthers() {
        var response = profiles("?page=2&per_page=250");

        assertThat(json(response)).hasSize(250);
        assertThat(response.headers().firstValue("Total")).hasValue("600");
        assertThat(response.headers().firstValue("Per-Page")).hasValue("250");
        assertThat(response.headers().firstValue("Link"))
                .get()
                .asString()
                .contains("page=1&per_page=250>; rel=\"prev\"")
                .contains("page=3&per_page=250>; rel=\"next\"");
        assertThat(json(profiles("?page=3"))).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?per_page=1001", "?per_page=0", "?page=x"})
    void profiles_ofImpossiblePage_are400(String query) {
        assertThat(profiles(query).statusCode()).isEqualTo(400);
    }

    @Test
    void profile_mergedOrDeleted_isGone() {
        assertThat(profiles("/123").statusCode()).isEqualTo(410);
        assertThat(json(profiles("/123")).get("new_id").asInt()).isEqualTo(456);
        assertThat(text(profiles("/124"), "status")).isEqualTo("deleted");
        assertThat(profiles("/456").statusCode()).isEqualTo(200);
        assertThat(profiles("/7").statusCode()).isEqualTo(404);
    }

    @Test
    void head_isAnsweredWithoutBody() {
        String key = "Token token=" + filmmakers.setting("api-key");
        var response = Client.send("HEAD", filmmakers.setting("api"), "", "Authorization", key);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Total")).hasValue("600");
    }

    private HttpResponse<String> profiles(String rest) {
        String key = "Token token=" + filmmakers.setting("api-key");
        return Client.get(filmmakers.setting("api") + rest, "Authorization", key);
    }
}
