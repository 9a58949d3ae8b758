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
import org.jspecify.annotations.Nullable;

/** The actor profiles of Filmmakers' API, for a bearer token or an API key, never both. */
final class FilmmakersProfiles implements Endpoint {

    private final ProviderState state;

    FilmmakersProfiles(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Answer refused = refused(request);
        if (refused != null) {
            return refused;
        }
        if (!request.is("GET") && !request.is("HEAD")) {
            return Answer.wrongMethod("GET, HEAD");
        }
        return request.path().equals(Filmmakers.PROFILES)
                ? FilmmakersPage.of(request.query(), state.settings().get("api"))
                : one(request.path().substring(Filmmakers.PROFILES.length() + 1));
    }

    private @Nullable Answer refused(Request request) {
        if (BearerToken.of(request) != null) {
            return state.bearer(request) == null ? tokenDenied(request) : null;
        }
        String header = request.header("Authorization");
        boolean known = header != null && state.settings().is("api-key", TokenScheme.key(header));
        return known ? null : keyDenied();
    }

    private static Answer keyDenied() {
        return Answer.text(401, "HTTP Token: Access denied.\n")
                .with("WWW-Authenticate", "Token realm=\"Application\"");
    }

    private Answer tokenDenied(Request request) {
        boolean expired = state.tokens().find(BearerToken.of(request)) != null;
        return Answer.empty(401)
                .with(
                        "WWW-Authenticate",
                        DoorkeeperErrors.challenge(
                                "invalid_token",
                                expired
                                        ? "The access token expired"
                                        : "The access token is invalid"));
    }

    /** Answers for one profile: 123 was merged into another, 124 was deleted. */
    private static Answer one(String id) {
        ObjectNode body = Json.object();
        return switch (id) {
            case "123" ->
                    Answer.json(
                            410, body.put("id", 123).put("status", "merged").put("new_id", 456));
            case "124" -> Answer.json(410, body.put("id", 124).put("status", "deleted"));
            case "456" -> Answer.json(200, FilmmakersPage.profile(456));
            default -> Answer.json(404, body.put("error", "Not found"));
        };
    }
}
