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

import io.mxauth.benchmarks.peer.MxAuthPeer;
import io.mxauth.benchmarks.peer.Target;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
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

/** A direct route of one node, with all that Camel does around it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NodeBenchmark {

    @Param({"setHeader", "mxauth"})
    public String subject = "";

    @Param({"off", "on"})
    public String jmx = "";

    private @Nullable Site site;
    private DefaultCamelContext context = new DefaultCamelContext(false);
    private @Nullable Endpoint endpoint;
    private @Nullable Producer producer;

    @Setup
    public void start() throws Exception {
        site = new Site();
        context = MxAuthPeer.context(Target.of(site, Duration.ofHours(1)));
        if (jmx.equals("off")) {
            context.disableJMX();
        }
        String value = "Bearer " + "x".repeat(1200);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        if (subject.equals("mxauth")) {
                            from("direct:node").to("mxauth:bench");
                        } else {
                            from("direct:node").setHeader("Authorization", constant(value));
                        }
                    }
                });
        context.start();
        Endpoint node = context.getEndpoint("direct:node");
        endpoint = node;
        producer = node.createProducer();
        producer.start();
        Exchange first = node.createExchange();
        producer.process(first);
        if (first.getException() != null) {
            throw first.getException();
        }
        boolean managed = context.getManagementStrategy().getManagementAgent() != null;
        if (managed != jmx.equals("on")) {
            throw new IllegalStateException("JMX is not " + jmx);
        }
    }

    @TearDown
    public void stop() {
        context.stop();
        if (site != null) {
            site.close();
        }
    }

    @Benchmark
    public @Nullable Exchange node() throws Exception {
        if (endpoint == null || producer == null) {
            return null;
        }
        Exchange exchange = endpoint.createExchange();
        producer.process(exchange);
        return exchange;
    }
}
