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
package io.mxauth.examples.quickstart;

import io.mxauth.sandbox.Sandbox;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * The example's command: it starts the sandbox and the routes, calls every API once, and goes on for
 * a few seconds with short-lived tokens. An application of your own needs none of its classes, only
 * {@code application.properties} and the routes.
 */
public final class Quickstart {

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> overrides;

    /**
     * A run that prints there.
     *
     * @param overrides properties that beat those of {@code application.properties}
     */
    Quickstart(PrintStream out, PrintStream err, Map<String, String> overrides) {
        this.out = out;
        this.err = err;
        this.overrides = Map.copyOf(overrides);
    }

    /** Ends with exit status 0, or 1 with the reason on stderr. */
    public static void main(String[] arguments) {
        System.exit(new Quickstart(System.out, System.err, Map.of()).run());
    }

    /** Returns the exit status. */
    int run() {
        try (Sandbox sandbox = Sandbox.start()) {
            runOn(sandbox);
            return 0;
        } catch (Exception e) {
            err.println("The quickstart failed: " + Reason.of(e));
            return 1;
        }
    }

    private void runOn(Sandbox sandbox) throws Exception {
        Main camel = new Main();
        sandbox.settings().forEach(camel::addInitialProperty);
        overrides.forEach(camel::addOverrideProperty);
        try {
            camel.start();
            List<ProtectedApi> apis = apis(sandbox, camel.getCamelTemplate());
            new FirstCalls(out, apis).run();
            new Watch(out, apis, Pace.of(camel.getCamelContext())).run();
        } finally {
            camel.stop();
        }
    }

    private static List<ProtectedApi> apis(Sandbox sandbox, ProducerTemplate template) {
        return List.of(
                ProtectedApi.byToken("moviexchange", sandbox.provider("moviexchange"), template),
                ProtectedApi.byToken("movio-eu", sandbox.provider("movio-eu"), template),
                ProtectedApi.byToken("movio-us", sandbox.provider("movio-us"), template),
                ProtectedApi.byToken("filmmakers", sandbox.provider("filmmakers"), template),
                ProtectedApi.byKey("filmmakers-key", template),
                ProtectedApi.byToken("mxo", sandbox.provider("mxo"), template),
                ProtectedApi.byToken("mediavalet", sandbox.provider("mediavalet"), template));
    }
}
