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

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request to the authorize page; what was not sent is empty. */
record AuthorizeRequest(
        String clientId,
        String redirectUri,
        String responseType,
        String scope,
        String state,
        @Nullable String nonce,
        String codeChallenge,
        String codeChallengeMethod) {

    static AuthorizeRequest of(Form form) {
        return new AuthorizeRequest(
                form.get("client_id", ""),
                form.get("redirect_uri", ""),
                form.get("response_type", ""),
                form.get("scope", ""),
                form.get("state", ""),
                form.get("nonce"),
                form.get("code_challenge", ""),
                form.get("code_challenge_method", ""));
    }

    /** Returns why the browser must not be sent to the redirect URI, or null. */
    @Nullable String unsafe(Settings settings) {
        if (!settings.is("client-id", clientId)) {
            return "The client is unknown.";
        }
        return settings.is("redirect-uri", redirectUri)
                ? null
                : "The redirect URI is not registered for this client.";
    }

    /** Returns the OAuth error that the redirect URI must be told, or null. */
    @Nullable String error() {
        if (!responseType.equals("code")) {
            return "unsupported_response_type";
        }
        Grant wanted = Grant.of(clientId, "", scope);
        if (!Scopes.allowed(scope)
                || !wanted.includes(Scopes.OPENID)
                || !wanted.includes(Scopes.API)) {
            return "invalid_scope";
        }
        boolean pkce = codeChallengeMethod.equals("S256") && Pkce.isChallenge(codeChallenge);
        return state.isEmpty() || !pkce ? "invalid_request" : null;
    }

    /** Returns the parameters under their names on the wire. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("response_type", responseType);
        parameters.put("scope", scope);
        parameters.put("state", state);
        if (nonce != null) {
            parameters.put("nonce", nonce);
        }
        parameters.put("code_challenge", codeChallenge);
        parameters.put("code_challenge_method", codeChallengeMethod);
        return parameters;
    }

    @Override
    public String toString() {
        return "AuthorizeRequest[" + clientId + "]";
    }
}
