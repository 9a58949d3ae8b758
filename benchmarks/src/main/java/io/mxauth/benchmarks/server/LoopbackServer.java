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
package io.mxauth.benchmarks.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback that can be stopped and listens on the same port again. */
final class LoopbackServer implements AutoCloseable {

    /** More than any burst has at a time, so that no caller waits for a connection. */
    private static final int BACKLOG = 1000;

    private final HttpHandler handler;
    private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::thread);
    private final int port;
    private HttpServer server;

    LoopbackServer(HttpHandler handler) {
        this.handler = handler;
        this.server = start(0);
        this.port = server.getAddress().getPort();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "benchmark-server");
        thread.setDaemon(true);
        return thread;
    }

    private HttpServer start(int at) {
        try {
            HttpServer started =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), at), BACKLOG);
            started.setExecutor(threads);
            started.createContext("/", handler);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Refuses connections from now on. */
    void refuse() {
        server.stop(0);
    }

    /** Takes connections again, at the same port. */
    void listen() {
        server = start(port);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
