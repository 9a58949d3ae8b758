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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pages of the manual and the READMEs, and the code blocks in them, as the tests of the manual
 * read them. Pages are named by their path from the manual's folder.
 */
final class Manual {

    static final Path FOLDER = Path.of("..", "src", "docs").toAbsolutePath().normalize();

    /** What is written in Markdown and has snippets that users follow. */
    private static final List<Path> READMES =
            List.of(Path.of("../../README.md"), Path.of("../../examples/quickstart/README.md"));

    private static final Pattern LANGUAGE = Pattern.compile("\\[source,(\\w+).*]");
    private static final Pattern FENCE = Pattern.compile("\\s*```(\\w+)");

    private Manual() {}

    /**
     * A code block.
     *
     * @param page the page it is on, as a path below the manual's folder
     * @param line the line of the page that it begins at
     * @param title the line with a dot before it, or an empty text
     * @param language as the block names it
     */
    record Block(Path page, int line, String title, String language, String text) {

        boolean isIncluded() {
            return text.startsWith("include::");
        }

        /** Whether it holds properties of Camel, rather than of a logger or a preset. */
        boolean isConfiguration() {
            return language.equals("properties") && text.startsWith("camel.");
        }

        @Override
        public String toString() {
            return page + ":" + line + " " + language;
        }
    }

    static List<Path> pages() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path page) {
        try {
            return Files.readAllLines(FOLDER.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks() {
        return Stream.concat(pages().stream(), READMES.stream())
                .flatMap(page -> blocks(page).stream())
                .toList();
    }

    static List<Block> blocks(Path page) {
        return page.toString().endsWith(".md") ? fenced(page) : listings(page);
    }

    private static List<Block> fenced(Path page) {
        List<String> lines = lines(page);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int first = i + 1;
                i = first;
                while (!lines.get(i).strip().equals("```")) {
                    i++;
                }
                String text = String.join("\n", lines.subList(first, i)).stripIndent() + "\n";
                blocks.add(new Block(page, first + 1, "", fence.group(1), text));
            }
        }
        return blocks;
    }

    private static List<Block> listings(Path page) {
        List<String> lines = lines(page);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher source = LANGUAGE.matcher(lines.get(i));
            if (source.matches() && lines.get(i + 1).equals("----")) {
                int first = i + 2;
                int end = first + lines.subList(first, lines.size()).indexOf("----");
                String before = i == 0 ? "" : lines.get(i - 1);
                blocks.add(
                        new Block(
                                FOLDER.relativize(FOLDER.resolve(page)),
                                first + 1,
                                before.startsWith(".") ? before.substring(1) : "",
                                source.group(1),
                                String.join("\n", lines.subList(first, end)) + "\n"));
                i = end;
            }
        }
        return blocks;
    }

    /** The rows of the first table in these lines, one cell a line, without its head. */
    static List<List<String>> rows(List<String> lines, int columns) {
        int first = lines.indexOf("|===") + 1;
        int end = first + lines.subList(first, lines.size()).indexOf("|===");
        List<String> cells = new ArrayList<>();
        for (String line : lines.subList(first + 1, end)) {
            if (!line.isEmpty()) {
                assertThat(line).startsWith("|");
                cells.add(line.substring(1));
            }
        }
        assertThat(cells.size() % columns).as("cells of a whole row").isZero();
        return IntStream.range(0, cells.size() / columns)
                .mapToObj(row -> cells.subList(row * columns, (row + 1) * columns))
                .toList();
    }
}
