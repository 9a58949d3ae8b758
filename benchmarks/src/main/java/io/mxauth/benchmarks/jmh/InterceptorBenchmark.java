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
package io.mxauth.benchmarks.jmh;

import io.mxauth.benchmarks.peer.CamelHttpClient;
import io.mxauth.benchmarks.peer.Target;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** camel-http's client without a network, with and without its OAuth 2.0 interceptor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InterceptorBenchmark {

    @Param({"none", "cached token"})
    public String subject = "";

    private @Nullable Site site;
    private @Nullable CamelHttpClient client;

    @Setup
    public void start() throws Exception {
        site = new Site();
        client =
                CamelHttpClient.open(Target.of(site, Duration.ofHours(1)), !subject.equals("none"));
        client.call();
    }

    @TearDown
    public void stop() throws Exception {
        if (client != null) {
            client.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @Benchmark
    public int call() throws Exception {
        return client == null ? 0 : client.call();
    }
}
