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
package io.mxauth.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The reader of faults that are given as parameters, such as {@code refuse=3&status=503}. */
final class FaultScript {

    private static final Set<String> KNOWN =
            Set.of(
                    "delay",
                    "refuse",
                    "status",
                    "body",
                    "garbage",
                    "oversized",
                    "bytes",
                    "drop",
                    "cut-off",
                    "dribble",
                    "per-byte",
                    "hang",
                    "redirect",
                    "location");

    private static final String HEADER = "header.";

    private FaultScript() {}

    static void add(Faults faults, Form form) {
        for (String name : form.names()) {
            if (!KNOWN.contains(name) && !name.startsWith(HEADER)) {
                throw new IllegalArgumentException(
                        "There is no fault "
                                + name
                                + ", only "
                                + KNOWN
                                + " and "
                                + HEADER
                                + "NAME");
            }
        }
        for (String name : form.names()) {
            add(faults, name, form);
        }
    }

    private static void add(Faults faults, String name, Form form) {
        switch (name) {
            case "delay" -> faults.delay(Duration.parse(form.get(name, "")));
            case "refuse" -> refuse(faults, form);
            case "garbage" -> faults.garbage(number(form, name, 1), form.get("body", "garbage"));
            case "oversized" ->
                    faults.oversized(number(form, name, 1), number(form, "bytes", 10_000_000));
            case "drop" -> faults.drop(number(form, name, 1));
            case "cut-off" -> faults.cutOff(number(form, name, 1));
            case "dribble" ->
                    faults.dribble(
                            number(form, name, 1), Duration.parse(form.get("per-byte", "PT0.1S")));
            case "hang" -> faults.hang(number(form, name, 1));
            case "redirect" ->
                    faults.redirect(number(form, name, 1), form.get("location", "/elsewhere"));
            default -> {
                // A parameter of one of the faults.
            }
        }
    }

    private static void refuse(Faults faults, Form form) {
        Map<String, String> headers = new HashMap<>();
        form.toMap()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(HEADER)) {
                                headers.put(name.substring(HEADER.length()), value);
                            }
                        });
        faults.refuse(
                number(form, "refuse", 1),
                number(form, "status", 503),
                headers,
                form.get("body", ""));
    }

    private static int number(Form form, String name, int otherwise) {
        String value = form.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
