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

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The command line of the sandbox: it prints the URLs and the accepted credentials as properties,
 * and runs until it is interrupted.
 */
public final class Main {

    private static final int FIRST_PORT = 9100;
    private static final String PORT = "--port=";
    private static final String USAGE = "Usage: java io.mxauth.sandbox.Main [--port=9100]";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Sandbox sandbox;
        try {
            sandbox = run(List.of(arguments), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        new CountDownLatch(1).await();
    }

    /** Starts a sandbox as the arguments say and prints its settings. */
    static Sandbox run(List<String> arguments, PrintStream out) {
        Sandbox sandbox = Sandbox.start(port(arguments));
        out.print(PropertiesText.of(sandbox));
        out.println("# control: POST /PROVIDER/token-faults?refuse=3&status=503 and more");
        out.println("sandbox.control=" + sandbox.control());
        out.flush();
        return sandbox;
    }

    private static int port(List<String> arguments) {
        if (arguments.isEmpty()) {
            return FIRST_PORT;
        }
        String argument = arguments.get(0);
        if (arguments.size() > 1 || !argument.startsWith(PORT)) {
            throw new IllegalArgumentException(USAGE);
        }
        int port = Integer.parseInt(argument.substring(PORT.length()));
        if (port < 0 || port > 65_525) {
            throw new IllegalArgumentException(USAGE);
        }
        return port;
    }
}
