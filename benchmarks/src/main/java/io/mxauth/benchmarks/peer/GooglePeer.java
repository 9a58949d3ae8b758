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

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2Credentials;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/**
 * google-auth's {@code OAuth2Credentials} with a token request of ours, and its adapter for Google's
 * HTTP client. Recommended: margins that fit the lifetime (the defaults are 3 min and 3 min 45 s).
 */
final class GooglePeer implements Peer {

    private final boolean recommended;

    GooglePeer(boolean recommended) {
        this.recommended = recommended;
    }

    @Override
    public String name() {
        return "google-auth";
    }

    @Override
    public String cacheEntry() {
        return "com.google.auth.oauth2.OAuth2Credentials$OAuthValue";
    }

    @Override
    public String configuration() {
        return recommended ? "recommended: margins" : "default";
    }

    private OAuth2Credentials credentials(Target target) {
        TokenRequest request = new TokenRequest(TokenRequest.httpClient(), target);
        return recommended
                ? new Credentials(request, target.ahead(), target.margin())
                : new Credentials(request);
    }

    @Override
    public Resolver resolver(Target target) {
        OAuth2Credentials credentials = credentials(target);
        return () -> {
            List<String> values = credentials.getRequestMetadata(target.api()).get("Authorization");
            return Objects.requireNonNull(values).get(0);
        };
    }

    @Override
    public Caller caller(Target target) {
        return calling(
                target,
                new NetHttpTransport()
                        .createRequestFactory(new HttpCredentialsAdapter(credentials(target))));
    }

    @Override
    public Caller plainCaller(Target target) {
        return calling(target, new NetHttpTransport().createRequestFactory());
    }

    private static Caller calling(Target target, HttpRequestFactory requests) {
        return path -> {
            HttpResponse response =
                    requests.buildGetRequest(new GenericUrl(target.api() + path))
                            .setThrowExceptionOnExecuteError(false)
                            .execute();
            try {
                response.getContent().readAllBytes();
                return response.getStatusCode();
            } finally {
                response.disconnect();
            }
        };
    }

    /** Credentials that ask the issuer of the benchmark. */
    private static final class Credentials extends OAuth2Credentials {

        @Serial private static final long serialVersionUID = 1;

        private final transient TokenRequest request;

        Credentials(TokenRequest request) {
            this.request = request;
        }

        Credentials(TokenRequest request, Duration refreshMargin, Duration expirationMargin) {
            super(null, refreshMargin, expirationMargin);
            this.request = request;
        }

        @Override
        public AccessToken refreshAccessToken() throws IOException {
            try {
                TokenRequest.Answer answer = request.send().join();
                Long seconds = answer.seconds();
                Date end = seconds == null ? null : Date.from(Instant.now().plusSeconds(seconds));
                return new AccessToken(answer.token(), end);
            } catch (CompletionException e) {
                throw new IOException(e);
            }
        }
    }
}
