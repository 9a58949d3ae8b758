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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {

    private final MovingClock clock = new MovingClock();
    private final Sandbox sandbox = Sandbox.start(0, clock);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"moviexchange", "movio-eu", "movio-us", "filmmakers", "mxo", "mediavalet"})
    void token_afterItsLifetime_isRefused(String name) {
        SandboxProvider provider = sandbox.provider(name);
        provider.tokenLifetime(Duration.ofSeconds(20));
        var token = Calls.token(provider);
        String bearer = Client.bearer(token);

        assertThat(Client.json(token).get("expires_in").asInt()).isEqualTo(20);
        clock.move(Duration.ofMillis(19_999));
        assertThat(Calls.api(provider, bearer).statusCode()).isBetween(200, 202);
        clock.move(Duration.ofMillis(1));
        assertThat(Calls.api(provider, bearer).statusCode()).isEqualTo(401);
    }

    @Test
    void mxo_afterLifetime_quotesTheExpiredToken() {
        SandboxProvider mxo = sandbox.provider("mxo");
        String bearer = Client.bearer(Calls.token(mxo));
        clock.move(Duration.ofSeconds(299));

        assertThat(Client.text(Calls.api(mxo, bearer), "error_description"))
                .isEqualTo("Access token expired: " + bearer.substring("Bearer ".length()));
    }

    @Test
    void filmmakers_afterLifetime_saysExpired() {
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        String bearer = Client.bearer(Calls.token(filmmakers));
        clock.move(Duration.ofHours(2));

        assertThat(Calls.api(filmmakers, bearer).headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .contains("The access token expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"299\"", "0", "-1", "12.7", "\"soon\"", "1e400", "null"})
    void expiresIn_raw_isSentAsItIs(String raw) {
        SandboxProvider movio = sandbox.provider("movio-us");
        movio.expiresIn(raw);
        var token = Calls.token(movio);

        assertThat(token.body()).contains("\"expires_in\":" + raw);
        assertThat(Calls.api(movio, Client.bearer(token)).statusCode()).isEqualTo(202);
    }

    @Test
    void expiresIn_null_isLeftOut() {
        SandboxProvider movio = sandbox.provider("movio-us");
        movio.expiresIn(null);

        assertThat(Client.json(Calls.token(movio)).has("expires_in")).isFalse();
    }
}
