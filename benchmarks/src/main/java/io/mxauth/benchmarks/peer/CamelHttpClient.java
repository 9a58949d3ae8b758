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

import java.io.IOException;
import org.apache.camel.component.http.OAuth2ClientConfigurer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * The HTTP client of camel-http with its OAuth 2.0 configurer, where calls of the API are answered
 * without sending anything over their connection. camel-http has no call that resolves a token and does nothing else:
 * the difference to the same client without the configurer is what it costs.
 */
public final class CamelHttpClient implements AutoCloseable {

    private static final long DEFAULT_EXPIRY_SECONDS = 3600;
    private static final long DEFAULT_MARGIN_SECONDS = 5;
    private static final int OK = 200;
    private static final int NOT_AS_EXPECTED = 500;

    private final CloseableHttpClient client;
    private final String uri;

    private CamelHttpClient(CloseableHttpClient client, String uri) {
        this.client = client;
        this.uri = uri;
    }

    public static CamelHttpClient open(Target target, boolean authenticated) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        String tokens = target.tokenEndpoint().getPath();
        builder.setRequestExecutor(
                new HttpRequestExecutor() {
                    @Override
                    public ClassicHttpResponse execute(
                            ClassicHttpRequest request,
                            HttpClientConnection connection,
                            HttpResponseInformationCallback information,
                            HttpContext context)
                            throws IOException, HttpException {
                        if (tokens.equals(request.getPath())) {
                            return super.execute(request, connection, information, context);
                        }
                        boolean expected = request.containsHeader("Authorization") == authenticated;
                        return new BasicClassicHttpResponse(expected ? OK : NOT_AS_EXPECTED);
                    }
                });
        if (authenticated) {
            new OAuth2ClientConfigurer(
                            target.clientId(),
                            Target.SECRET,
                            target.tokenEndpoint().toString(),
                            null,
                            null,
                            true,
                            DEFAULT_EXPIRY_SECONDS,
                            DEFAULT_MARGIN_SECONDS,
                            false)
                    .configureHttpClient(builder);
        }
        return new CamelHttpClient(builder.build(), target.api() + "/films");
    }

    /** The status of the answer. */
    public int call() throws IOException {
        int status = client.execute(new HttpGet(uri), response -> response.getCode());
        if (status != OK) {
            throw new IllegalStateException("The header is not as expected");
        }
        return status;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
