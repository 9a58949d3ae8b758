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

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token cache of Quarkus' OIDC client around the least {@code OidcClient}; calls are made by the
 * JDK's HTTP client, as its own needs a Quarkus application. Recommended: a time skew that fits the
 * lifetime (the default is none).
 */
final class QuarkusPeer implements Peer {

    private final boolean recommended;

    QuarkusPeer(boolean recommended) {
        this.recommended = recommended;
    }

    @Override
    public String name() {
        return "Quarkus TokensHelper";
    }

    @Override
    public String cacheEntry() {
        return "io.quarkus.oidc.client.Tokens";
    }

    @Override
    public String configuration() {
        return recommended ? "recommended: time skew" : "default";
    }

    @Override
    public Resolver resolver(Target target) {
        OidcClient client =
                new Client(
                        new TokenRequest(TokenRequest.httpClient(), target),
                        recommended ? target.margin() : null);
        TokensHelper tokens = new TokensHelper();
        return () -> "Bearer " + tokens.getTokens(client).await().indefinitely().getAccessToken();
    }

    @Override
    public Caller caller(Target target) {
        Resolver resolver = resolver(target);
        HttpClient http = TokenRequest.httpClient();
        return path ->
                send(http, request(target, path).header("Authorization", resolver.authorization()));
    }

    @Override
    public Caller plainCaller(Target target) {
        HttpClient http = TokenRequest.httpClient();
        return path -> send(http, request(target, path));
    }

    private static HttpRequest.Builder request(Target target, String path) {
        return HttpRequest.newBuilder(target.api().resolve(path));
    }

    private static int send(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    }

    private record Client(TokenRequest request, @Nullable Duration skew) implements OidcClient {

        @Override
        public Uni<Tokens> getTokens(Map<String, String> parameters) {
            return Uni.createFrom().completionStage(() -> request.send().thenApply(this::tokens));
        }

        private Tokens tokens(TokenRequest.Answer answer) {
            Long seconds = answer.seconds();
            Long end = seconds == null ? null : Instant.now().getEpochSecond() + seconds;
            return new Tokens(answer.token(), end, skew, null, null, null, "bench");
        }

        @Override
        public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> parameters) {
            return getTokens(parameters);
        }

        @Override
        public Uni<Boolean> revokeAccessToken(String token, Map<String, String> parameters) {
            return Uni.createFrom().item(false);
        }

        @Override
        public void close() {}
    }
}
