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
package io.mxauth.examples.camelk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schema as custom resource definitions write it, read as strictly as {@code kubectl} does: what a
 * schema does not name is an error, unless it preserves unknown fields.
 */
record Schema(Map<?, ?> content) {

    /** What is wrong with a value, each with the path to it; empty if nothing is. */
    List<String> problems(Object value) {
        List<String> problems = new ArrayList<>();
        check("", value, content, problems);
        return problems;
    }

    private static void check(
            String path, @Nullable Object value, Map<?, ?> schema, List<String> problems) {
        if (!isOfType(value, schema.get("type"))) {
            problems.add(path + " is no " + schema.get("type"));
        } else if (value instanceof Map<?, ?> object) {
            checkObject(path, object, schema, problems);
        } else if (value instanceof List<?> list
                && schema.get("items") instanceof Map<?, ?> items) {
            list.forEach(item -> check(path + "[]", item, items, problems));
        }
    }

    private static void checkObject(
            String path, Map<?, ?> object, Map<?, ?> schema, List<String> problems) {
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !object.containsKey(name))
                    .forEach(name -> problems.add(path + "." + name + " is missing"));
        }
        Map<?, ?> known = schema.get("properties") instanceof Map<?, ?> p ? p : Map.of();
        boolean anything =
                Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))
                        || (known.isEmpty() && !schema.containsKey("additionalProperties"));
        object.forEach(
                (name, member) -> {
                    String place = path + "." + name;
                    if (known.get(name) instanceof Map<?, ?> property) {
                        check(place, member, property, problems);
                    } else if (schema.get("additionalProperties") instanceof Map<?, ?> any) {
                        check(place, member, any, problems);
                    } else if (!anything) {
                        problems.add(place + " is unknown");
                    }
                });
    }

    private static boolean isOfType(@Nullable Object value, @Nullable Object type) {
        return switch (String.valueOf(type)) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> true;
        };
    }
}
