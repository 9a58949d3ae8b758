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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** The cinema chains of movieXchange's API, which wants the token and the client secret. */
final class MovieXchangeChains implements Endpoint {

    private final ProviderState state;

    MovieXchangeChains(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        return proper(request).with("Mx-Correlation-Id", UUID.randomUUID().toString());
    }

    private Answer proper(Request request) {
        if (state.bearer(request) == null
                || !state.settings().is("client-secret", request.header("MX-Api-Client-Secret"))) {
            return Answer.empty(401).with("WWW-Authenticate", "Bearer");
        }
        if (!request.is("GET")) {
            return Answer.wrongMethod("GET");
        }
        ArrayNode chains = Json.array();
        chains.add(chain("sandbox-nz", "Sandbox Cinemas New Zealand", "NZ"));
        chains.add(chain("sandbox-gb", "Sandbox Cinemas United Kingdom", "GB"));
        if (request.path().equals(MovieXchange.CHAINS)) {
            return Answer.json(200, chains);
        }
        String id = request.path().substring(MovieXchange.CHAINS.length() + 1);
        for (var chain : chains) {
            if (chain.path("id").asText().equals(id)) {
                return Answer.json(200, chain);
            }
        }
        return unknown(id);
    }

    private static ObjectNode chain(String id, String name, String country) {
        ObjectNode chain =
                Json.object().put("id", id).put("name", name).put("countryCode", country);
        chain.putObject("configuration")
                .put("items", true)
                .put("refunds", true)
                .put("loyalty", false)
                .put("bookingEdits", false)
                .put("ticketing", true);
        return chain;
    }

    private static Answer unknown(String id) {
        return Answer.json(
                404,
                Json.object()
                        .put("errorDescription", "Cinema chain [" + id + "] not found.")
                        .put("errorCode", 40001)
                        .put(
                                "errorCodeDescription",
                                "The requested cinema chain cannot be found."));
    }
}
