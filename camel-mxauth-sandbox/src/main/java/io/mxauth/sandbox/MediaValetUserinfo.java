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

/** The user info of MediaValet, for tokens that were granted openid. */
final class MediaValetUserinfo implements Endpoint {

    private final ProviderState state;

    MediaValetUserinfo(ProviderState state) {
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.is("GET") && !request.is("POST")) {
            return Answer.wrongMethod("GET, POST");
        }
        IssuedToken token = state.bearer(request);
        if (token == null) {
            return refused(401, "invalid_token");
        }
        if (!token.grant().includes(Scopes.OPENID)) {
            return refused(403, "insufficient_scope");
        }
        String user = token.grant().subject();
        return Answer.json(200, Json.object().put("sub", user).put("name", user)).notStored();
    }

    private static Answer refused(int status, String error) {
        return Answer.empty(status).with("WWW-Authenticate", "Bearer error=\"" + error + "\"");
    }
}
