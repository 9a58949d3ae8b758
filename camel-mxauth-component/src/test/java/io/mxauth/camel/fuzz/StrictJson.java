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
package io.mxauth.camel.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of JSON by the letter of RFC 8259, written for these tests so that nothing of the library
 * judges itself. Values are Map, List, String, {@link Num}, Boolean, and {@link #NULL}.
 */
final class StrictJson {

    static final Object NULL = new Object();

    /** A number as it is written. */
    record Num(String written) {}

    /** A text that is no JSON. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final String text;
    private int at;
    private boolean repeatsNames;

    private StrictJson(String text) {
        this.text = text;
    }

    /** The one value that the text is. */
    static Object read(String text) throws NotJson {
        return new StrictJson(text).document();
    }

    /** Whether an object in it has a member twice, which the RFC leaves open. */
    static boolean repeatsNames(String text) throws NotJson {
        StrictJson json = new StrictJson(text);
        json.document();
        return json.repeatsNames;
    }

    private Object document() throws NotJson {
        Object value = value();
        space();
        expect(at == text.length());
        return value;
    }

    private Object value() throws NotJson {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() throws NotJson {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (next('}')) {
            return members;
        }
        do {
            space();
            expect(peek() == '"');
            String name = string();
            expect(next(':'));
            repeatsNames |= members.put(name, value()) != null;
        } while (next(','));
        expect(next('}'));
        return members;
    }

    private List<Object> array() throws NotJson {
        List<Object> items = new ArrayList<>();
        at++;
        if (next(']')) {
            return items;
        }
        do {
            items.add(value());
        } while (next(','));
        expect(next(']'));
        return items;
    }

    private String string() throws NotJson {
        StringBuilder read = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = text.charAt(at++);
            expect(c >= ' ');
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        return read.toString();
    }

    private char escaped() throws NotJson {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                expect(at + 4 <= text.length());
                String hex = text.substring(at, at + 4);
                expect(hex.matches("[0-9A-Fa-f]{4}"));
                at += 4;
                yield (char) Integer.parseInt(hex, 16);
            }
            default -> throw new NotJson();
        };
    }

    private Num number() throws NotJson {
        int from = at;
        while (at < text.length() && "+-.0123456789Ee".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String written = text.substring(from, at);
        expect(written.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([Ee][+-]?[0-9]+)?"));
        return new Num(written);
    }

    private Object word(String word, Object meaning) throws NotJson {
        expect(text.startsWith(word, at));
        at += word.length();
        return meaning;
    }

    private boolean next(char c) {
        space();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws NotJson {
        expect(at < text.length());
        return text.charAt(at);
    }

    private static void expect(boolean holds) throws NotJson {
        if (!holds) {
            throw new NotJson();
        }
    }

    /** A member's value, or null where there is none. */
    static @Nullable Object member(Object value, String name) {
        return value instanceof Map<?, ?> object ? object.get(name) : null;
    }
}
