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

import io.mxauth.sandbox.Faults;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual says of the sandbox, its ports, its commands and its faults, is so. */
class ManualSandboxTest {

    private static final Path FIRST_PAGE = Path.of("getting-started.adoc");
    private static final Path README = Path.of("../../camel-mxauth-sandbox/README.md");
    private static final int FIRST_PORT = 9100;
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(91\\d\\d)");
    private static final Pattern COMMAND =
            Pattern.compile("curl\\s+(?:-X (\\w+)\\s+)?'(http:[^']+)'");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)(?:\\(.*?\\))?`");

    private static Sandbox sandbox;
    private static int firstPort;

    /** On the ports of the manual, or on others in the same order where one of them is taken. */
    @BeforeAll
    static void start() {
        for (firstPort = FIRST_PORT; sandbox == null; firstPort += 100) {
            try {
                sandbox = Sandbox.start(firstPort);
            } catch (UncheckedIOException e) {
                assertThat(firstPort).isLessThan(20_000);
            }
        }
        firstPort -= 100;
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** The text with the ports that the sandbox has here. */
    private static String here(String text) {
        return PORT.matcher(text)
                .replaceAll(
                        port ->
                                "127.0.0.1:"
                                        + (Integer.parseInt(port.group(1))
                                                - FIRST_PORT
                                                + firstPort));
    }

    @Test
    void properties_areWhatTheSandboxPrints() throws Exception {
        Properties properties = new Properties();
        for (Manual.Block block : Manual.blocks(FIRST_PAGE)) {
            if (block.isConfiguration() && block.text().contains("127.0.0.1")) {
                properties.load(new StringReader(here(block.text())));
            }
        }
        SandboxProvider movio = sandbox.provider("movio-us");
        for (String option : List.of("token-endpoint", "client-id", "client-secret")) {
            assertThat(properties.getProperty(option("movio", option)))
                    .isEqualTo(movio.setting(option));
        }
        assertThat(properties.getProperty(option("movio", "allowed-hosts")))
                .isEqualTo(movio.setting("api-host"));
        assertThat(here(String.join("\n", Manual.lines(FIRST_PAGE))))
                .contains("Call `\\" + movio.setting("api") + "`");
    }

    private static String option(String provider, String name) {
        return "camel.component.mxauth.providers[" + provider + "]." + name;
    }

    @Test
    void commands_areObeyed() {
        List<MatchResult> commands =
                Stream.of(FIRST_PAGE, README)
                        .flatMap(page -> Manual.lines(page).stream())
                        .map(ManualSandboxTest::here)
                        .flatMap(line -> COMMAND.matcher(line).results())
                        .toList();
        assertThat(commands).hasSize(8);
        for (MatchResult command : commands) {
            String method = command.group(1) == null ? "GET" : command.group(1);
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(command.group(2)))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build();
            assertThat(new Browser().send(request).statusCode())
                    .as(command.group())
                    .isBetween(200, 204);
        }
    }

    @Test
    void faults_ofTheTable_areThere() {
        Set<String> methods =
                Stream.of(SandboxProvider.class, Faults.class)
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .map(Method::getName)
                        .collect(Collectors.toSet());
        for (List<String> row : Manual.rows(Manual.lines(Path.of("testing-your-routes.adoc")), 2)) {
            Matcher name = METHOD.matcher(row.get(0));
            assertThat(name.results().map(found -> found.group(1)))
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(methods).contains(found));
        }
    }

    @Test
    void testOfTheReadme_compiles(@TempDir Path classes) {
        List<Manual.Block> blocks =
                Manual.blocks(README).stream()
                        .filter(block -> block.language().equals("java"))
                        .toList();
        assertThat(blocks).hasSize(1);
        Compiled.of(
                "FilmsTest",
                """
                import static org.assertj.core.api.Assertions.assertThat;
                import io.mxauth.sandbox.*;
                import org.junit.jupiter.api.Test;
                import org.junit.jupiter.api.extension.ExtendWith;
                """
                        + blocks.get(0).text(),
                classes);
    }
}
