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

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.SecureEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The discovery documents of issuers (RFC 8414, OpenID Connect Discovery 1.0), each read when an
 * endpoint is first needed that is not configured, and kept. Endpoints may lie on another host than
 * the issuer's name says; a document that cannot be read is asked for again the next time.
 */
final class Discovery {

    private static final int MOST_DOCUMENTS = 1000;
    private static final Duration KEPT = Duration.ofHours(24);

    private final HttpTransport transport;
    private final AnswerReader answers;
    private final AsyncCache<URI, Reading> documents =
            Caffeine.newBuilder()
                    .maximumSize(MOST_DOCUMENTS)
                    .expireAfterWrite(KEPT)
                    .executor(Runnable::run)
                    .buildAsync();

    Discovery(HttpTransport transport, AnswerReader answers) {
        this.transport = transport;
        this.answers = answers;
    }

    /**
     * Finds an endpoint: the configured one, or else the discovered one.
     *
     * @param which picks the endpoint
     * @param option the endpoint's option, for messages
     * @return fails with an {@code AuthFailure}
     */
    CompletableFuture<URI> find(
            Provider provider,
            Function<Endpoints, @Nullable URI> which,
            String option,
            Duration timeout) {
        URI configured = which.apply(provider.endpoints());
        if (configured != null) {
            return CompletableFuture.completedFuture(configured);
        }
        IssuerFailures failures = new IssuerFailures(provider);
        if (provider.endpoints().discovery() == null) {
            return CompletableFuture.failedFuture(failures.unknownEndpoint(option));
        }
        return document(provider, timeout)
                .thenApply(
                        document -> {
                            URI found = which.apply(document.endpoints());
                            if (found == null) {
                                throw failures.unknownEndpoint(option);
                            }
                            return found;
                        });
    }

    /**
     * The issuer's document as a whole.
     *
     * @return says nothing where none is configured; fails with an {@code AuthFailure}
     */
    CompletableFuture<Document> document(Provider provider, Duration timeout) {
        URI uri = provider.endpoints().discovery();
        if (uri == null) {
            return CompletableFuture.completedFuture(Document.NONE);
        }
        CompletableFuture<Reading> pending =
                documents.get(uri, (absent, executor) -> read(absent, timeout));
        return pending.thenApply(
                reading -> {
                    Document document = reading.document();
                    if (document == null) {
                        documents.asMap().remove(uri, pending);
                        throw toldOf(reading.thrown(), uri, new IssuerFailures(provider));
                    }
                    return document;
                });
    }

    /**
     * What an issuer says of itself.
     *
     * @param endpoints where it is asked, and its name
     * @param namesItself whether it puts its name into answers to the browser (RFC 9207 section 3)
     */
    record Document(Endpoints endpoints, boolean namesItself) {

        static final Document NONE =
                new Document(new Endpoints(null, null, null, null, null, null, null), false);
    }

    /**
     * What came of a document, a failure included: of a future that fails, the cache would print a
     * stack trace on its own account. One of the two is null.
     */
    private record Reading(@Nullable Document document, @Nullable Throwable thrown) {}

    private CompletableFuture<Reading> read(URI document, Duration timeout) {
        return transport
                .send(IssuerRequests.document(document), timeout)
                .thenApply(
                        answer -> {
                            if (!answer.isSuccess()) {
                                throw new Unreadable(answer.status());
                            }
                            return answers.object(answer.body())
                                    .map(Discovery::document)
                                    .orElseThrow(() -> new Unreadable(answer.status()));
                        })
                .handle(Reading::new);
    }

    private static AuthFailure toldOf(
            @Nullable Throwable thrown, URI document, IssuerFailures failures) {
        Throwable cause = Cause.of(thrown);
        if (cause instanceof TransportException e) {
            return failures.unanswered(document, e);
        }
        return failures.undiscovered(
                document, cause instanceof Unreadable unreadable ? unreadable.status : 0);
    }

    /** A document that cannot be used, told to each provider that waited for it in its own words. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Unreadable(int status) {
            super("the discovery document cannot be used", null, false, false);
            this.status = status;
        }
    }

    private static Document document(JsonNode document) {
        return new Document(
                endpoints(document),
                document.path("authorization_response_iss_parameter_supported").booleanValue());
    }

    private static Endpoints endpoints(JsonNode document) {
        return new Endpoints(
                endpoint(document, "token_endpoint"),
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "introspection_endpoint"),
                endpoint(document, "revocation_endpoint"),
                endpoint(document, "jwks_uri"),
                document.path("issuer").textValue(),
                null);
    }

    private static @Nullable URI endpoint(JsonNode document, String member) {
        String text = document.path(member).textValue();
        return text == null ? null : SecureEndpoint.parse(text).orElse(null);
    }
}
