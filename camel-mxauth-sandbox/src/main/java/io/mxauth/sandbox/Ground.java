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

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The loopback ports of one sandbox, and the threads that serve them; all of them daemons. */
final class Ground implements AutoCloseable {

    private static final int BACKLOG = 1024;

    /** The defaults suit a few slow browsers: small answers wait, the 201st idle client is cut. */
    private static final Map<String, String> SERVER =
            Map.of(
                    "sun.net.httpserver.nodelay", "true",
                    "sun.net.httpserver.maxIdleConnections", "4096");

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Ground::daemon);
    private int nextPort;

    /** Makes a ground whose ports count up from the first one; 0 takes any free ports. */
    Ground(int firstPort) {
        nextPort = firstPort;
        SERVER.forEach(
                (property, value) -> {
                    if (System.getProperty(property) == null) {
                        System.setProperty(property, value);
                    }
                });
    }

    Site site(ProviderState state) {
        return new Site(bind(), state);
    }

    HttpServer bind() {
        int port = nextPort == 0 ? 0 : nextPort++;
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
            server.setExecutor(threads);
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + port, e);
        }
    }

    /** Starts all servers from a daemon thread, whose nature their own threads inherit. */
    void start() {
        CompletableFuture.runAsync(() -> servers.forEach(HttpServer::start), threads).join();
    }

    /** Does work in the background that would make somebody wait later. */
    void ahead(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "mxauth-sandbox");
        thread.setDaemon(true);
        return thread;
    }
}
