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

import java.util.ArrayList;
import java.util.List;

/** A report under way: a headline, and below it lines with a label, wrapped and aligned. */
final class ReportText {

    private static final int WIDTH = 100;
    private static final String INDENT = "  ";
    private static final int LABEL_WIDTH = 9;

    private final List<String> lines = new ArrayList<>();

    ReportText(String headline) {
        lines.add(headline);
    }

    /** Adds a text under a label. */
    ReportText add(String label, String text) {
        String first = INDENT + label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
        wrap(first, " ".repeat(first.length()), text);
        return this;
    }

    /** Adds lines as they are under one label. */
    ReportText addAll(String label, List<String> texts) {
        String now = label;
        for (String text : texts) {
            lines.add(INDENT + now + " ".repeat(LABEL_WIDTH - now.length()) + text);
            now = "";
        }
        return this;
    }

    /** Adds an item of a list under a label, which the first item alone has. */
    ReportText item(String label, String text) {
        String first = INDENT + label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
        wrap(first + "- ", " ".repeat(first.length() + 2), text);
        return this;
    }

    private void wrap(String first, String next, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
