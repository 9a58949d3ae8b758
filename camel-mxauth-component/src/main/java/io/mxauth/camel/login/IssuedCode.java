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
package io.mxauth.camel.login;

import io.mxauth.camel.login.LoginRefused.Why;
import io.mxauth.camel.oauth.IssuerFacts;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import org.jspecify.annotations.Nullable;

/** The code in an issuer's answer, and why there is none (RFC 6749 section 4.1.2, RFC 9207). */
final class IssuedCode {

    private IssuedCode() {}

    /** The code, where the answer is the issuer's and has one. */
    static Secret of(Provider provider, IssuerFacts facts, LoginAnswer answer) {
        checkIssuer(provider, facts, answer.iss());
        String error = answer.error();
        if (error != null) {
            boolean cancelled = error.equals("access_denied");
            String code = error.matches("[a-z][a-z_]{0,39}") ? error : null;
            throw LoginRefused.of(
                    provider.name(),
                    cancelled ? Why.CANCELLED : Why.ISSUER_ERROR,
                    cancelled
                            ? "the person did not agree, or the issuer did not let them"
                            : "the issuer answered with an error"
                                    + (code == null ? "" : " (" + code + ")"),
                    code);
        }
        String code = answer.code();
        if (code == null || code.isEmpty()) {
            throw refusal(provider, Why.MALFORMED, "the answer has neither a code nor an error");
        }
        return new Secret(code);
    }

    /** RFC 9207 section 2.4. */
    private static void checkIssuer(Provider provider, IssuerFacts facts, @Nullable String iss) {
        String expected = facts.issuer();
        if (iss == null) {
            if (facts.namesItself()) {
                throw refusal(
                        provider,
                        Why.OTHER_ISSUER,
                        "the answer has no iss, which the issuer says it always has");
            }
            return;
        }
        if (expected == null) {
            throw refusal(
                    provider,
                    Why.OTHER_ISSUER,
                    "the answer has an iss and nothing is known to compare it with: set issuer");
        }
        if (!expected.equals(iss)) {
            throw refusal(
                    provider,
                    Why.OTHER_ISSUER,
                    "the answer's iss is another issuer than " + expected);
        }
    }

    private static LoginRefused refusal(Provider provider, Why why, String detail) {
        return LoginRefused.of(provider.name(), why, detail);
    }
}
