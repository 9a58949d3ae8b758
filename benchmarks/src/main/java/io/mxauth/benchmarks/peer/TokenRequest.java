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
package io.mxauth.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A token request by the JDK's HTTP client, for the peers that leave it to their user. */
final class TokenRequest {

    /** As long as the component gives a whole fetch. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final HttpRequest request;

    /**
     * What the issuer gave.
     *
     * @param seconds its lifetime, or null where the answer has none
     */
    record Answer(String token, @Nullable Long seconds) {}

    TokenRequest(HttpClient client, Target target) {
        this.client = client;
        String credentials = target.clientId() + ":" + Target.SECRET;
        this.request =
                HttpRequest.newBuilder(target.tokenEndpoint())
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build();
    }

    static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    CompletableFuture<Answer> send() {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(TokenRequest::read);
    }

    private static Answer read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new UncheckedIOException(new IOException("HTTP " + response.statusCode()));
        }
        try {
            JsonNode json = JSON.readTree(response.body());
            JsonNode seconds = json.get("expires_in");
            return new Answer(
                    json.get("access_token").asText(), seconds == null ? null : seconds.asLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
