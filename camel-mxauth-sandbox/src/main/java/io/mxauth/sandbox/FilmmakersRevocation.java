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

/** The revocation of Filmmakers: id and secret as plain HTTP Basic or in the body (RFC 7009). */
final class FilmmakersRevocation implements Endpoint {

    private final ProviderState state;

    FilmmakersRevocation(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Form form = FormPost.read(request, DoorkeeperErrors::refusal);
        BasicCredentials client =
                request.has("Authorization")
                        ? BasicCredentials.of(request)
                        : new BasicCredentials(
                                form.get("client_id", ""), form.get("client_secret", ""));
        if (client == null || !client.match(state.settings())) {
            return DoorkeeperErrors.answer(
                    403, "unauthorized_client", "You are not authorized to revoke this token");
        }
        String token = form.get("token");
        if (token == null) {
            throw DoorkeeperErrors.refusal("invalid_request", "Missing required parameter: token.");
        }
        state.tokens().revoke(token, client.id());
        return Answer.json(200, Json.object());
    }
}
