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
package io.mxauth.camel.transport;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connections for token requests, each with a bound on all that is read from it. The
 * number of header lines is bounded by the HTTP client, all else by the {@link ReadBudget}.
 */
final class BoundedConnections {

    /** The most bytes of a line: the status, a header, the size of a chunk with its extensions. */
    static final int MOST_LINE_BYTES = 16 * 1024;

    /** The most header lines of one answer, and the most trailers. */
    static final int MOST_HEADERS = 100;

    /** The most bytes that are read of an answer altogether: its body and as much as half of that. */
    static final int MOST_BYTES = CamelHttpTransport.MOST_BYTES + 64 * 1024;

    private static final Http1Config CONFIG =
            Http1Config.custom()
                    .setMaxLineLength(MOST_LINE_BYTES)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .build();

    private BoundedConnections() {}

    /**
     * A pool of such connections.
     *
     * @param socketTimeout how long a read may wait for the next byte
     */
    static HttpClientConnectionManager pool(
            SSLContext tls,
            HostnameVerifier verifier,
            Timeout socketTimeout,
            int perIssuer,
            int total) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(BoundedConnections::connection)
                .setTlsSocketStrategy(
                        new DefaultClientTlsStrategy(
                                tls, HostnameVerificationPolicy.CLIENT, verifier))
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(socketTimeout).build())
                .setMaxConnPerRoute(perIssuer)
                .setMaxConnTotal(total)
                .build();
    }

    private static ManagedHttpClientConnection connection(@Nullable Socket socket)
            throws IOException {
        BoundedConnection connection = new BoundedConnection(CONFIG, new ReadBudget(MOST_BYTES));
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }
}
