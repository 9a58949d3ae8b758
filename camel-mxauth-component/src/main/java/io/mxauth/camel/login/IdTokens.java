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

import com.nimbusds.jose.jwk.JWKSet;
import io.mxauth.camel.login.LoginRefused.Why;
import io.mxauth.camel.oauth.IssuerFacts;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.TimeSource;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Verifies ID tokens by the issuers' keys. Safe for any number of threads, and blocks none. */
final class IdTokens {

    private final KeySets keySets;
    private final TimeSource time;

    IdTokens(KeySets keySets, TimeSource time) {
        this.keySets = keySets;
        this.time = time;
    }

    /** The token, once it is believed; fails with {@link LoginRefused} where it is not. */
    CompletableFuture<IdToken> verified(
            Provider provider, IssuerFacts facts, PendingLogin login, @Nullable Secret text) {
        URI uri = facts.keys();
        String issuer = facts.issuer();
        if (uri == null || issuer == null) {
            return refused(provider, "its ID token cannot be verified: set issuer and jwksUri");
        }
        IdToken token = text == null ? null : IdToken.read(text).orElse(null);
        if (token == null) {
            return refused(
                    provider,
                    text == null
                            ? "the issuer gave no ID token, though scope has openid"
                            : "its ID token is not a JWT with a signature of RSA or ECDSA");
        }
        long since = time.nanoTime();
        return keySets.current(provider, uri)
                .thenCompose(
                        keys ->
                                token.isSignedBy(keys)
                                        ? CompletableFuture.completedFuture(keys)
                                        : keySets.newer(provider, uri, since))
                .thenApply(keys -> believed(token, keys, provider, issuer, login));
    }

    private IdToken believed(
            IdToken token, JWKSet keys, Provider provider, String issuer, PendingLogin login) {
        String clientId = Objects.requireNonNull(provider.credentials().clientId());
        String flaw =
                token.isSignedBy(keys)
                        ? token.flaw(issuer, clientId, login, time.now())
                        : "no key of the issuer signed it";
        if (flaw != null) {
            throw refusal(provider, "its ID token is not to be believed, as " + flaw);
        }
        return token;
    }

    private static CompletableFuture<IdToken> refused(Provider provider, String detail) {
        return CompletableFuture.failedFuture(refusal(provider, detail));
    }

    private static LoginRefused refusal(Provider provider, String detail) {
        return LoginRefused.of(provider.name(), Why.ID_TOKEN, detail);
    }
}
