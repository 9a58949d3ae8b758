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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mxauth.camel.provider.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The text of what a store keeps: JSON with a version. Members that are added later are passed over;
 * what an earlier release could not read gets another version.
 */
final class GrantFormat {

    private static final int VERSION = 1;

    private final Supplier<ObjectMapper> mapper;

    GrantFormat(Supplier<ObjectMapper> mapper) {
        this.mapper = mapper;
    }

    Secret write(StoredGrants grants) {
        ObjectNode text = mapper.get().createObjectNode();
        text.put("version", VERSION);
        ObjectNode byRoot = text.putObject("grants");
        grants.byRoot().forEach((root, grant) -> write(grant, byRoot.putObject(root)));
        try {
            // By this mapper, whose buffers keep nothing, unlike those of the node's text form.
            return new Secret(mapper.get().writeValueAsString(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An object of texts can be written", e);
        }
    }

    private static void write(StoredGrant grant, ObjectNode to) {
        to.put("written", grant.written().toString());
        StoredToken access = grant.access();
        if (access != null) {
            ObjectNode token = to.putObject("access");
            token.put("value", access.value().value());
            token.put("type", access.type());
            token.put("issued", access.issued().toString());
            token.put("expires", access.expires().toString());
            if (access.scope() != null) {
                token.put("scope", access.scope());
            }
        }
        Secret refresh = grant.refresh();
        if (refresh != null) {
            to.put("refresh", refresh.value());
        }
        if (grant.reusable()) {
            to.put("reusable", true);
        }
        if (grant.spending() != null) {
            to.put("spending", grant.spending());
        }
        if (grant.subject() != null) {
            to.put("subject", grant.subject());
        }
    }

    /**
     * Reads a text.
     *
     * @throws StoreFailure where it is none of ours
     */
    StoredGrants read(String key, Secret text) {
        try {
            JsonNode read = mapper.get().readTree(text.value());
            JsonNode version = read == null ? null : read.get("version");
            if (version != null && version.intValue() > VERSION) {
                throw new StoreFailure(
                        "The store's entry '%s' was written by a later release. Update this application"
                                .formatted(key));
            }
            if (read == null || version == null || version.intValue() < 1) {
                throw unreadable(key);
            }
            Map<String, StoredGrant> grants = new LinkedHashMap<>();
            read.required("grants")
                    .properties()
                    .forEach(entry -> grants.put(entry.getKey(), grant(entry.getValue())));
            return new StoredGrants(grants);
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw unreadable(key);
        }
    }

    private static StoreFailure unreadable(String key) {
        return new StoreFailure(
                "The store's entry '%s' is no token of this component. Delete it, and the token is fetched anew"
                        .formatted(key));
    }

    private static StoredGrant grant(JsonNode node) {
        JsonNode access = node.get("access");
        String refresh = text(node, "refresh");
        return new StoredGrant(
                access == null
                        ? null
                        : new StoredToken(
                                new Secret(required(access, "value")),
                                required(access, "type"),
                                text(access, "scope"),
                                Instant.parse(required(access, "issued")),
                                Instant.parse(required(access, "expires"))),
                refresh == null ? null : new Secret(refresh),
                node.path("reusable").booleanValue(),
                text(node, "spending"),
                text(node, "subject"),
                Instant.parse(required(node, "written")));
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.path(member).textValue();
    }

    private static String required(JsonNode node, String member) {
        return Objects.requireNonNullElseGet(
                node.required(member).textValue(),
                () -> {
                    throw new IllegalArgumentException(member);
                });
    }
}
