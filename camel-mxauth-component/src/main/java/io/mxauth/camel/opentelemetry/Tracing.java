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
package io.mxauth.camel.opentelemetry;

import io.mxauth.camel.observe.TokenObserver;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Traces token requests where Camel's own tracer, that of camel-opentelemetry2, traces the context.
 * Safe to call without OpenTelemetry on the class path.
 */
public final class Tracing {

    private static final String CAMELS_TRACER =
            "org.apache.camel.opentelemetry2.OpenTelemetryTracer";

    private static final String SCOPE = "io.mxauth.camel";

    private Tracing() {}

    /** What makes the spans, or null where nothing is traced. */
    public static @Nullable TokenObserver observer(CamelContext context) {
        Class<?> tracer = context.getClassResolver().resolveClass(CAMELS_TRACER);
        return tracer != null && context.hasService(tracer) != null
                ? Present.observer(context)
                : null;
    }

    /** Loaded only where OpenTelemetry is. */
    private static final class Present {

        /** Looks where Camel's tracer does, and after it: the first look fixes the global one. */
        static TokenObserver observer(CamelContext context) {
            Tracer registered = context.getRegistry().findSingleByType(Tracer.class);
            return new TokenSpans(
                    registered != null ? registered : GlobalOpenTelemetry.getTracer(SCOPE));
        }
    }
}
