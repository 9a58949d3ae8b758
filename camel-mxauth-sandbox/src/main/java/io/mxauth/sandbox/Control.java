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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;

/** The control endpoint: {@code /PROVIDER/ACTION}, with parameters in the query or in a form. */
final class Control implements HttpHandler {

    private final Sandbox sandbox;

    private Control(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static URI open(Ground ground, Sandbox sandbox) {
        HttpServer server = ground.bind();
        server.createContext("/", new Control(sandbox));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Answer answer = answer(Request.read(exchange));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Answer answer(Request request) {
        try {
            Form form = request.rawQuery() == null ? Form.parse(request.body()) : request.query();
            String[] path = request.path().split("/", -1);
            if (path.length == 2 && request.is("POST") && path[1].equals("reset")) {
                sandbox.reset();
                return Answer.empty(204);
            }
            return path.length == 3
                    ? act(request.method() + " " + path[2], sandbox.provider(path[1]), form)
                    : Answer.text(404, "Use /PROVIDER/ACTION or /reset\n");
        } catch (IllegalArgumentException | DateTimeException e) {
            return Answer.text(400, e.getMessage() + "\n");
        }
    }

    private static Answer act(String action, SandboxProvider provider, Form form) {
        switch (action) {
            case "POST token-faults" -> FaultScript.add(provider.tokenFaults(), form);
            case "POST api-faults" -> FaultScript.add(provider.apiFaults(), form);
            case "POST other-faults" -> FaultScript.add(provider.otherFaults(), form);
            case "DELETE token-faults" -> provider.tokenFaults().clear();
            case "DELETE api-faults" -> provider.apiFaults().clear();
            case "DELETE other-faults" -> provider.otherFaults().clear();
            case "POST revoke" -> provider.revokeAllTokens();
            case "POST revoke-refresh-tokens" -> provider.revokeAllRefreshTokens();
            case "POST lifetime" -> provider.tokenLifetime(Duration.parse(value(form)));
            case "POST expires-in" -> provider.expiresIn(form.get("value"));
            case "POST refresh-tokens" ->
                    provider.issueRefreshTokens(Boolean.parseBoolean(value(form)));
            case "POST change" -> provider.change(form.get("name", ""), value(form));
            case "GET requests" -> {
                return Answer.json(200, MaskedRequests.of(provider.requests()));
            }
            case "DELETE requests" -> provider.clearRequests();
            default -> {
                return Answer.text(404, "There is no " + action + "\n");
            }
        }
        return Answer.empty(204);
    }

    private static String value(Form form) {
        return form.get("value", "");
    }
}
