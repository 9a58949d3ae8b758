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
import io.mxauth.camel.oauth.Outcome.Effect;
import io.mxauth.camel.oauth.Outcome.Failed;
import io.mxauth.camel.oauth.Outcome.Granted;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One exchange of a code for tokens, within the provider's {@code requestTimeout}. The request is
 * repeated only where it surely was not acted on. Used once.
 */
final class CodeExchange {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final AuthorizationCodeGrant grant;
    private final TokenRequests requests;
    private final IssuerFailures failures;

    CodeExchange(
            Issuer issuer,
            Provider provider,
            GrantKey grantKey,
            AuthorizationCodeGrant grant,
            Deadline deadline) {
        this.grant = grant;
        this.requests =
                new TokenRequests(
                        issuer,
                        issuer.transport(),
                        provider,
                        grantKey,
                        provider.timing().maxAttempts(),
                        deadline,
                        PAUSE::multipliedBy);
        this.failures = new IssuerFailures(provider);
    }

    /** What was granted; fails with an {@link AuthFailure}. */
    CompletableFuture<Granted> at(URI endpoint) {
        return requests.send(endpoint, grant).thenApply(outcome -> granted(outcome, endpoint));
    }

    private Granted granted(Outcome outcome, URI endpoint) {
        if (outcome instanceof Failed failed) {
            AuthFailure failure = failed.failure();
            throw failed.effect() == Effect.REFUSED
                    ? failures.codeRefused(endpoint, failure.status(), failure.error())
                    : failure;
        }
        return (Granted) outcome;
    }
}
