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

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The categories of MediaValet's API, behind a gateway that wants a subscription key first. */
final class MediaValetCategories implements Endpoint {

    private static final String KEY = "Ocp-Apim-Subscription-Key";

    private final ProviderState state;

    MediaValetCategories(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.has(KEY)) {
            return gateway(
                    "Access denied due to missing subscription key. Make sure to include"
                            + " subscription key when making requests to an API.");
        }
        if (!state.settings().is("subscription-key", request.header(KEY))) {
            return gateway(
                    "Access denied due to invalid subscription key. Make sure to provide a valid"
                            + " key for an active subscription.");
        }
        IssuedToken token = state.bearer(request);
        if (token == null) {
            return Answer.text(401, "");
        }
        if (!token.grant().includes(Scopes.API)) {
            // From version 1.2 on the lack of a permission is told from the lack of a login.
            return Answer.text("1.2".equals(request.header("x-mv-api-version")) ? 403 : 401, "");
        }
        return request.is("GET") ? categories() : Answer.wrongMethod("GET");
    }

    private static Answer gateway(String message) {
        return Answer.json(401, Json.object().put("statusCode", 401).put("message", message));
    }

    private static Answer categories() {
        ObjectNode body = Json.object().put("apiVersion", "1.2");
        ObjectNode meta = body.putObject("meta");
        meta.putArray("errors");
        meta.putArray("warnings");
        body.put("recordCount", 2);
        body.putArray("payload")
                .add(Json.object().put("id", "c1").put("name", "Posters"))
                .add(Json.object().put("id", "c2").put("name", "Trailers"));
        return Answer.json(200, body);
    }
}
