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

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mxauth.camel.provider.Secret;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's signed word on who logged in, to be believed only after {@link #isSignedBy} and {@link
 * #flaw} (OpenID Connect Core section 3.1.3.7).
 */
final class IdToken {

    /** How far the issuer's clock and ours may differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** Signatures by a private key; what names another algorithm, or none, is not read further. */
    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_NAME = 100;

    private final SignedJWT jwt;
    private final JWTClaimsSet claims;

    private IdToken(SignedJWT jwt, JWTClaimsSet claims) {
        this.jwt = jwt;
        this.claims = claims;
    }

    private static Set<JWSAlgorithm> algorithms() {
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512));
        return Set.copyOf(algorithms);
    }

    /** Reads a token, if it is one that is signed as it has to be; believes nothing of it. */
    static Optional<IdToken> read(Secret text) {
        try {
            SignedJWT jwt = SignedJWT.parse(text.value());
            JWSHeader header = jwt.getHeader();
            JOSEObjectType type = header.getType();
            boolean typed = type == null || JOSEObjectType.JWT.equals(type);
            return typed && ALGORITHMS.contains(header.getAlgorithm())
                    ? Optional.of(new IdToken(jwt, jwt.getJWTClaimsSet()))
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** Whether one of these keys signed it. */
    boolean isSignedBy(JWKSet keys) {
        List<JWK> candidates =
                new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader())).select(keys);
        return candidates.stream().anyMatch(this::isSignedBy);
    }

    private boolean isSignedBy(JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric
                    && jwt.verify(
                            new DefaultJWSVerifierFactory()
                                    .createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey()));
        } catch (JOSEException e) {
            return false;
        }
    }

    /**
     * What is wrong with its claims, in words that quote none of them.
     *
     * @param issuer who must have issued it
     * @param clientId for whom
     * @param login for which log-in
     * @return null where nothing is
     */
    @Nullable String flaw(String issuer, String clientId, PendingLogin login, Instant now) {
        if (!issuer.equals(claims.getIssuer())) {
            return "its iss is not the issuer";
        }
        List<String> audience = claims.getAudience();
        if (!audience.contains(clientId)) {
            return "its aud is not this client";
        }
        Object authorized = claims.getClaim("azp");
        if (authorized == null ? audience.size() > 1 : !clientId.equals(authorized)) {
            return "its azp is not this client";
        }
        String flaw = flawInTime(login, now);
        if (flaw != null) {
            return flaw;
        }
        Object nonce = claims.getClaim("nonce");
        if (!(nonce instanceof String text) || !LoginSecrets.same(login.nonce().value(), text)) {
            return "its nonce is not that of this log-in";
        }
        String subject = claims.getSubject();
        return subject == null || subject.isEmpty() || subject.length() > LONGEST_SUBJECT
                ? "it names no subject"
                : null;
    }

    private @Nullable String flawInTime(PendingLogin login, Instant now) {
        Date expires = claims.getExpirationTime();
        if (expires == null || !now.isBefore(expires.toInstant().plus(SKEW))) {
            return "it has expired (exp)";
        }
        Date issued = claims.getIssueTime();
        if (issued == null
                || issued.toInstant().isAfter(now.plus(SKEW))
                || issued.toInstant().isBefore(login.begun().minus(SKEW))) {
            return "it was not issued during this log-in (iat)";
        }
        Date notBefore = claims.getNotBeforeTime();
        return notBefore != null && notBefore.toInstant().isAfter(now.plus(SKEW))
                ? "it is not valid yet (nbf)"
                : null;
    }

    /** The fingerprint of whom it speaks of: a subject is unique for its issuer only. */
    String subject() {
        return LoginSecrets.fingerprint(claims.getIssuer() + " " + claims.getSubject());
    }

    /** How the issuer calls the person, to be shown to that person. */
    String person() {
        for (String claim : List.of("name", "preferred_username", "email")) {
            if (claims.getClaim(claim) instanceof String name && !name.isBlank()) {
                return shortened(name);
            }
        }
        return shortened(String.valueOf(claims.getSubject()));
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "..";
    }

    @Override
    public String toString() {
        return "IdToken[xxxxxx]";
    }
}
