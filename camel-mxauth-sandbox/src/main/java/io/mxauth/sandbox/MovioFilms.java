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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The bulk update of films at Movio's API; it remembers their ids to tell new from known. */
final class MovioFilms implements Endpoint {

    private static final int MOST = 5000;

    private final ProviderState state;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    MovioFilms(ProviderState state) {
        this.state = state;
        state.onReset(known::clear);
    }

    @Override
    public Answer answer(Request request) {
        IssuedToken token = state.bearer(request);
        if (token == null || !state.settings().is("audience", token.grant().audience())) {
            return message(401, "Unauthorized")
                    .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        if (!request.is("PUT")) {
            return Answer.wrongMethod("PUT");
        }
        JsonNode films = request.isJson() ? Json.read(request.body()) : null;
        if (films == null || !films.isArray() || films.isEmpty() || films.size() > MOST) {
            return message(400, "The body must be a JSON array of 1 to 5000 films.");
        }
        for (JsonNode film : films) {
            if (!film.isObject() || film.isEmpty()) {
                return message(422, "A film must be an object with members.");
            }
        }
        return update(films);
    }

    private Answer update(JsonNode films) {
        int created = 0;
        for (JsonNode film : films) {
            if (known.add(film.path("id").asText(film.toString()))) {
                created++;
            }
        }
        return Answer.json(
                202,
                Json.object()
                        .put("total", films.size())
                        .put("created_count", created)
                        .put("updated_count", films.size() - created));
    }

    private static Answer message(int status, String text) {
        return Answer.json(status, Json.object().put("message", text));
    }
}
