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
package io.mxauth.camel.springboot.page;

/**
 * HTML as it is written: tags by name, and whatever text and attribute values there are, escaped.
 * Tags and the names of attributes have to be constants.
 */
final class Markup {

    private final StringBuilder html = new StringBuilder(8192);

    /** Begins an element; attributes are names followed by their values. */
    Markup open(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            html.append('"');
        }
        html.append('>');
        return this;
    }

    Markup close(String tag) {
        html.append("</").append(tag).append(">\n");
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** An element that holds that text and nothing else. */
    Markup element(String tag, String text, String... attributes) {
        open(tag, attributes).text(text);
        html.append("</").append(tag).append('>');
        return this;
    }

    /** What is HTML already, and of our own making. */
    Markup raw(String trusted) {
        html.append(trusted);
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
