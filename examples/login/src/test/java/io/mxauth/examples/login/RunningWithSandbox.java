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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;

/** With a sandbox of its own. */
final class RunningWithSandbox implements Running {

    final Sandbox sandbox = Sandbox.start();
    final SandboxProvider issuer = sandbox.provider("mediavalet");
    private final int port = freePort();
    private final Path tokens = emptyDirectory();
    private ConfigurableApplicationContext application;

    RunningWithSandbox() {
        application = LoginApplication.withSandbox(sandbox, port, tokens);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path emptyDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "tokens");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String provider() {
        return "mediavalet";
    }

    @Override
    public String site() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> typed() {
        return Map.of(
                "username", issuer.setting("username"), "password", issuer.setting("password"));
    }

    @Override
    public String signIn() {
        return "button[value=sign-in]";
    }

    @Override
    public Pattern formTarget() {
        return Pattern.compile(".*/connect/authorize");
    }

    @Override
    public String apiAnswer() {
        return "Posters";
    }

    @Override
    public void restart() {
        application.close();
        application = LoginApplication.withSandbox(sandbox, port, tokens);
    }

    @Override
    public void close() {
        application.close();
        sandbox.close();
    }
}
