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

/**
 * The authorize page of MediaValet: GET shows the login form, POST signs in or cancels. A wrong
 * client or redirect URI is told to the user; whatever else is wrong, to the redirect URI.
 */
final class MediaValetAuthorize implements Endpoint {

    private final ProviderState state;
    private final AuthorizationCodes codes;

    MediaValetAuthorize(ProviderState state, AuthorizationCodes codes) {
        this.state = state;
        this.codes = codes;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.is("GET") && !request.is("POST")) {
            return Answer.wrongMethod("GET, POST");
        }
        Form form;
        try {
            form = request.is("GET") ? request.query() : Form.parse(request.body());
        } catch (IllegalArgumentException e) {
            return LoginPage.problem("The request is not form-encoded.");
        }
        AuthorizeRequest asked = AuthorizeRequest.of(form);
        String problem = asked.unsafe(state.settings());
        if (problem != null) {
            return LoginPage.problem(problem);
        }
        String error = asked.error();
        if (error != null) {
            return back(asked, Map.of("error", error));
        }
        return request.is("GET") ? LoginPage.form(asked, "") : signIn(asked, form);
    }

    private Answer signIn(AuthorizeRequest asked, Form form) {
        if (form.get("decision", "").equals("cancel")) {
            return back(asked, Map.of("error", "access_denied"));
        }
        Settings settings = state.settings();
        String username = form.get("username", "");
        if (!settings.is("username", username) || !settings.is("password", form.get("password"))) {
            return LoginPage.form(asked, "The user name or the password is wrong.");
        }
        Grant grant = Grant.of(asked.clientId(), username, asked.scope());
        AuthorizationCode code =
                codes.issue(grant, asked.redirectUri(), asked.codeChallenge(), asked.nonce());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", code.value());
        answer.put("scope", asked.scope());
        return back(asked, answer);
    }

    /** Sends the browser back, with the issuer as RFC 9207 says. */
    private static Answer back(AuthorizeRequest asked, Map<String, String> parameters) {
        StringBuilder location = new StringBuilder(asked.redirectUri());
        location.append(asked.redirectUri().contains("?") ? '&' : '?');
        parameters.forEach(
                (name, value) ->
                        location.append(name).append('=').append(Form.encode(value)).append('&'));
        if (!asked.state().isEmpty()) {
            location.append("state=").append(Form.encode(asked.state())).append('&');
        }
        location.append("iss=").append(Form.encode(MediaValet.ISSUER));
        return Answer.empty(302).with("Location", location.toString()).notStored();
    }
}
