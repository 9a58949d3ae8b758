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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.oauth.RecordedExchange;
import io.mxauth.camel.oauth.TokenClaims;
import io.mxauth.camel.provider.HeaderTemplate;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts what a verification saw into words. */
record Report(Provider provider) {

    static Verification configuration(String provider, List<Problem> problems) {
        ReportText text = new ReportText(provider + ": FAILED, CONFIGURATION. Nothing was sent.");
        String label = "to do";
        for (Problem problem : problems) {
            text.item(
                    label,
                    problem.option() == null
                            ? problem.text()
                            : problem.option() + " " + problem.text());
            label = "";
        }
        return new Verification(provider, false, text.toString());
    }

    /** There is no request that could tell. */
    Verification ofKey() {
        return new Verification(
                provider.name(),
                true,
                new ReportText(provider.name() + ": options are in order (grant api_key)")
                        .add(
                                "request",
                                "None: the key goes into the API call as it is, so that only the"
                                        + " API can tell whether it is right.")
                        .add("calls", calls())
                        .toString());
    }

    /** The one request that could tell would use something up. */
    Verification untried() {
        return new Verification(
                provider.name(),
                false,
                new ReportText(provider.name() + ": NOT TRIED, options are in order")
                        .add(
                                "cause",
                                "There is nothing but a configured refresh token, and where the"
                                        + " issuer rotates them, each works once: tried here, it"
                                        + " would be lost to the application.")
                        .item(
                                "to do",
                                "Let the application do it, which keeps the next one:"
                                        + " mxauth:%s?operation=verify".formatted(provider.name()))
                        .item("", "Or spend it here: --spend-refresh-token")
                        .toString());
    }

    Verification of(Evidence evidence) {
        AuthFailure failure = evidence.failure();
        ReportText text =
                new ReportText(
                        failure == null
                                ? provider.name() + ": OK, the issuer gave a token"
                                : provider.name() + ": FAILED, " + failure.reason());
        text.add("asked", settings());
        evidence.exchanges().forEach(exchange -> describe(exchange, failure, text));
        if (failure == null) {
            describe(evidence, text);
        } else {
            explain(evidence, failure, text);
        }
        return new Verification(provider.name(), failure == null, text.toString());
    }

    private String settings() {
        String region = provider.region() == null ? "" : ", region " + provider.region();
        return "grant %s, client authentication %s%s"
                .formatted(
                        provider.grant().value(), provider.clientAuthentication().value(), region);
    }

    private void describe(
            RecordedExchange exchange, @Nullable AuthFailure failure, ReportText text) {
        text.addAll("request", new MaskedRequest(exchange.call(), provider).lines());
        String took = ", after " + exchange.took().toMillis() + " ms";
        if (exchange.answer() == null) {
            String why = exchange.fault() == null ? "" : ": " + exchange.fault().getMessage();
            text.add("answer", "none" + why + took);
            return;
        }
        String code = exchange.member("error");
        boolean known = failure != null && Objects.equals(code, failure.error());
        String error = known ? code : new SafeText(provider).of(code);
        String description = new SafeText(provider).of(exchange.member("error_description"));
        text.add(
                "answer",
                "HTTP "
                        + exchange.status()
                        + (error == null ? "" : ", error " + error)
                        + (description == null ? "" : ", \"" + description + "\"")
                        + took);
    }

    private void describe(Evidence evidence, ReportText text) {
        Token token = Objects.requireNonNull(evidence.token());
        TokenClaims claims = Objects.requireNonNull(evidence.claims());
        Duration life = Duration.between(token.issued(), token.expires());
        RecordedExchange last = evidence.last();
        text.add(
                "token",
                "type %s, %s, lives for %s, until %s, %s; %s"
                        .formatted(
                                token.type(),
                                scope(token.scope()),
                                words(life),
                                token.expires().truncatedTo(ChronoUnit.SECONDS),
                                claims.readable() ? "a JWT" : "opaque",
                                last != null && last.hasMember("refresh_token")
                                        ? "with a refresh token"
                                        : "without a refresh token"));
        text.add("calls", calls());
        new TokenNotes(evidence, token, claims).list().forEach(note -> text.add("note", note));
        new ClockNote(evidence).text().ifPresent(note -> text.add("note", note));
    }

    /** The issuer's text, if it is a scope (RFC 6749 section 3.3). */
    private static String scope(@Nullable String scope) {
        if (scope == null) {
            return "no scope named";
        }
        return scope.matches("[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]{1,300}")
                ? "scope \"" + scope + "\""
                : "a scope with odd characters";
    }

    private String calls() {
        String hosts =
                provider.allowedHosts().isBound()
                        ? " to "
                                + provider.allowedHosts().hosts().stream()
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                        : " to any host, as allowedHosts binds it to none";
        return "carry "
                + provider.headers().stream()
                        .map(HeaderTemplate::name)
                        .sorted()
                        .collect(Collectors.joining(", "))
                + hosts;
    }

    private static void explain(Evidence evidence, AuthFailure failure, ReportText text) {
        if (evidence.exchanges().isEmpty()) {
            text.add("request", "None was sent.");
        }
        for (Finding finding : new Diagnosis(evidence, failure).findings()) {
            text.add("cause", finding.cause());
            String label = "to do";
            for (String remedy : finding.remedies()) {
                text.item(label, remedy);
                label = "";
            }
        }
        new ClockNote(evidence).text().ifPresent(note -> text.add("note", note));
        if (failure.reason() == Reason.REJECTED) {
            text.add(
                    "note",
                    "Nothing was tried on the chance, such as the same credentials in another way:"
                            + " it might lock the account.");
        }
    }

    private static String words(Duration life) {
        long seconds = life.toSeconds();
        if (seconds < 300) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return life.toMinutes() + " min";
        }
        String minutes = life.toMinutesPart() == 0 ? "" : " " + life.toMinutesPart() + " min";
        return life.toHours() + " h" + minutes;
    }
}
