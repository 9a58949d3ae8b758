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

import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.HttpCall;
import io.mxauth.camel.oauth.RecordedExchange;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an answer probably means that is none of a token endpoint's. */
record AnswerFindings(RecordedExchange exchange, HttpAnswer answer, SafeText safe) {

    private static final String CHECK_URL =
            "Check the endpoint's URL against the provider's documentation, region or server"
                    + " included.";

    /** Empty where the answer is one that a token endpoint may give. */
    List<Finding> list() {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return List.of(redirected());
        }
        if (status == 407) {
            return List.of(
                    new Finding(
                            "A proxy on the way wants credentials of its own; the issuer was not"
                                    + " reached.",
                            "Set proxyAuthUsername and proxyAuthPassword of the httpComponent."));
        }
        if (exchange.isPage()) {
            return List.of(page(status));
        }
        if (status == 404 || status == 405 || status == 410) {
            return List.of(new Finding("There is no token endpoint at this path.", CHECK_URL));
        }
        return List.of();
    }

    private Finding redirected() {
        URI target = target();
        HttpCall call = exchange.call();
        if (target == null) {
            return new Finding("The issuer redirects, without saying where to.", CHECK_URL);
        }
        String place = safe.place(target);
        String never = " A request with credentials never follows a redirect.";
        if (looksLikeLogin(target)) {
            return new Finding(
                    "The answer leads to a log-in page, %s: this is a page for people, or a proxy"
                                    .formatted(place)
                            + " that wants a log-in first."
                            + never,
                    CHECK_URL);
        }
        boolean sameHost =
                target.getHost() != null && target.getHost().equalsIgnoreCase(call.uri().getHost());
        if (sameHost && !String.valueOf(target.getScheme()).equals(call.uri().getScheme())) {
            return new Finding(
                    "The issuer wants %s: instead of %s:."
                                    .formatted(target.getScheme(), call.uri().getScheme())
                            + never,
                    "Set the endpoint to " + place + ".");
        }
        return new Finding(
                "The endpoint has moved to %s.".formatted(place) + never,
                sameHost
                        ? "Set the endpoint to that URL."
                        : "Find out whether that host is the issuer's. If so, set the endpoint to"
                                + " that URL.");
    }

    private @Nullable URI target() {
        try {
            return answer.location() == null
                    ? null
                    : exchange.call().uri().resolve(URI.create(answer.location()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean looksLikeLogin(URI target) {
        String path = String.valueOf(target.getPath()).toLowerCase(Locale.ROOT);
        return path.matches(".*(log-?in|sign-?in|sso|captive).*");
    }

    private static Finding page(int status) {
        if (status < 300) {
            return new Finding(
                    "A page for people came instead of a token: the log-in page of a proxy or of a"
                            + " guest network, or the URL is that of a web site.",
                    CHECK_URL,
                    "Open the URL in a browser on this machine and see who answers.");
        }
        if (status == 404 || status == 405) {
            return new Finding(
                    "There is a web server, but no token endpoint at this path.", CHECK_URL);
        }
        if (status == 401 || status == 403) {
            return new Finding(
                    "A page for people came instead of an OAuth error: a proxy or a firewall"
                            + " probably refuses this machine, before the issuer sees anything.",
                    "Ask for that host to be opened for this machine, or its address to be"
                            + " allowed by the provider.",
                    CHECK_URL);
        }
        return new Finding(
                "A gateway answered for the issuer, which is down or cannot be reached from there.",
                "Try again later.",
                CHECK_URL);
    }

    @Override
    public String toString() {
        return "AnswerFindings[" + answer + "]";
    }
}
