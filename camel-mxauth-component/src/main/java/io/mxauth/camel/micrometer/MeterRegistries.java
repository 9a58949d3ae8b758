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
package io.mxauth.camel.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.mxauth.camel.observe.Observations;
import org.apache.camel.CamelContext;

/**
 * Binds the meters where Micrometer is there and Camel's registry holds one {@link MeterRegistry}.
 * Safe to call without Micrometer on the class path.
 */
public final class MeterRegistries {

    private static final String TYPE = "io.micrometer.core.instrument.MeterRegistry";

    private MeterRegistries() {}

    /** Binds the meters if there is something to bind them to. */
    public static void bind(CamelContext context, Observations observations) {
        if (context.getClassResolver().resolveClass(TYPE) != null) {
            Present.bind(context, observations);
        }
    }

    /** Loaded only where Micrometer is. */
    private static final class Present {

        static void bind(CamelContext context, Observations observations) {
            MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
            if (registry != null) {
                new MxAuthMeters(observations).bindTo(registry);
            }
        }
    }
}
