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

import io.mxauth.benchmarks.peer.Caller;
import io.mxauth.benchmarks.peer.MxAuthPeer;
import io.mxauth.benchmarks.peer.Peer;
import io.mxauth.benchmarks.peer.Peers;
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

/** A whole HTTP call over loopback, server included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExchangeBenchmark {

    static final String NONE = "none";
    static final String HEADER = "a fixed header";
    static final String AUTHENTICATED = "authenticated";

    @Param({"mxauth", "camel-http", "Spring Security", "google-auth", "Quarkus TokensHelper"})
    public String subject = "";

    @Param({NONE, HEADER, AUTHENTICATED})
    public String authentication = "";

    private @Nullable Site site;
    private Caller caller = path -> 0;

    @Setup
    public void start() throws Exception {
        site = new Site();
        Target target = Target.of(site, Duration.ofHours(1));
        Peer peer = Peers.named(subject);
        if (authentication.equals(AUTHENTICATED)) {
            caller = peer.caller(target);
        } else if (authentication.equals(HEADER)) {
            site.api().open();
            caller = new MxAuthPeer().callerWithHeader(target, "Bearer " + "x".repeat(1200));
        } else {
            site.api().open();
            caller = peer.plainCaller(target);
        }
        if (caller.call("/films") != 200) {
            throw new IllegalStateException("The call is not served");
        }
    }

    @TearDown
    public void stop() {
        caller.close();
        if (site != null) {
            site.close();
        }
    }

    @Benchmark
    public int call() throws Exception {
        return caller.call("/films");
    }
}
