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

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@link Verify} says.
 *
 * @param files the files of properties; empty: the usual one
 * @param providers the providers to check; empty: all
 * @param region for providers whose properties leave it open, or null
 * @param server for providers whose properties leave it open, or null
 * @param spendRefreshToken whether a configured refresh token may be used up
 * @param log whether to let through what Camel logs
 * @param help whether to explain all this instead
 */
record VerifyArguments(
        List<Path> files,
        List<String> providers,
        @Nullable String region,
        @Nullable String server,
        boolean spendRefreshToken,
        boolean log,
        boolean help) {

    static final String USAGE =
            """
            Usage: java io.mxauth.camel.Verify [OPTIONS] [FILE..]

            Checks each provider that FILE configures (camel.component.mxauth.providers[NAME].*) by a
            real token request, and says what is wrong in words. No secret and no token is shown.

              FILE                   application.properties in the working directory, or else on the
                                     class path; of several files the later beat the earlier
              --provider=NAME        checks this provider only; may be given several times
              --region=REGION        for providers whose properties leave region to the routes
              --server=SERVER        for providers whose properties leave server to the routes
              --spend-refresh-token  uses up a configured refresh token where there is nothing else
                                     to try; what the issuer gives in its place is lost
              --log                  shows what is logged meanwhile, as configured
              --help                 shows this

            Exit status: 0 if every provider passed, 1 if one did not, 2 if nothing could be checked.
            """;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException naming the argument that is not understood
     */
    static VerifyArguments parse(List<String> arguments) {
        List<Path> files = new ArrayList<>();
        List<String> providers = new ArrayList<>();
        String region = null;
        String server = null;
        boolean spend = false;
        boolean log = false;
        boolean help = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals + 1);
            String value = argument.substring(equals + 1);
            switch (name) {
                case "--provider=" -> providers.add(value);
                case "--region=" -> region = value;
                case "--server=" -> server = value;
                case "--spend-refresh-token" -> spend = true;
                case "--log" -> log = true;
                case "--help", "-h" -> help = true;
                default -> files.add(file(argument));
            }
        }
        return new VerifyArguments(files, providers, region, server, spend, log, help);
    }

    private static Path file(String argument) {
        if (argument.startsWith("-")) {
            throw new IllegalArgumentException("There is no option " + argument);
        }
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(argument + " is no file", e);
        }
    }
}
