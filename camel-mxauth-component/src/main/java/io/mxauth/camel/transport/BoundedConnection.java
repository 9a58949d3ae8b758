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
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection for one request, from which no more is read than its budget, before, in and behind
 * the body. It can be closed by another thread, also before it has a socket. Unlike that of the
 * HTTP client it logs neither bytes nor headers.
 */
final class BoundedConnection extends DefaultBHttpClientConnection
        implements ManagedHttpClientConnection {

    private final ReadBudget budget;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Timeout socketTimeout = Timeout.DISABLED;

    BoundedConnection(Http1Config config, ReadBudget budget) {
        // The parser named, as that of HttpClient 5.5 would not be told of the bounds otherwise.
        super(config, null, null, null, null, null, new DefaultHttpResponseParserFactory(config));
        this.budget = budget;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(
                new SocketHolder(socket) {
                    @Override
                    protected InputStream getInputStream(Socket read) throws IOException {
                        return budget.over(super.getInputStream(read));
                    }
                });
    }

    @Override
    public void bind(SSLSocket secure, Socket socket) throws IOException {
        bind(
                new SocketHolder(secure, socket) {
                    @Override
                    protected InputStream getInputStream(Socket read) throws IOException {
                        return budget.over(super.getInputStream(read));
                    }
                });
    }

    @Override
    protected void bind(SocketHolder holder) throws IOException {
        if (closed.get()) {
            holder.getSocket().close();
            throw new InterruptedIOException("the request was ended");
        }
        super.bind(holder);
        socketTimeout = Timeout.ofMilliseconds(holder.getSocket().getSoTimeout());
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public void passivate() {
        setSocketTimeout(Timeout.DISABLED);
    }

    @Override
    public void activate() {
        setSocketTimeout(socketTimeout);
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            super.close();
        }
    }

    @Override
    public void close(CloseMode mode) {
        if (closed.compareAndSet(false, true)) {
            super.close(mode);
        }
    }
}
