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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class SandboxTest {

    private final Sandbox sandbox;

    SandboxTest(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Test
    void provider_unknown_listsTheNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.provider("netflix"))
                .withMessageContaining("netflix")
                .withMessageContaining(
                        "[moviexchange, movio-eu, movio-us, filmmakers, mxo, mediavalet]");
    }

    @Test
    void setting_unknown_listsTheNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.provider("mxo").setting("scope"))
                .withMessageContaining("token-endpoint");
    }

    @Test
    void settings_areFlat() {
        assertThat(sandbox.settings())
                .containsEntry("sandbox.movio-us.client-id", "sandbox-movio-us-client")
                .containsEntry("sandbox.mediavalet.issuer", "https://iam.mediavalet.com")
                .containsKeys("sandbox.filmmakers.api-key", "sandbox.mxo.api-host");
        for (SandboxProvider provider : sandbox.providers()) {
            assertThat(provider.settings())
                    .containsKeys("token-endpoint", "api", "api-host", "client-id");
            URI api = URI.create(provider.setting("api"));
            assertThat(api.getHost() + ":" + api.getPort()).isEqualTo(provider.setting("api-host"));
        }
    }

    @Test
    void secret_changed_isTheOnlyOneAccepted() {
        SandboxProvider movio = sandbox.provider("movio-us");
        Map<String, String> form = Calls.form(movio);
        String[] old = Calls.headers(movio);
        String issued = Client.bearer(Calls.token(movio));
        movio.change("client-secret", "rotated");

        assertThat(Client.post(movio.setting("token-endpoint"), form, old).statusCode())
                .isEqualTo(401);
        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
        assertThat(Calls.api(movio, issued).statusCode()).isEqualTo(202);
        assertThat(sandbox.settings()).containsEntry("sandbox.movio-us.client-secret", "rotated");
    }

    @Test
    void url_cannotBeChanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.provider("mxo").change("token-endpoint", "x"))
                .withMessageContaining("[client-id, client-secret]");
    }

    @Test
    void reset_bringsEverythingBack() {
        SandboxProvider mx = sandbox.provider("moviexchange");
        String bearer = Client.bearer(Calls.token(mx));
        String secret = mx.setting("client-secret");
        mx.change("client-secret", "other");
        mx.tokenFaults().refuse(Integer.MAX_VALUE, 500);
        mx.apiFaults().delay(Duration.ofHours(1));
        mx.tokenLifetime(Duration.ofSeconds(5));
        mx.expiresIn("\"soon\"");
        mx.issueRefreshTokens(false);

        sandbox.reset();

        assertThat(mx.setting("client-secret")).isEqualTo(secret);
        assertThat(mx.requests()).isEmpty();
        assertThat(mx.tokenRequests()).isZero();
        assertThat(Calls.api(mx, bearer).statusCode()).isEqualTo(401);
        var token = Calls.token(mx);
        assertThat(Client.json(token).get("expires_in").asInt()).isEqualTo(43200);
        assertThat(Client.json(token).has("refresh_token")).isTrue();
    }

    @Test
    void requests_areCountedAndRecorded() {
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        var token = Calls.token(filmmakers);
        Calls.token(filmmakers, Map.of("grant_type", "x"));
        Calls.api(filmmakers, Client.bearer(token));
        Client.get(filmmakers.setting("discovery-uri"));

        assertThat(filmmakers.tokenRequests()).isEqualTo(2);
        assertThat(filmmakers.apiRequests()).isEqualTo(1);
        assertThat(filmmakers.requests())
                .extracting(RecordedRequest::toString)
                .containsExactly(
                        "POST /oauth/token 200",
                        "POST /oauth/token 400",
                        "GET /api/v1/actor_profiles 200",
                        "GET /.well-known/openid-configuration 200");
        RecordedRequest first = filmmakers.requests().get(0);
        assertThat(first.provider()).isEqualTo("filmmakers");
        assertThat(first.form())
                .containsEntry("client_secret", filmmakers.setting("client-secret"));
        assertThat(first.header("content-TYPE")).isEqualTo(Client.FORM);
        assertThat(first.header("Authorization")).isNull();

        filmmakers.clearRequests();
        assertThat(filmmakers.requests()).isEmpty();
        assertThat(filmmakers.tokenRequests()).isZero();
    }

    @Test
    void path_unknown_is404() {
        String host = sandbox.provider("mxo").setting("api-host");

        assertThat(Client.get("http://" + host + "/one/oauth2tokens").statusCode()).isEqualTo(404);
    }

    @Test
    void connection_isKeptAlive() throws IOException {
        SandboxProvider movio = sandbox.provider("movio-eu");
        URI url = URI.create(movio.setting("token-endpoint"));
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                String request =
                        "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(in)).isEqualTo("HTTP/1.1 400 Bad Request");
            }
        }
        assertThat(movio.tokenRequests()).isEqualTo(3);
    }

    @Test
    void start_withFirstPort_countsUp() throws IOException {
        int first = freeRange();
        try (Sandbox own = Sandbox.start(first)) {
            assertThat(own.provider("moviexchange").setting("token-endpoint"))
                    .isEqualTo("http://127.0.0.1:" + first + "/connect/token");
            assertThat(own.provider("mediavalet").setting("api-host"))
                    .isEqualTo("127.0.0.1:" + (first + 9));
            assertThat(own.control()).isEqualTo(URI.create("http://127.0.0.1:" + (first + 10)));
        }
    }

    @Test
    void start_onTakenPort_namesIt() {
        int taken = URI.create(sandbox.provider("mxo").setting("api")).getPort();

        assertThatThrownBy(() -> Sandbox.start(taken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(taken));
    }

    @Test
    void close_twice_isHarmless() {
        Sandbox own = Sandbox.start();
        own.close();
        own.close();

        assertThatThrownBy(() -> Calls.token(own.provider("mxo")))
                .isInstanceOf(UncheckedIOException.class);
    }

    /** Reads one answer to the end of its body; returns its first line. */
    private static String answer(BufferedReader in) throws IOException {
        String first = Objects.requireNonNull(in.readLine());
        int length = 0;
        String line = Objects.requireNonNull(in.readLine());
        while (!line.isEmpty()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
            line = Objects.requireNonNull(in.readLine());
        }
        for (int i = 0; i < length; i++) {
            assertThat(in.read()).isNotNegative();
        }
        return first;
    }

    private static int freeRange() {
        return IntStream.iterate(21_000, port -> port + 11)
                .filter(first -> IntStream.range(first, first + 11).allMatch(SandboxTest::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
