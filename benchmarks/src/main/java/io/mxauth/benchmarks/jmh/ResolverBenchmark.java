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

import io.mxauth.benchmarks.peer.Peers;
import io.mxauth.benchmarks.peer.Resolver;
import io.mxauth.benchmarks.peer.Target;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.Objects;
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

/** The header's value, with a token in hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResolverBenchmark {

    @Param({"mxauth", "Spring Security", "google-auth", "Quarkus TokensHelper"})
    public String subject = "";

    private @Nullable Site site;
    private Resolver resolver = () -> "";

    @Setup
    public void start() throws Exception {
        Site started = new Site();
        site = started;
        resolver =
                Objects.requireNonNull(
                        Peers.named(subject).resolver(Target.of(started, Duration.ofHours(1))));
        String authorization = resolver.authorization();
        if (!started.issuer().accepts(authorization)) {
            throw new IllegalStateException("Not the header of a token");
        }
    }

    @TearDown
    public void stop() {
        resolver.close();
        if (site != null) {
            site.close();
        }
    }

    @Benchmark
    public String authorization() throws Exception {
        return resolver.authorization();
    }
}
