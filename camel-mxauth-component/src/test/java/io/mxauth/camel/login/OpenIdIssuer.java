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
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mxauth.camel.oauth.LoopbackIssuer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer on loopback that a test may let go wrong in each of its answers. Its name
 * is not its host.
 */
final class OpenIdIssuer implements AutoCloseable {

    static final String NAME = "https://id.example";
    static final String CLIENT = "the-client";

    final LoopbackIssuer server = new LoopbackIssuer();

    private RSAKey key = generate();
    private UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    private Function<JWTClaimsSet, String> signer = this::signed;
    private @Nullable String nonce;
    private String subject = "una";

    OpenIdIssuer() {
        discovery(true);
        publish(key);
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says in its metadata whether it names itself in each answer to the browser. */
    void discovery(boolean namesItself) {
        server.on(
                "/metadata",
                LoopbackIssuer.answer(
                        200,
                        """
                        {"issuer": "%s", "authorization_endpoint": "%s?tenant=1",
                         "token_endpoint": "%s", "jwks_uri": "%s", "revocation_endpoint": "%s",
                         "authorization_response_iss_parameter_supported": %s}
                        """
                                .formatted(
                                        NAME,
                                        server.url("/authorize"),
                                        server.url("/token"),
                                        server.url("/keys"),
                                        server.url("/revoke"),
                                        namesItself)));
    }

    private void publish(RSAKey published) {
        server.on(
                "/keys",
                LoopbackIssuer.answer(200, new JWKSet(published.toPublicJWK()).toString()));
    }

    /** Signs with another key from now on, and publishes it. */
    void rotateKey() {
        forgeKey();
        publish(key);
    }

    /** Signs with another key from now on that it does not publish. */
    void forgeKey() {
        key = generate();
    }

    /** Publishes another key than the one that it signs with. */
    void withdrawKey() {
        publish(generate());
    }

    /** Alters the claims of ID tokens, which are right otherwise. */
    void claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    /** Makes ID tokens out of claims in another way than by a right signature. */
    void signer(Function<JWTClaimsSet, String> other) {
        signer = other;
    }

    void subject(String name) {
        subject = name;
    }

    RSAKey key() {
        return key;
    }

    String signed(JWTClaimsSet set) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), set);
    }

    String signed(JWSHeader header, JWTClaimsSet set) {
        try {
            SignedJWT jwt = new SignedJWT(header, set);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers the next exchange with tokens for that request of a browser. */
    void agree(LoginStart start, Instant now) {
        nonce = query(start.location()).get("nonce");
        JWTClaimsSet.Builder right =
                new JWTClaimsSet.Builder()
                        .issuer(NAME)
                        .audience(CLIENT)
                        .subject(subject)
                        .claim("name", "Una <b>Sher</b>")
                        .claim("nonce", nonce)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)));
        String idToken = signer.apply(claims.apply(right).build());
        server.on("/token", LoopbackIssuer.answer(200, tokens("\"" + idToken + "\"")));
    }

    /** Answers exchanges without an ID token. */
    void agreeNamelessly() {
        server.on("/token", LoopbackIssuer.answer(200, tokens("null")));
    }

    private static String tokens(String idToken) {
        return """
               {"access_token": "access-1", "token_type": "Bearer", "expires_in": 3600,
                "refresh_token": "refresh-1", "id_token": %s}
               """
                .formatted(idToken);
    }

    /** The parameters of a URL. */
    static Map<String, String> query(String url) {
        return parameters(Objects.requireNonNull(URI.create(url).getRawQuery()));
    }

    static Map<String, String> parameters(String encoded) {
        return Arrays.stream(encoded.split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(p -> p[0], p -> decode(p[1])));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The forms that were posted to that path. */
    java.util.List<Map<String, String>> forms(String path) {
        return server.requests().stream()
                .filter(request -> request.line().startsWith("POST " + path + " "))
                .map(request -> parameters(request.body()))
                .toList();
    }

    long reads(String path) {
        return server.requests().stream()
                .filter(request -> request.line().startsWith("GET " + path + " "))
                .count();
    }

    @Override
    public void close() {
        server.close();
    }
}
