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
package io.mxauth.examples.yaml;

import io.mxauth.sandbox.Sandbox;
import java.util.Map;
import org.apache.camel.main.Main;

/**
 * The example's command: Camel's Main with a sandbox beside it, whose addresses and credentials are
 * properties. All else is in {@code application.properties} and the routes.
 */
public final class OnSandbox {

    private OnSandbox() {}

    /** Returns when the synchronisation is done; throws what keeps it from starting. */
    public static void main(String[] arguments) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            camel(sandbox, Map.of()).run();
        }
    }

    /**
     * Camel's Main, not started.
     *
     * @param overrides properties that beat those of {@code application.properties}
     */
    static Main camel(Sandbox sandbox, Map<String, String> overrides) {
        Main camel = new Main();
        sandbox.settings().forEach(camel::addInitialProperty);
        overrides.forEach(camel::addOverrideProperty);
        return camel;
    }
}
