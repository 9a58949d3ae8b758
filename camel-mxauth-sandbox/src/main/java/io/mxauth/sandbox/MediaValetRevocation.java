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

/** The revocation of MediaValet (RFC 7009); an unknown token is no error. */
final class MediaValetRevocation implements Endpoint {

    private final ProviderState state;
    private final MediaValetClient client;

    MediaValetRevocation(ProviderState state, MediaValetClient client) {
        this.state = state;
        this.client = client;
    }

    @Override
    public Answer answer(Request request) {
        Form form = FormPost.read(request, IdentityServerErrors::refusal);
        String clientId = client.authenticate(request, form);
        String token = form.get("token");
        if (token == null) {
            throw IdentityServerErrors.refusal("invalid_request");
        }
        String hint = form.get("token_type_hint", "access_token");
        if (!hint.equals("access_token") && !hint.equals("refresh_token")) {
            throw IdentityServerErrors.refusal("unsupported_token_type");
        }
        state.tokens().revoke(token, clientId);
        return Answer.empty(200);
    }
}
