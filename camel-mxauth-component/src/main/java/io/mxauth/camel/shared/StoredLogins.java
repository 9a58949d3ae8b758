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
package io.mxauth.camel.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.login.PendingLogin;
import io.mxauth.camel.login.PendingLogins;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Remembers log-ins in a store, so that they may end in another JVM than they began in. */
public final class StoredLogins implements PendingLogins {

    private static final String PREFIX = "login:";

    private final SharedStore store;
    private final Supplier<ObjectMapper> mapper;

    public StoredLogins(SharedStore store, Supplier<ObjectMapper> mapper) {
        this.store = store;
        this.mapper = mapper;
    }

    @Override
    public CompletableFuture<?> keep(Provider provider, String key, PendingLogin login) {
        return told(
                provider,
                store.save(PREFIX + key, text(login), login.expires(), SharedStore.ABSENT)
                        .thenApply(
                                saved -> {
                                    if (!saved) {
                                        throw new StoreFailure(
                                                "It has a log-in under that key already");
                                    }
                                    return true;
                                }));
    }

    @Override
    public CompletableFuture<Optional<PendingLogin>> take(Provider provider, String key) {
        return told(
                provider,
                store.load(PREFIX + key)
                        .thenCompose(
                                entry ->
                                        entry.map(found -> taken(key, found.value()))
                                                .orElseGet(
                                                        () ->
                                                                CompletableFuture.completedFuture(
                                                                        Optional.empty()))));
    }

    /** Whoever forgets it has it: of several only one is told that he did. */
    private CompletableFuture<Optional<PendingLogin>> taken(String key, Secret value) {
        return store.forget(PREFIX + key)
                .thenApply(mine -> mine ? Optional.of(login(value.value())) : Optional.empty());
    }

    private static <T> CompletableFuture<T> told(Provider provider, CompletableFuture<T> answer) {
        return answer.exceptionallyCompose(
                thrown ->
                        CompletableFuture.failedFuture(
                                new StoreFailures(provider).ofLogin(thrown)));
    }

    private Secret text(PendingLogin login) {
        return new Secret(
                mapper.get()
                        .createObjectNode()
                        .put("account", login.account())
                        .put("binding", login.binding())
                        .put("verifier", login.verifier().value())
                        .put("nonce", login.nonce().value())
                        .put("returnTo", login.returnTo())
                        .put("begun", login.begun().toString())
                        .toString());
    }

    private PendingLogin login(String text) {
        try {
            JsonNode json = mapper.get().readTree(text);
            return new PendingLogin(
                    json.path("account").asText(),
                    json.path("binding").asText(),
                    new Secret(json.path("verifier").asText()),
                    new Secret(json.path("nonce").asText()),
                    json.path("returnTo").textValue(),
                    Instant.parse(json.path("begun").asText()));
        } catch (JsonProcessingException | DateTimeException e) {
            // Neither is shown as a cause: both quote what they could not read.
            throw new StoreFailure("What it has of a log-in cannot be read");
        }
    }
}
