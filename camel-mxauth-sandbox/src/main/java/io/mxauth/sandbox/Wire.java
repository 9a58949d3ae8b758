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

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The connection on which one answer goes out, whole, in part, slowly or not at all. */
final class Wire {

    private static final int NO_BODY = -1;

    private final HttpExchange exchange;
    private final RequestLog.Entry entry;
    private final Turn turn;

    Wire(HttpExchange exchange, RequestLog.Entry entry, Turn turn) {
        this.exchange = exchange;
        this.entry = entry;
        this.turn = turn;
    }

    void whole(Answer answer) throws IOException {
        byte[] body = head(answer);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    /** Announces the whole body, sends half of it and closes the connection. */
    void cutOff(Answer answer) throws IOException {
        byte[] body = head(answer);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, body.length / 2);
        out.flush();
        throw new IOException("cut off");
    }

    void dribble(Answer answer, Duration perByte) throws IOException {
        byte[] body = head(answer);
        try (OutputStream out = exchange.getResponseBody()) {
            for (byte next : body) {
                out.write(next);
                out.flush();
                turn.pause(perByte);
            }
        }
        exchange.close();
    }

    /** Closes the connection without an answer. */
    void drop() {
        exchange.close();
    }

    void hang() throws IOException {
        turn.untilCleared();
        drop();
    }

    /** Sends the status and the headers; returns the body that must follow, empty for HEAD. */
    private byte[] head(Answer answer) throws IOException {
        entry.answered(answer.status());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            body = new byte[0];
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? NO_BODY : body.length);
        return body;
    }
}
