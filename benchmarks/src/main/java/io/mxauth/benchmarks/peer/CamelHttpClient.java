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
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The HTTP client of camel-http with its OAuth 2.0 configurer, where calls of the API are answered
 * before they reach a connection. camel-http has no call that resolves a token and does nothing else:
 * the difference to the same client without the configurer is what it costs.
 */
public final class CamelHttpClient implements AutoCloseable {

    private static final long DEFAULT_EXPIRY_SECONDS = 3600;
    private static final long DEFAULT_MARGIN_SECONDS = 5;
    private static final int OK = 200;

    private final CloseableHttpClient client;
    private final String uri;

    private CamelHttpClient(CloseableHttpClient client, String uri) {
        this.client = client;
        this.uri = uri;
    }

    public static CamelHttpClient open(Target target, boolean authenticated) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        String tokens = target.tokenEndpoint().getPath();
        builder.addExecInterceptorAfter(
                ChainElement.PROTOCOL.name(),
                "no-network",
                (request, scope, chain) ->
                        tokens.equals(request.getPath())
                                ? chain.proceed(request, scope)
                                : new BasicClassicHttpResponse(
                                        request.containsHeader("Authorization") == authenticated
                                                ? OK
                                                : 500));
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
