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
package io.mxauth.keycloak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Keycloak of one's own on loopback, with the realm {@code cinema} freshly imported: the
 * distribution that the build unpacked, on free ports. Its output goes to a file beside it. One at a
 * time, as all have the same database.
 *
 * <p>Whoever starts it closes it; the end of this JVM does so too.
 */
public final class KeycloakServer implements AutoCloseable {

    /** The very first start prepares the distribution and takes the most of this. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final String LOOPBACK = "127.0.0.1";

    private final Path log;
    private final int port;
    private final Process process;
    private final Thread atExit = new Thread(this::stop, "keycloak-stop");

    private KeycloakServer(Path home, Path log, int port, int managementPort) throws IOException {
        this.log = log;
        this.port = port;
        ProcessBuilder builder =
                new ProcessBuilder(
                                home.resolve("bin/kc.sh").toString(),
                                "start-dev",
                                "--http-host=" + LOOPBACK,
                                "--http-port=" + port,
                                "--http-management-port=" + managementPort,
                                "--import-realm",
                                "--health-enabled=true",
                                "--cache=local")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // What is set for another Keycloak, or for another JVM's tests, is not meant for this one.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        this.process = builder.start();
    }

    /**
     * Starts the server and waits until the realm answers.
     *
     * @param realm the realm, as Keycloak exports one
     */
    public static KeycloakServer start(String realm) throws IOException {
        String property =
                Objects.requireNonNull(
                        System.getProperty("keycloak.home"),
                        "keycloak.home is not set: the build sets it, in its phase verify");
        Path home = Path.of(property);
        importRealm(home, realm);
        List<Integer> ports = freePorts();
        KeycloakServer server =
                new KeycloakServer(
                        home, home.resolveSibling("keycloak.log"), ports.get(0), ports.get(1));
        Runtime.getRuntime().addShutdownHook(server.atExit);
        server.awaitReadiness(ports.get(1));
        return server;
    }

    /** Two of them, held at once so that they differ. */
    private static List<Integer> freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    /** Keycloak leaves a realm that it knows as it is: the database of the last run has to go. */
    private static void importRealm(Path home, String realm) throws IOException {
        Path database = home.resolve("data/h2");
        if (Files.exists(database)) {
            try (Stream<Path> files = Files.walk(database)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("realm.json"), realm);
    }

    private void awaitReadiness(int managementPort) {
        HttpClient client = HttpClient.newHttpClient();
        List<URI> signs =
                List.of(
                        URI.create("http://" + LOOPBACK + ":" + managementPort + "/health/ready"),
                        URI.create(realm()));
        try {
            Awaitility.await("Keycloak is ready, see " + log)
                    .atMost(LONGEST_START)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("Keycloak has ended, see " + log, () -> !process.isAlive())
                    .until(() -> signs.stream().allMatch(sign -> isOk(client, sign)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static boolean isOk(HttpClient client, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The host and port that it listens on. */
    public String host() {
        return LOOPBACK + ":" + port;
    }

    /** The realm's URL, which is also its issuer. */
    public String realm() {
        return "http://" + host() + "/realms/cinema";
    }

    /** The realm's URL for administrators. */
    public String admin() {
        return "http://" + host() + "/admin/realms/cinema";
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    /** Ends the script and the JVM that it started; by force where they do not go by themselves. */
    private void stop() {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : all) {
            try {
                handle.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                handle.destroyForcibly();
            } catch (InterruptedException e) {
                handle.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
