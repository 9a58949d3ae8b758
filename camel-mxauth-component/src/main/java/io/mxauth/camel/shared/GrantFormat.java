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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of what a store keeps: JSON with a version. Members that are added later are passed over;
 * what an earlier release could not read gets another version.
 */
final class GrantFormat {

    private static final int VERSION = 1;

    /** No issuer's token has a space or a control character in it. */
    private static final Pattern TOKEN = Pattern.compile("[^\\p{Cntrl} ]+");

    /** Above what {@link io.mxauth.camel.token.Lifetime} gives, with years that are longer. */
    private static final Duration LONGEST = Duration.ofDays(3660);

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final Supplier<ObjectMapper> mapper;
    private final SetAside aside = new SetAside();

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
     * Reads a text. What cannot be right in it is set aside: a grant that is left has neither an
     * access token nor a refresh token, so that the full grant or a login takes its place.
     *
     * @throws StoreFailure where a later release wrote it
     */
    StoredGrants read(String key, Secret text) {
        Optional<JsonNode> read = tree(text);
        if (read.map(tree -> tree.path("version").intValue()).orElse(0) > VERSION) {
            throw new StoreFailure(
                    "The store's entry '%s' was written by a later release. Update this application"
                            .formatted(key));
        }
        Optional<JsonNode> byRoot =
                read.filter(tree -> tree.path("version").intValue() == VERSION)
                        .map(tree -> tree.path("grants"))
                        .filter(JsonNode::isObject);
        if (byRoot.isEmpty()) {
            aside.add(key, "it is no text of this component");
            return StoredGrants.UNREADABLE;
        }
        Map<String, StoredGrant> grants = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        byRoot.get()
                .properties()
                .forEach(entry -> grants.put(entry.getKey(), grant(entry.getValue(), wrong)));
        if (wrong.isEmpty()) {
            aside.remove(key);
        } else {
            aside.add(key, String.join(", ", wrong));
        }
        return new StoredGrants(grants);
    }

    private Optional<JsonNode> tree(Secret text) {
        try {
            return Optional.ofNullable(mapper.get().readTree(text.value()));
        } catch (JsonProcessingException e) {
            // Its message quotes the text.
            return Optional.empty();
        }
    }

    /** Reads a grant part by part, so that what is right of it is kept. */
    private static StoredGrant grant(JsonNode node, List<String> wrong) {
        Optional<Instant> written = instant(node.path("written"));
        String refresh = text(node, "refresh");
        boolean hasRefresh = refresh != null && TOKEN.matcher(refresh).matches();
        Optional<StoredToken> access = access(node.path("access"));
        if (written.isEmpty()) {
            wrong.add("its time of writing is none");
        }
        if (node.has("refresh") && !hasRefresh) {
            wrong.add("its refresh token is none");
        }
        if (node.has("access") && access.isEmpty()) {
            wrong.add("its access token is none, or has times that no token has");
        }
        return new StoredGrant(
                access.orElse(null),
                hasRefresh && refresh != null ? new Secret(refresh) : null,
                node.path("reusable").booleanValue(),
                text(node, "spending"),
                text(node, "subject"),
                written.orElse(Instant.EPOCH));
    }

    private static Optional<StoredToken> access(JsonNode node) {
        String value = text(node, "value");
        String type = text(node, "type");
        Optional<Instant> issued = instant(node.path("issued"));
        Optional<Instant> expires = instant(node.path("expires"));
        if (value == null
                || type == null
                || !TOKEN.matcher(value).matches()
                || issued.isEmpty()
                || expires.isEmpty()
                || expires.get().isBefore(issued.get())
                || Duration.between(issued.get(), expires.get()).compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                new StoredToken(
                        new Secret(value), type, text(node, "scope"), issued.get(), expires.get()));
    }

    /** A time that can be reckoned with. */
    private static Optional<Instant> instant(JsonNode node) {
        try {
            return Optional.ofNullable(node.textValue())
                    .map(Instant::parse)
                    .filter(time -> time.isAfter(FIRST) && time.isBefore(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.path(member).textValue();
    }
}
