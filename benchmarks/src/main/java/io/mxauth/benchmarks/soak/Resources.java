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
package io.mxauth.benchmarks.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What this JVM holds, sandbox and component together.
 *
 * @param threads live threads
 * @param connections established TCP connections, both ends of those within the JVM; -1 where the
 *     system does not tell
 * @param heap bytes in use after garbage collection
 */
record Resources(int threads, int connections, long heap) {

    static final int MORE_THREADS = 8;
    static final int MORE_CONNECTIONS = 12;
    static final long MORE_HEAP = 8L << 20;

    /** The state of an established connection in Linux' table. */
    private static final String ESTABLISHED = "01";

    static Resources now() {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            heap =
                    Math.min(
                            heap,
                            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return new Resources(
                ManagementFactory.getThreadMXBean().getThreadCount(), connectionCount(), heap);
    }

    /** What has grown beyond the tolerances since then, in words. */
    List<String> grownSince(Resources before) {
        List<String> grown = new ArrayList<>();
        if (threads > before.threads + MORE_THREADS) {
            grown.add("threads from " + before.threads + " to " + threads);
        }
        if (connections > before.connections + MORE_CONNECTIONS) {
            grown.add("connections from " + before.connections + " to " + connections);
        }
        if (heap > before.heap + MORE_HEAP) {
            grown.add("heap from " + before.heap + " to " + heap + " bytes");
        }
        return grown;
    }

    private static int connectionCount() {
        try {
            Set<String> own = ownSockets();
            int count = 0;
            for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] columns = line.strip().split("\\s+", -1);
                    if (columns.length > 9
                            && columns[3].equals(ESTABLISHED)
                            && own.contains(columns[9])) {
                        count++;
                    }
                }
            }
            return count;
        } catch (IOException e) {
            return -1;
        }
    }

    /** The inodes of this process' sockets. */
    private static Set<String> ownSockets() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                String points = linkOf(descriptor);
                if (points.startsWith("socket:[")) {
                    inodes.add(points.substring("socket:[".length(), points.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String linkOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed in the meantime.
            return "";
        }
    }

    @Override
    public String toString() {
        return "%d threads, %s connections, %.1f MiB heap"
                .formatted(
                        threads,
                        connections < 0 ? "unknown" : String.valueOf(connections),
                        heap / 1048576.0);
    }
}
