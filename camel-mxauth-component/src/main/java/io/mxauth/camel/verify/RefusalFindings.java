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
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a refusal of a token endpoint probably means, by its OAuth error code (RFC 6749 section 5.2)
 * and by what the servers behind the presets are known to say instead.
 *
 * @param status the HTTP status of the refusal
 */
record RefusalFindings(Evidence evidence, int status) {

    private static final String[] AUDIENCE = {"audience", "service not enabled", "resource"};

    /** Parameters that a complaint about the request may name. */
    private static final List<String> PARAMETERS =
            List.of("audience", "scope", "client_id", "client_secret", "username", "password");

    List<Finding> list() {
        String error = Objects.requireNonNullElse(evidence.error(), "");
        return switch (error) {
            case "invalid_client", "unauthorized" -> client();
            case "access_denied" ->
                    status == 401 && !evidence.mentions(AUDIENCE) ? client() : List.of(audience());
            case "unauthorized_client" -> unauthorizedClient();
            case "unsupported_grant_type" -> List.of(grant());
            case "invalid_grant" -> invalidGrant();
            case "invalid_scope" -> List.of(scope());
            case "invalid_target" -> List.of(audience());
            case "invalid_request" -> List.of(request());
            case "" -> status == 401 ? client() : List.of(request());
            default ->
                    List.of(
                            new Finding(
                                    "The issuer refuses for a reason of its own.",
                                    "Look the code up in the provider's documentation."));
        };
    }

    private Provider provider() {
        return evidence.provider();
    }

    private List<Finding> client() {
        return new ClientFindings(evidence).list();
    }

    /**
     * RFC 6749 means the grant; Keycloak says it where the client itself is refused, with 401, or with
     * 400 where it cannot read the Basic header.
     */
    private List<Finding> unauthorizedClient() {
        if (status != 401 && !evidence.mentions("authenticat", "credential", "secret")) {
            return List.of(grant());
        }
        List<Finding> findings = new ArrayList<>(client());
        findings.add(grant());
        return findings;
    }

    private Finding grant() {
        IssuerMetadata metadata = evidence.metadata();
        String used = grantType();
        String change =
                "Ask the provider which grants this client may use, or set grantType to one that"
                        + " it may.";
        return metadata == null || metadata.grants().isEmpty() || metadata.grants().contains(used)
                ? new Finding("This client may not use grant %s.".formatted(used), change)
                : new Finding(
                        "The issuer's discovery document does not list grant %s, but %s."
                                .formatted(used, String.join(", ", metadata.grants())),
                        "Set grantType to one of those that the provider documents.");
    }

    private String grantType() {
        var last = evidence.last();
        String sent =
                last == null
                        ? null
                        : new MaskedRequest(last.call(), provider()).parameter("grant_type");
        return sent != null ? sent : provider().grant().value();
    }

    private List<Finding> invalidGrant() {
        if (grantType().equals(GrantType.REFRESH_TOKEN.value())) {
            return List.of(
                    new Finding(
                            "The refresh token is used up, too old or revoked, or it was issued to"
                                    + " another clientId.",
                            "Get a new one. Where the issuer rotates them each works once only, so"
                                    + " that no second application may have the same one."));
        }
        List<Finding> findings = new ArrayList<>();
        if (evidence.mentions("client_id", "client id")) {
            findings.add(
                    new Finding(
                            "The grant belongs to another client.",
                            "Check clientId: it must be the one that the grant was issued to."));
        }
        List<String> flaws = new CredentialFlaws(provider()).ofUser();
        if (!flaws.isEmpty()) {
            findings.add(new Finding("Something in the credentials looks odd.", flaws));
        }
        findings.add(
                new Finding(
                        "User name or password is wrong, or the account is locked, has expired or"
                                + " may not log in this way. The client itself was let in.",
                        "Check username and password before you try again: tries with a wrong"
                                + " password may lock the account.",
                        "Log in with them where people log in. If that works, ask the provider"
                                + " whether the account may use grant password."));
        return findings;
    }

    private Finding scope() {
        String asked = provider().scope();
        if (asked == null) {
            return new Finding(
                    "The issuer wants a scope to be named.",
                    "Set scope to what the provider documents.");
        }
        IssuerMetadata metadata = evidence.metadata();
        Set<String> known = metadata == null ? Set.of() : metadata.scopes();
        List<String> unlisted =
                Arrays.stream(asked.split(" ", -1)).filter(each -> !known.contains(each)).toList();
        return new Finding(
                "The issuer does not grant this client the scope \"%s\".".formatted(asked),
                known.isEmpty() || unlisted.isEmpty()
                        ? "Ask the provider which scopes this client may have, and set scope."
                        : "Set scope: the issuer's discovery document does not list %s."
                                .formatted(String.join(", ", unlisted)));
    }

    private Finding audience() {
        String audience = provider().audience();
        if (audience == null) {
            return new Finding(
                    "The request names no audience, or the client may not use any API here.",
                    "Set audience to the identifier of the API, as the provider documents it.");
        }
        return new Finding(
                "The issuer does not know the audience %s, or this client may not use it."
                        .formatted(audience),
                "Check audience: it must be the API's identifier to the character; https: and a"
                        + " final slash count.",
                "Check that audience and token endpoint are of the same region.",
                "Ask the provider to allow this client that API.");
    }

    private Finding request() {
        List<String> named = PARAMETERS.stream().filter(evidence::mentions).toList();
        if (!named.isEmpty()) {
            return new Finding(
                    "The issuer does not like the request; it speaks of %s."
                            .formatted(String.join(", ", named)),
                    "Check the options for that, and clientAuthentication, which decides whether"
                            + " client_id and client_secret are among the parameters.");
        }
        return new Finding(
                "The issuer does not like the request: something is missing or odd in it.",
                provider().audience() == null
                        ? "Does it want an audience or a scope? None is named."
                        : "Does it want a scope or another parameter? See scope and"
                                + " tokenParameters.",
                "Does it want client_id in the body? See clientAuthentication.",
                "Check the endpoint's URL.");
    }
}
