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
package io.mxauth.camel.verify;

import io.mxauth.camel.oauth.RecordedExchange;
import io.mxauth.camel.oauth.TokenClaims;
import io.mxauth.camel.provider.ClientAuthentication;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a token request that went well leaves to be said. */
record TokenNotes(Evidence evidence, Token token, TokenClaims claims) {

    /** A shorter life is hardly meant. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    List<String> list() {
        List<String> notes = new ArrayList<>();
        refusedBefore(notes);
        audience(notes);
        scope(notes);
        life(notes);
        untested(notes);
        return notes;
    }

    private Provider provider() {
        return evidence.provider();
    }

    /** The first of several requests was refused, and the next one did better. */
    private void refusedBefore(List<String> notes) {
        List<RecordedExchange> posts =
                evidence.exchanges().stream()
                        .filter(exchange -> exchange.call().method().equals("POST"))
                        .toList();
        if (posts.size() < 2) {
            return;
        }
        String first = grantOf(posts.get(0));
        if (!first.equals(grantOf(posts.get(posts.size() - 1)))) {
            notes.add(
                    "The refresh token in hand was refused; the token came by grant %s instead."
                            .formatted(provider().grant().value()));
        } else {
            notes.add(
                    "clientSecret was refused and nextClientSecret was taken: make that one the"
                            + " clientSecret.");
        }
    }

    private String grantOf(RecordedExchange exchange) {
        String grant = new MaskedRequest(exchange.call(), provider()).parameter("grant_type");
        return Objects.requireNonNullElse(grant, "");
    }

    private void audience(List<String> notes) {
        String audience = provider().audience();
        if (audience == null) {
            if (!claims.readable() && provider().scope() == null) {
                notes.add(
                        "The request named neither audience nor scope. Some issuers then give a"
                                + " token that the API refuses with 401: if it does, set audience.");
            }
            return;
        }
        Set<String> audiences = claims.audiences();
        if (!audiences.isEmpty() && !audiences.contains(audience)) {
            notes.add(
                    "The token is not for the audience that was asked for. The API may refuse it:"
                            + " check audience.");
        }
    }

    private void scope(List<String> notes) {
        String asked = provider().scope();
        String granted = token.scope();
        if (asked == null || granted == null) {
            return;
        }
        List<String> given = Arrays.asList(granted.split(" ", -1));
        List<String> missing =
                Arrays.stream(asked.split(" ", -1)).filter(each -> !given.contains(each)).toList();
        if (!missing.isEmpty()) {
            notes.add(
                    "The issuer left out of the scope: %s. A call that needs it will be refused."
                            .formatted(String.join(" ", missing)));
        }
    }

    private void life(List<String> notes) {
        RecordedExchange last = evidence.last();
        Duration life = Duration.between(token.issued(), token.expires());
        if (life.compareTo(SHORT) < 0) {
            notes.add(
                    "The token lives for %d s only: the issuer is asked very often."
                            .formatted(life.toSeconds()));
        } else if (last != null && !last.hasMember("expires_in")) {
            notes.add(
                    "The answer does not say how long the token lives; where the token does not"
                            + " either, defaultLifetime counts.");
        }
    }

    /** Secrets that only the API sees. */
    private void untested(List<String> notes) {
        List<String> untested = new ArrayList<>();
        if (provider().clientAuthentication() == ClientAuthentication.NONE
                && provider().credentials().clientSecret() != null) {
            untested.add("clientSecret");
        }
        if (provider().credentials().subscriptionKey() != null) {
            untested.add("subscriptionKey");
        }
        if (!untested.isEmpty()) {
            notes.add(
                    "Not tested: %s. The token request does not carry it; if the API answers 401 or"
                                    .formatted(String.join(" and ", untested))
                            + " 403 with this token, look there.");
        }
    }
}
