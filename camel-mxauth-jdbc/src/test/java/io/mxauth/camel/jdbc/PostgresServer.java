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
package io.mxauth.camel.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of Debian's packages, with data of its own, on loopback. It does not run as
 * root, so there it runs as the package's user.
 */
final class PostgresServer implements AutoCloseable {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path programs;
    private final Path home;
    private final int port;

    private PostgresServer(Path programs) {
        this.programs = programs;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
            this.home = Files.createTempDirectory("mxauth-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest version's programs, where one is installed. */
    static Optional<Path> installed() {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgresServer start(Path programs) {
        PostgresServer server = new PostgresServer(programs);
        if (ROOT) {
            run(List.of("chown", "postgres", server.home.toString()));
        }
        server.program(
                "initdb", "-A", "trust", "-U", "mxauth", "-N", "-E", "UTF8", "-D", server.data());
        server.start();
        return server;
    }

    private String data() {
        return home.resolve("data").toString();
    }

    void start() {
        String options =
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60"
                        .formatted(port);
        program(
                "pg_ctl",
                "-w",
                "-D",
                data(),
                "-l",
                home.resolve("log").toString(),
                "-o",
                options,
                "start");
    }

    /** Stops at once; connections are cut. */
    void stop() {
        program("pg_ctl", "-w", "-D", data(), "-m", "immediate", "stop");
    }

    private void program(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            // Into a file: the server would inherit a pipe and hold it open.
            Path output = Files.createTempFile("mxauth-postgres", ".out");
            Process process =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + ": " + Files.readString(output));
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=mxauth&socketTimeout=10";
    }

    /** A pool of connections. */
    HikariDataSource dataSource() {
        return pool(url());
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(2).toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            run(List.of("rm", "-rf", home.toString()));
        }
    }
}
