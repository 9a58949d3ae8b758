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

import io.mxauth.camel.oauth.IssuerMetadata;
import io.mxauth.camel.provider.ClientAuthentication;
import io.mxauth.camel.provider.Credentials;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What it probably means that an issuer does not let the client in. */
record ClientFindings(Evidence evidence) {

    List<Finding> list() {
        List<Finding> findings = new ArrayList<>();
        Optional<Finding> wrongWay = wrongWay();
        wrongWay.ifPresent(findings::add);
        List<String> flaws = new CredentialFlaws(provider()).ofClient();
        if (!flaws.isEmpty()) {
            findings.add(new Finding("Something in the credentials looks odd.", flaws));
        }
        findings.add(wrongCredentials());
        if (wrongWay.isEmpty()) {
            // What an issuer lists need not hold for each client.
            findings.add(otherWay());
            encoding().ifPresent(findings::add);
        }
        return findings;
    }

    private Provider provider() {
        return evidence.provider();
    }

    /** Where the issuer itself says so. */
    private Optional<Finding> wrongWay() {
        IssuerMetadata metadata = evidence.metadata();
        String used = wireName(provider().clientAuthentication());
        if (metadata == null
                || metadata.clientAuthentications().isEmpty()
                || metadata.clientAuthentications().contains(used)) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        "The client came by %s, %s, while the issuer's discovery document lists %s."
                                .formatted(
                                        used,
                                        sent(),
                                        String.join(", ", metadata.clientAuthentications())),
                        "Set clientAuthentication to " + usable(metadata) + "."));
    }

    private static String usable(IssuerMetadata metadata) {
        Set<String> ours =
                metadata.clientAuthentications().stream()
                        .filter(name -> ClientAuthentication.of(name).isPresent())
                        .collect(Collectors.toUnmodifiableSet());
        return ours.isEmpty()
                ? "one of them, of which this component knows none"
                : ours.stream().sorted().collect(Collectors.joining(" or "));
    }

    private Finding wrongCredentials() {
        List<String> remedies = new ArrayList<>();
        String host = evidence.exchanges().get(0).call().uri().getHost();
        remedies.add(
                (provider().clientAuthentication().needsSecret()
                                ? "Compare clientId and clientSecret with what the provider gave"
                                        + " out, character by character."
                                : "Compare clientId with what the provider gave out, character by"
                                        + " character.")
                        + " Has the secret been replaced?");
        remedies.add(
                (provider().region() == null
                                ? "They must be those for %s: credentials of another region,"
                                        + " tenant or staging system are refused just so."
                                : "They must be those of region "
                                        + provider().region()
                                        + ": credentials of another region or of a staging system"
                                        + " are refused by %s just so.")
                        .formatted(host));
        return new Finding(
                "The issuer does not know this client id, or not with this secret.", remedies);
    }

    private Finding otherWay() {
        String remedy =
                switch (provider().clientAuthentication()) {
                    case CLIENT_SECRET_BASIC, CLIENT_SECRET_BASIC_PLAIN ->
                            "If its documentation has client_id and client_secret among the form's"
                                    + " parameters, set clientAuthentication to"
                                    + " client_secret_post.";
                    case CLIENT_SECRET_POST ->
                            "If its documentation has an Authorization: Basic header or curl -u,"
                                    + " set clientAuthentication to client_secret_basic or, where"
                                    + " it joins id and secret as they are, to"
                                    + " client_secret_basic_plain.";
                    case NONE ->
                            "If the provider gave you a client secret for the token request, set"
                                    + " clientAuthentication to client_secret_basic or"
                                    + " client_secret_post.";
                };
        return new Finding(
                "Or the client came in another way than the issuer expects: it came by %s, %s."
                        .formatted(wireName(provider().clientAuthentication()), sent()),
                remedy);
    }

    /** Whether it can matter that the server does not undo the form-encoding, or does. */
    private Optional<Finding> encoding() {
        ClientAuthentication used = provider().clientAuthentication();
        boolean basic =
                used == ClientAuthentication.CLIENT_SECRET_BASIC
                        || used == ClientAuthentication.CLIENT_SECRET_BASIC_PLAIN;
        Credentials credentials = provider().credentials();
        if (!basic
                || (isUnchanged(credentials.clientId())
                        && isUnchanged(credentials.clientSecret()))) {
            return Optional.empty();
        }
        ClientAuthentication other =
                used == ClientAuthentication.CLIENT_SECRET_BASIC
                        ? ClientAuthentication.CLIENT_SECRET_BASIC_PLAIN
                        : ClientAuthentication.CLIENT_SECRET_BASIC;
        return Optional.of(
                new Finding(
                        "Or it is the encoding: clientId or clientSecret has a character that"
                                + " form-encoding changes, and not every issuer undoes that. They"
                                + " came %s.".formatted(sent()),
                        "If all else is right, set clientAuthentication to %s."
                                .formatted(other.value())));
    }

    private static boolean isUnchanged(@Nullable Secret secret) {
        return secret == null || isUnchanged(secret.value());
    }

    private static boolean isUnchanged(@Nullable String text) {
        return text == null || URLEncoder.encode(text, StandardCharsets.UTF_8).equals(text);
    }

    private String sent() {
        return switch (provider().clientAuthentication()) {
            case CLIENT_SECRET_BASIC -> "form-encoded in the Authorization header";
            case CLIENT_SECRET_BASIC_PLAIN -> "as they are in the Authorization header";
            case CLIENT_SECRET_POST -> "id and secret in the body";
            case NONE -> "the id in the body, without a secret";
        };
    }

    /** The plain form is our own distinction; on the wire it has the same name. */
    private static String wireName(ClientAuthentication authentication) {
        return authentication == ClientAuthentication.CLIENT_SECRET_BASIC_PLAIN
                ? ClientAuthentication.CLIENT_SECRET_BASIC.value()
                : authentication.value();
    }
}
