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
package io.mxauth.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/** What a context's tracing exports: Camel's own tracer, an SDK, and a memory. */
final class Spans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracer sdk =
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build()
                    .get("test");
    private final OpenTelemetryTracer tracer = new OpenTelemetryTracer();

    void trace(CamelContext context) {
        context.getRegistry().bind("tracer", sdk);
        context.getRegistry()
                .bind(
                        "propagators",
                        ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        tracer.setCamelContext(context);
        tracer.init(context);
    }

    OpenTelemetryTracer tracer() {
        return tracer;
    }

    Span span(String name) {
        return sdk.spanBuilder(name).startSpan();
    }

    List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    /** The spans of token requests by their begin, once there are so many. */
    List<SpanData> tokens(int expected) {
        await().untilAsserted(() -> assertThat(tokens()).hasSize(expected));
        return tokens();
    }

    private List<SpanData> tokens() {
        return all().stream()
                .filter(span -> span.getName().startsWith("mxauth token"))
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                .toList();
    }
}
