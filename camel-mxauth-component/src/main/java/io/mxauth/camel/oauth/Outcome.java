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
package io.mxauth.camel.oauth;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.token.Token;
import java.util.Set;

/** What became of one token request. */
sealed interface Outcome {

    /**
     * Tokens were granted.
     *
     * @param token the access token
     * @param answer the whole answer
     */
    record Granted(Token token, TokenAnswer answer) implements Outcome {}

    /**
     * No token was granted.
     *
     * @param failure what to tell the callers
     * @param effect what the issuer may have done with what the request would use up
     * @param transientFault whether the same request may succeed a moment later
     */
    record Failed(AuthFailure failure, Effect effect, boolean transientFault) implements Outcome {

        /** Codes that say that the request is wrong, whoever sends it (RFC 6749 section 5.2). */
        private static final Set<String> WRONG_REQUESTS =
                Set.of(
                        "invalid_request",
                        "invalid_grant",
                        "invalid_scope",
                        "invalid_target",
                        "unsupported_grant_type");

        /** Whether it may be the client's authentication that was refused. */
        boolean refusesClient() {
            String error = failure.error();
            return failure.reason() == Reason.REJECTED
                    && (error == null || !WRONG_REQUESTS.contains(error));
        }

        /** Whether the same request may be sent once more in the same fetch. */
        boolean mayRepeat(Grant grant) {
            return transientFault && (!grant.spends() || effect == Effect.NONE);
        }
    }

    /** What a failed request did to a refresh token or code that it carried. */
    enum Effect {
        /** Nothing: it was not sent, or answered as not now, or the client was refused. */
        NONE,
        /** It was refused. */
        REFUSED,
        /** Nobody knows. */
        UNKNOWN
    }
}
