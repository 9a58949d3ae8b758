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
package io.mxauth.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.login.PendingLogin;
import io.mxauth.camel.login.PendingLogins;
import io.mxauth.camel.provider.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers log-ins in a {@link TokenStore}, so that they may end in another pod than they began in. */
final class StoredLogins implements PendingLogins {

    private static final String PREFIX = "login:";

    private final TokenStore store;
    private final ObjectMapper mapper;

    StoredLogins(TokenStore store, ObjectMapper mapper) {
        this.store = store;
        this.mapper = mapper;
    }

    @Override
    public void keep(String key, PendingLogin login) {
        if (!guarded(
                () -> store.save(PREFIX + key, text(login), login.expires(), TokenStore.ABSENT))) {
            throw new TokenStoreException("The store has a log-in under that key already");
        }
    }

    @Override
    public @Nullable PendingLogin take(String key) {
        return guarded(
                () -> {
                    TokenStore.Entry entry = store.load(PREFIX + key);
                    // Whoever forgets it has it: of several only one is told that he did.
                    return entry != null && store.forget(PREFIX + key)
                            ? login(entry.value())
                            : null;
                });
    }

    /** What a store throws that keeps no contract may quote anything, so only its class is told. */
    static <T extends @Nullable Object> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (TokenStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TokenStoreException("The token store failed by " + e.getClass().getName());
        }
    }

    private String text(PendingLogin login) {
        return mapper.createObjectNode()
                .put("account", login.account())
                .put("binding", login.binding())
                .put("verifier", login.verifier().value())
                .put("nonce", login.nonce().value())
                .put("returnTo", login.returnTo())
                .put("begun", login.begun().toString())
                .toString();
    }

    private PendingLogin login(String text) {
        try {
            JsonNode json = mapper.readTree(text);
            return new PendingLogin(
                    json.path("account").asText(),
                    json.path("binding").asText(),
                    new Secret(json.path("verifier").asText()),
                    new Secret(json.path("nonce").asText()),
                    json.path("returnTo").textValue(),
                    Instant.parse(json.path("begun").asText()));
        } catch (JsonProcessingException | DateTimeException e) {
            // Neither is shown as a cause: both quote what they could not read.
            throw new TokenStoreException("What the store has of a log-in cannot be read");
        }
    }
}
