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
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One host of a provider: a loopback port with endpoints at the real host's paths. */
final class Site implements HttpHandler {

    private static final Route NOTHING_HERE = new Route(Kind.OTHER, request -> Answer.empty(404));

    private final ProviderState state;
    private final String authority;
    private final Map<String, Route> routes = new HashMap<>();

    Site(HttpServer server, ProviderState state) {
        this.state = state;
        this.authority = "127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", this);
    }

    /** Returns host and port. */
    String authority() {
        return authority;
    }

    String url(String path) {
        return "http://" + authority + path;
    }

    /** Puts an endpoint at the path, or at every path below it if it ends in a slash. */
    Site serve(Kind kind, String path, Endpoint endpoint) {
        routes.put(path, new Route(kind, endpoint));
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = Request.read(exchange);
        Route route = route(request.path());
        RequestLog.Entry entry = state.log().arrived(route.kind(), request);
        Turn turn = state.faults(route.kind()).next();
        turn.pause(turn.delay());
        turn.fault().play(new Wire(exchange, entry, turn), () -> answer(route.endpoint(), request));
    }

    private Route route(String path) {
        Route exact = routes.get(path);
        return exact != null
                ? exact
                : routes.getOrDefault(path.substring(0, path.lastIndexOf('/') + 1), NOTHING_HERE);
    }

    private static Answer answer(Endpoint endpoint, Request request) {
        try {
            return endpoint.answer(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException e) {
            return Answer.text(500, "The sandbox failed: " + e.getClass().getName());
        }
    }

    private record Route(Kind kind, Endpoint endpoint) {}
}
