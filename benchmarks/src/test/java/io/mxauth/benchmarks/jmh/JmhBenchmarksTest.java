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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmarks' bodies do what they are said to; their states check themselves when they start. */
class JmhBenchmarksTest {

    @ParameterizedTest
    @ValueSource(strings = {"mxauth", "Spring Security", "google-auth", "Quarkus TokensHelper"})
    void resolver_givesTheHeader(String subject) throws Exception {
        ResolverBenchmark benchmark = new ResolverBenchmark();
        benchmark.subject = subject;
        benchmark.start();
        assertThat(benchmark.authorization()).startsWith("Bearer t0.1.");
        benchmark.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "cached token"})
    void interceptor_isAnsweredWithoutANetwork(String subject) throws Exception {
        InterceptorBenchmark benchmark = new InterceptorBenchmark();
        benchmark.subject = subject;
        benchmark.start();
        assertThat(benchmark.call()).isEqualTo(200);
        benchmark.stop();
    }

    @Test
    void node_endsWithoutAnException() throws Exception {
        for (String subject : List.of("setHeader", "mxauth")) {
            for (String jmx : List.of("off", "on")) {
                NodeBenchmark benchmark = new NodeBenchmark();
                benchmark.subject = subject;
                benchmark.jmx = jmx;
                benchmark.start();
                Exchange exchange = Objects.requireNonNull(benchmark.node());
                assertThat(exchange.getException()).isNull();
                benchmark.stop();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ExchangeBenchmark.NONE,
                ExchangeBenchmark.HEADER,
                ExchangeBenchmark.AUTHENTICATED
            })
    void exchange_isServed(String authentication) throws Exception {
        ExchangeBenchmark benchmark = new ExchangeBenchmark();
        benchmark.subject = "mxauth";
        benchmark.authentication = authentication;
        benchmark.start();
        assertThat(benchmark.call()).isEqualTo(200);
        benchmark.stop();
    }
}
