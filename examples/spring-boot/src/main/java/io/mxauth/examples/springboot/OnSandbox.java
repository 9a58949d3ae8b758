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
package io.mxauth.examples.springboot;

import io.mxauth.sandbox.Sandbox;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The example's command: it starts the application with the sandbox in the same process. An
 * application of your own has a {@code main} of the usual kind instead.
 */
public final class OnSandbox {

    /** So short that the page can be watched. */
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(2);

    private OnSandbox() {}

    /** Runs until it is interrupted. */
    public static void main(String[] arguments) {
        // Its threads are daemons, so that it is there until the routes have ended.
        start(Sandbox.start(), arguments);
    }

    /** Starts the application on that sandbox. */
    static ConfigurableApplicationContext start(Sandbox sandbox, String... arguments) {
        sandbox.providers().forEach(provider -> provider.tokenLifetime(TOKEN_LIFETIME));
        SpringApplication application = new SpringApplication(FilmsApplication.class);
        application.setDefaultProperties(Map.copyOf(sandbox.settings()));
        return application.run(arguments);
    }
}
