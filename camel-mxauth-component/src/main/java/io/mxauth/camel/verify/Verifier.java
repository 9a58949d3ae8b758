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

import io.mxauth.camel.cache.ProviderToken;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.oauth.Asking;
import io.mxauth.camel.oauth.Issuer;
import io.mxauth.camel.oauth.IssuerMetadata;
import io.mxauth.camel.oauth.RecordingTransport;
import io.mxauth.camel.oauth.TokenClaims;
import io.mxauth.camel.oauth.TokenOrigin;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Checks providers, each by a real token request that is looked into. The request is the one that a
 * renewal would send, and takes its place: whoever asks for the token meanwhile waits for it, its
 * token becomes the one in hand, and a refresh token that it spends is followed by its successor.
 * Where it fails, a token in hand stays.
 *
 * <p>Safe for any number of threads, and blocks none.
 */
public final class Verifier {

    private final Issuer issuer;
    private final TokenOrigin origin;

    /**
     * Checks by asking an issuer.
     *
     * @param origin what tokens come from, which knows the refresh token that may be spent
     */
    public Verifier(Issuer issuer, TokenOrigin origin) {
        this.issuer = issuer;
        this.origin = origin;
    }

    /** The report on options that are wrong. */
    public static Verification configuration(String provider, List<Problem> problems) {
        return Report.configuration(provider, problems);
    }

    /** The report on an API key, for which there is nothing to ask. */
    public static Verification ofKey(Provider provider) {
        return new Report(provider).ofKey();
    }

    /** The report on a refresh token that is not to be spent. */
    public static Verification untried(Provider provider) {
        return new Report(provider).untried();
    }

    /**
     * Asks for a token.
     *
     * @param held the place of the token, which must not be one of an API key
     * @return a report, also where the token request fails
     */
    public CompletableFuture<Verification> verify(ProviderToken held) {
        Provider provider = held.provider();
        RecordingTransport recording = issuer.recording();
        return held.cached()
                .renewBy(
                        () ->
                                origin.fetch(
                                        provider,
                                        held.grantKey(),
                                        Asking.recorded(recording),
                                        true))
                .handle((token, thrown) -> seen(provider, recording, token, Cause.of(thrown)))
                .thenCompose(
                        evidence ->
                                asksTheIssuer(evidence)
                                        ? issuer.metadata(provider)
                                                .thenApply(found -> with(evidence, found))
                                        : CompletableFuture.completedFuture(evidence))
                .thenApply(evidence -> new Report(provider).of(evidence));
    }

    private Evidence seen(
            Provider provider,
            RecordingTransport recording,
            @Nullable Token token,
            @Nullable Throwable thrown) {
        TokenClaims claims = token == null ? null : issuer.claims(token);
        return new Evidence(
                provider, recording.exchanges(), token, claims, failure(provider, thrown), null);
    }

    private static @Nullable AuthFailure failure(Provider provider, @Nullable Throwable thrown) {
        if (thrown == null || thrown instanceof AuthFailure) {
            return (AuthFailure) thrown;
        }
        return AuthFailure.of(
                        provider.name(),
                        Reason.UNAVAILABLE,
                        "An unexpected fault: " + thrown.getClass().getName() + ".")
                .build();
    }

    /** What an issuer says in public can explain a refusal, and costs nothing to ask. */
    private static boolean asksTheIssuer(Evidence evidence) {
        AuthFailure failure = evidence.failure();
        return failure != null
                && failure.reason() == Reason.REJECTED
                && evidence.provider().grant() != GrantType.API_KEY;
    }

    private static Evidence with(Evidence evidence, Optional<IssuerMetadata> metadata) {
        return new Evidence(
                evidence.provider(),
                evidence.exchanges(),
                evidence.token(),
                evidence.claims(),
                evidence.failure(),
                metadata.orElse(null));
    }
}
