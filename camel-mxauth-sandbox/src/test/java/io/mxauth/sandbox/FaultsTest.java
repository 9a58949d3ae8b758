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
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class FaultsTest {

    private final Sandbox sandbox;
    private final SandboxProvider movio;

    FaultsTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.movio = sandbox.provider("movio-us");
    }

    @Test
    void refuse_nTimes_thenAnswers() {
        movio.tokenFaults().refuse(2, 503);

        assertThat(Calls.token(movio).statusCode()).isEqualTo(503);
        assertThat(Calls.token(movio).statusCode()).isEqualTo(503);
        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
        assertThat(movio.tokenRequests()).isEqualTo(3);
    }

    @Test
    void refuse_withHeadersAndBody_sendsThem() {
        movio.tokenFaults()
                .refuse(
                        1,
                        429,
                        Map.of("Retry-After", "7", "content-type", "text/plain"),
                        "Too many requests");
        var response = Calls.token(movio);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(response.body()).isEqualTo("Too many requests");
    }

    @Test
    void refuse_forEver_endsWithClear() {
        movio.tokenFaults().refuse(Integer.MAX_VALUE, 500);
        for (int i = 0; i < 5; i++) {
            assertThat(Calls.token(movio).statusCode()).isEqualTo(500);
        }
        movio.tokenFaults().clear();

        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
    }

    @Test
    void faults_queued_areUsedInOrder() {
        movio.tokenFaults().refuse(1, 500).garbage(1, "<html>").refuse(1, 502);

        assertThat(Calls.token(movio).statusCode()).isEqualTo(500);
        assertThat(Calls.token(movio).body()).isEqualTo("<html>");
        assertThat(Calls.token(movio).statusCode()).isEqualTo(502);
        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
    }

    @Test
    void faults_ofOneEndpoint_leaveOthersAlone() {
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        filmmakers.apiFaults().refuse(1, 502);
        filmmakers.otherFaults().refuse(1, 503);
        var token = Calls.token(filmmakers);

        assertThat(token.statusCode()).isEqualTo(200);
        assertThat(Calls.api(filmmakers, Client.bearer(token)).statusCode()).isEqualTo(502);
        assertThat(Client.get(filmmakers.setting("discovery-uri")).statusCode()).isEqualTo(503);
        assertThat(Calls.token(sandbox.provider("movio-eu")).statusCode()).isEqualTo(200);
    }

    @Test
    void times_zero_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> movio.apiFaults().drop(0));
    }

    @Test
    void oversized_isWellFormedAndThatLarge() {
        movio.tokenFaults().oversized(1, 3_000_000);
        var response = Calls.token(movio);

        assertThat(response.body()).hasSize(3_000_000);
        assertThat(Client.text(response, "token_type")).isEqualTo("Bearer");
    }

    @Test
    void redirect_keepsMethod() {
        movio.tokenFaults().redirect(1, "http://127.0.0.1:1/elsewhere");
        var response = Calls.token(movio);

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location"))
                .hasValue("http://127.0.0.1:1/elsewhere");
    }

    @Test
    void drop_givesNoAnswer() {
        movio.tokenFaults().drop(1);

        assertThatThrownBy(() -> Calls.token(movio)).isInstanceOf(UncheckedIOException.class);
        assertThat(movio.requests().get(0).status()).isZero();
        assertThat(Calls.token(movio).statusCode()).isEqualTo(200);
    }

    @Test
    void cutOff_spoilsAnswerWhoseWorkIsDone() {
        SandboxProvider mx = sandbox.provider("moviexchange");
        Map<String, String> refresh =
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", Client.text(Calls.token(mx), "refresh_token"),
                        "client_id", mx.setting("client-id"));
        mx.tokenFaults().cutOff(1);

        assertThatThrownBy(() -> Calls.token(mx, refresh))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(Client.error(Calls.token(mx, refresh))).isEqualTo("400 invalid_grant");
    }

    @Test
    void dribble_sendsAllOfIt() {
        movio.tokenFaults().dribble(1, Duration.ofNanos(1000));
        var token = Calls.token(movio);

        assertThat(Calls.api(movio, Client.bearer(token)).statusCode()).isEqualTo(202);
    }

    @Test
    void dribble_takesItsTime() {
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        filmmakers.otherFaults().dribble(1, Duration.ofHours(1));
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(
                        () -> Client.get(filmmakers.setting("discovery-uri")));
        await().until(() -> filmmakers.requests().stream().anyMatch(r -> r.status() == 200));

        assertThat(slow).isNotDone();
        filmmakers.otherFaults().clear();
        assertThat(Client.json(slow.join()).has("issuer")).isTrue();
    }

    @Test
    void delay_holdsEveryRequestUntilCleared() {
        movio.tokenFaults().delay(Duration.ofHours(1));
        var first = CompletableFuture.supplyAsync(() -> Calls.token(movio));
        var second = CompletableFuture.supplyAsync(() -> Calls.token(movio));
        await().until(() -> movio.tokenRequests() == 2);

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        movio.tokenFaults().clear();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
    }

    @Test
    void delay_short_isKept() {
        movio.tokenFaults().delay(Duration.ofMillis(100));
        long start = System.nanoTime();
        Calls.token(movio);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(99));
    }

    @Test
    void hang_endsWithoutAnswerWhenCleared() {
        movio.tokenFaults().hang(1);
        var hanging = CompletableFuture.supplyAsync(() -> Calls.token(movio));
        await().until(() -> movio.tokenRequests() == 1);

        assertThat(hanging).isNotDone();
        movio.tokenFaults().clear();
        assertThatThrownBy(hanging::join).hasCauseInstanceOf(UncheckedIOException.class);
    }

    @Test
    void hang_endsWhenSandboxCloses() {
        CompletableFuture<HttpResponse<String>> hanging;
        try (Sandbox own = Sandbox.start()) {
            SandboxProvider mxo = own.provider("mxo");
            mxo.tokenFaults().hang(1);
            hanging = CompletableFuture.supplyAsync(() -> Calls.token(mxo));
            await().until(() -> mxo.tokenRequests() == 1);
        }
        assertThatThrownBy(hanging::join).hasCauseInstanceOf(UncheckedIOException.class);
    }
}
