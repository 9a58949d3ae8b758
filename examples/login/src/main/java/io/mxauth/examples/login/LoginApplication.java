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
package io.mxauth.examples.login;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The page, with the issuer that the profile names: {@code sandbox} or {@code keycloak}. */
@SpringBootApplication
public class LoginApplication {

    /** Where the page is, unless {@code server.port} says otherwise. */
    static final int PORT = 8080;

    /** Starts the page; with the profile {@code sandbox}, the default, an issuer as well. */
    public static void main(String[] arguments) throws IOException {
        if (System.getProperty("spring.profiles.active", "sandbox").equals("sandbox")) {
            // This issuer ends with the page, and its tokens with it.
            Path tokens = Files.createTempDirectory("connections");
            withSandbox(Sandbox.start(), PORT, tokens, arguments);
        } else {
            new SpringApplicationBuilder(LoginApplication.class).run(arguments);
        }
    }

    /**
     * Starts the page on that port, with the sandbox as its issuer.
     *
     * @param tokens the directory that they are kept in
     */
    static ConfigurableApplicationContext withSandbox(
            Sandbox sandbox, int port, Path tokens, String... arguments) {
        String site = "http://127.0.0.1:" + port;
        SandboxProvider issuer = sandbox.provider("mediavalet");
        issuer.change("redirect-uri", site + "/mediavalet/callback");
        Map<String, Object> properties = new HashMap<>(sandbox.settings());
        properties.put("server.port", port);
        properties.put("tokens", tokens.toString());
        ConfigurableApplicationContext application =
                new SpringApplicationBuilder(LoginApplication.class)
                        .profiles("sandbox")
                        .properties(properties)
                        .run(arguments);
        System.out.printf(
                "Open %s and log in as %s with password %s%n",
                site, issuer.setting("username"), issuer.setting("password"));
        return application;
    }
}
