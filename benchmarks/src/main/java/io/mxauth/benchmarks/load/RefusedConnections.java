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
package io.mxauth.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The connections that were refused so far, to whoever on this machine, as Linux counts them: a
 * server that is not there cannot.
 */
public final class RefusedConnections {

    private static final Path COUNTERS = Path.of("/proc/net/snmp");
    private static final String COUNTER = "AttemptFails";

    private RefusedConnections() {}

    /** Empty where the system does not tell. */
    public static OptionalLong soFar() {
        try {
            List<List<String>> tcp =
                    Files.readAllLines(COUNTERS).stream()
                            .filter(line -> line.startsWith("Tcp:"))
                            .map(line -> Arrays.asList(line.split(" ")))
                            .toList();
            return OptionalLong.of(Long.parseLong(tcp.get(1).get(tcp.get(0).indexOf(COUNTER))));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
