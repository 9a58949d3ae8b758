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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The two calls of MXO's API that are known: the list of workspaces and an interaction. */
final class MxoApi {

    private final ProviderState state;

    MxoApi(ProviderState state) {
        this.state = state;
    }

    Endpoint workspaces() {
        return request -> {
            check(request);
            return request.is("GET")
                    ? Answer.json(
                            200,
                            Json.array().add(Json.object().put("id", 1).put("name", "Sandbox")))
                    : Answer.wrongMethod("GET");
        };
    }

    Endpoint interaction() {
        return request -> {
            check(request);
            if (!request.is("POST")) {
                return Answer.wrongMethod("POST");
            }
            JsonNode sent = request.isJson() ? Json.read(request.body()) : null;
            if (sent == null || !sent.isObject()) {
                throw SpringErrors.refusal("invalid_request", "The body must be a JSON object");
            }
            return Answer.json(200, response(sent.path("uri").asText()));
        };
    }

    /** Lets the request pass; an expired token is quoted in the error, as the real one does. */
    private void check(Request request) {
        String value = BearerToken.of(request);
        if (value == null) {
            throw SpringErrors.unauthenticated();
        }
        if (state.tokens().live(value) == null) {
            boolean expired = state.tokens().find(value) != null;
            String problem = expired ? "Access token expired: " : "Invalid access token: ";
            throw SpringErrors.refusal("invalid_token", problem + value);
        }
        if (!state.settings().is("site-key", request.query().get("sk"))) {
            throw SpringErrors.refusal("invalid_request", "Unknown site key");
        }
    }

    private static ObjectNode response(String uri) {
        String data = Json.write(Json.object().put("uri", uri));
        ObjectNode body = Json.object().put("tid", Opaque.next(12));
        body.putArray("optimizations")
                .addObject()
                .put(
                        "data",
                        Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
        return body;
    }
}
