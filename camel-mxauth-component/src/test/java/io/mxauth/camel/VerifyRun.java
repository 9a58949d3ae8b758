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

import io.mxauth.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One run of the command line that checks providers.
 *
 * @param status its exit status
 * @param out what it printed
 * @param error what it complained of
 */
record VerifyRun(int status, String out, String error) {

    /** What a user of the sandbox writes: all its settings, and the five providers by them. */
    static Map<String, String> sandboxed(Sandbox sandbox) {
        Map<String, String> properties = new HashMap<>(sandbox.settings());
        account(properties, "moviexchange", "moviexchange", "username", "password");
        account(properties, "movio", "movio-us");
        account(properties, "filmmakers", "filmmakers", "discovery-uri");
        account(properties, "mxo", "mxo");
        account(
                properties,
                "mediavalet",
                "mediavalet",
                "username",
                "password",
                "subscription-key",
                "discovery-uri");
        properties.put(option("movio", "region"), "us");
        properties.put(option("mxo", "server"), "eu2");
        return properties;
    }

    private static void account(
            Map<String, String> properties, String name, String imitated, String... more) {
        List<String> options =
                new ArrayList<>(List.of("token-endpoint", "client-id", "client-secret"));
        options.addAll(Arrays.asList(more));
        for (String each : options) {
            properties.put(option(name, each), "{{sandbox." + imitated + "." + each + "}}");
        }
        properties.put(option(name, "allowed-hosts"), "{{sandbox." + imitated + ".api-host}}");
    }

    static String option(String provider, String name) {
        return "camel.component.mxauth.providers[" + provider + "]." + name;
    }

    /** Runs it on a file with those properties. */
    static VerifyRun of(Path folder, Map<String, String> properties, String... arguments) {
        Path file = folder.resolve("verified.properties");
        Properties text = new Properties();
        text.putAll(properties);
        try {
            StringWriter written = new StringWriter();
            text.store(written, null);
            Files.writeString(file, written.toString(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(file.toString());
        return of(all);
    }

    static VerifyRun of(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status =
                Verify.run(
                        arguments,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(error, true, StandardCharsets.UTF_8));
        return new VerifyRun(
                status,
                out.toString(StandardCharsets.UTF_8),
                error.toString(StandardCharsets.UTF_8));
    }

    /** What was printed, with every line break and indentation made one space. */
    String words() {
        return out.replaceAll("\\s+", " ");
    }
}
