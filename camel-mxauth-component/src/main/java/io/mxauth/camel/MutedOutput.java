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

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The time in which this JVM's standard output and error lead nowhere, so that logging, whichever
 * way it is configured, neither clutters a report nor prints what it must not. Loggers that print
 * there find the streams when they are first used.
 */
final class MutedOutput {

    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

    private final PrintStream out = System.out;
    private final PrintStream error = System.err;

    private MutedOutput() {}

    static MutedOutput begin() {
        MutedOutput muted = new MutedOutput();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false);
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.setProperty(SLF4J_VERBOSITY, System.getProperty(SLF4J_VERBOSITY, "ERROR"));
        return muted;
    }

    void close() {
        System.setOut(out);
        System.setErr(error);
    }
}
