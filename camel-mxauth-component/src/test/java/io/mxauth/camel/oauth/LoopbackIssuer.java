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
package io.mxauth.camel.oauth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An issuer on loopback that keeps each request byte by byte as it came over the wire, and answers
 * what it is told: replies queue up, then those set for a path, then a token. Safe for use by many
 * threads.
 */
public final class LoopbackIssuer implements AutoCloseable {

    /** What is answered where nothing else was said. */
    public static final String TOKEN =
            "{\"access_token\":\"tok\",\"token_type\":\"Bearer\",\"expires_in\":299}";

    /** Answers a request, or does otherwise with its connection, which is closed behind it. */
    @FunctionalInterface
    public interface Reply {
        void to(Received request, OutputStream out) throws IOException;
    }

    /**
     * A request.
     *
     * @param line such as {@code POST /token HTTP/1.1}
     * @param headers the header lines as they stood
     * @param body the body as it stood
     */
    public record Received(String line, List<String> headers, String body) {

        /** The values of the header, looked up in any case. */
        public List<String> header(String name) {
            return headers.stream()
                    .filter(h -> h.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(h -> h.substring(name.length() + 1).strip())
                    .toList();
        }

        String path() {
            return line.split(" ", 3)[1];
        }
    }

    /** What is spoken below HTTP, such as TLS. */
    @FunctionalInterface
    public interface Layer {
        Socket over(Socket connection) throws IOException;
    }

    /** Ends its connection by a reset. */
    private record Resetting(Reply reply) implements Reply {
        @Override
        public void to(Received request, OutputStream out) throws IOException {
            reply.to(request, out);
        }
    }

    private final ServerSocket server;
    private final Thread acceptor;
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final Deque<Reply> replies = new ConcurrentLinkedDeque<>();
    private final Map<String, Reply> byPath = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Layer layer = connection -> connection;

    public LoopbackIssuer() {
        this(0);
    }

    /** On that port, which nobody listens on. */
    public LoopbackIssuer(int port) {
        try {
            server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = daemon(this::accept);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "loopback-issuer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                Socket socket = layer.over(connection)) {
            Received request = read(socket.getInputStream());
            if (request == null) {
                return;
            }
            requests.add(request);
            Reply reply = replies.poll();
            if (reply == null) {
                reply = byPath.getOrDefault(request.path(), answer(200, TOKEN));
            }
            reply.to(request, socket.getOutputStream());
            if (reply instanceof Resetting) {
                connection.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // The client went away, as some tests want it to.
        }
    }

    private static @Nullable Received read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        Received request = new Received(lines[0], List.of(lines).subList(1, lines.length), "");
        int length = request.header("Content-Length").stream().mapToInt(Integer::parseInt).sum();
        byte[] body = in.readNBytes(length);
        return new Received(
                request.line(), request.headers(), new String(body, StandardCharsets.ISO_8859_1));
    }

    /** The next request that nothing was said for gets this. */
    public LoopbackIssuer then(Reply reply) {
        replies.add(reply);
        return this;
    }

    public LoopbackIssuer then(int status, String body, String... headers) {
        return then(answer(status, body, headers));
    }

    /** Requests to that path get this whenever no reply is queued. */
    public LoopbackIssuer on(String path, Reply reply) {
        byPath.put(path, reply);
        return this;
    }

    /** A whole answer. */
    public static Reply answer(int status, String body, String... headers) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Reply answer(int status, byte[] body, String... headers) {
        return (request, out) -> {
            StringBuilder head =
                    new StringBuilder("HTTP/1.1 " + status + " Said\r\n")
                            .append("Content-Type: application/json\r\n")
                            .append("Connection: close\r\n")
                            .append("Content-Length: " + body.length + "\r\n");
            List.of(headers).forEach(header -> head.append(header).append("\r\n"));
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        };
    }

    /** Closes the connection without an answer. */
    public static Reply drop() {
        return (request, out) -> {};
    }

    /** Resets the connection behind a part of an answer, or none. */
    public static Reply thenReset(Reply reply) {
        return new Resetting(reply);
    }

    /** Speaks that from the next connection on. */
    public LoopbackIssuer speaking(Layer next) {
        layer = next;
        return this;
    }

    /** Holds a reply back until the latch opens. */
    public static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the latch opened within that time: the pause between the bytes of a dribble. */
    public static boolean await(CountDownLatch latch, Duration most) {
        try {
            return latch.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made, those without a request included. */
    public int connections() {
        return connections.get();
    }

    /** The bodies of the requests, in the order of their arrival. */
    List<String> bodies() {
        return requests.stream().map(Received::body).toList();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Refuses connections from here on. */
    @Override
    public void close() {
        try {
            server.close();
            // The socket listens until the accepting thread has let go of it.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
