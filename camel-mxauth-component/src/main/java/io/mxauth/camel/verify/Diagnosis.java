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
import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.RecordedExchange;
import io.mxauth.camel.oauth.TransportException;
import io.mxauth.camel.provider.GrantType;
import java.util.List;

/** Why there is no token, the likeliest cause first. */
record Diagnosis(Evidence evidence, AuthFailure failure) {

    List<Finding> findings() {
        RecordedExchange last = evidence.last();
        if (last == null) {
            return withoutRequest();
        }
        TransportException fault = last.fault();
        if (fault != null) {
            return new NetworkFindings(last, fault).list();
        }
        HttpAnswer answer = last.answer();
        if (answer == null) {
            return unexplained();
        }
        List<Finding> odd =
                new AnswerFindings(last, answer, new SafeText(evidence.provider())).list();
        if (!odd.isEmpty()) {
            return odd;
        }
        if (last.call().method().equals("GET")) {
            return List.of(
                    new Finding(
                            "The discovery document cannot be used: it is none, or does not name"
                                    + " the token endpoint.",
                            "Check discoveryUri, or set tokenEndpoint."));
        }
        return switch (failure.reason()) {
            case REJECTED -> new RefusalFindings(evidence, answer.status()).list();
            case LOGIN_REQUIRED -> loginAfterRefusal(answer);
            case MALFORMED -> malformed(last);
            default -> unable(answer.status());
        };
    }

    private List<Finding> withoutRequest() {
        return failure.reason() == Reason.LOGIN_REQUIRED ? List.of(login()) : unexplained();
    }

    private Finding login() {
        String path = evidence.provider().loginPath();
        if (evidence.provider().grant() != GrantType.AUTHORIZATION_CODE) {
            return new Finding(
                    "There is no refresh token that could be used.",
                    "Configure a new refreshToken.");
        }
        return new Finding(
                "Grant authorization_code needs a person to log in once, and nobody has. There is"
                        + " nothing to ask the issuer for.",
                path != null
                        ? "Start the application and log in at %s.".formatted(path)
                        : "Make a route with operation=login, set loginPath to its path, start the"
                                + " application and log in there.");
    }

    private List<Finding> loginAfterRefusal(HttpAnswer answer) {
        return answer.status() < 400
                ? unexplained()
                : List.of(
                        new Finding(
                                "The refresh token is used up, too old or revoked, or it was issued"
                                        + " to another clientId. There is no other way to a token.",
                                evidence.provider().grant() == GrantType.AUTHORIZATION_CODE
                                        ? login().remedies().get(0)
                                        : "Configure a new refreshToken."));
    }

    private static List<Finding> malformed(RecordedExchange last) {
        if (last.hasMember("error")) {
            return List.of(
                    new Finding(
                            "The issuer says HTTP %d, but its answer is an error."
                                    .formatted(last.status()),
                            "Look the error up in the provider's documentation."));
        }
        return List.of(
                new Finding(
                        last.body() == null
                                ? "The answer is no JSON, so it hardly comes from a token endpoint."
                                : "The answer is JSON, but not that of a token endpoint.",
                        "Check the endpoint's URL against the provider's documentation."));
    }

    private List<Finding> unable(int status) {
        if (!failure.retryable()) {
            return List.of(
                    new Finding(
                            "HTTP %d is no answer of a token endpoint.".formatted(status),
                            "Check the endpoint's URL against the provider's documentation."));
        }
        if (status < 500) {
            return List.of(
                    new Finding(
                            "The issuer limits how often it may be asked. This says nothing of the"
                                    + " credentials.",
                            "Wait and try again. Tokens are kept and shared, so that an application"
                                    + " asks seldom; who else uses this client?"));
        }
        return List.of(
                new Finding(
                        "The issuer has trouble of its own, or a gateway before it does. This says"
                                + " nothing of the credentials.",
                        "Try again later."));
    }

    private List<Finding> unexplained() {
        return List.of(new Finding(failure.message()));
    }
}
