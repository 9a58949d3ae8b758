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
package io.mxauth.examples.quickstart;

import java.time.Duration;
import java.util.Objects;
import org.apache.camel.CamelContext;

/**
 * How the second part goes, as {@code quickstart.*} in {@code application.properties} says.
 *
 * @param tokenLifetime how long tokens live
 * @param issuerDelay how long the sandbox takes for a token
 * @param watch how long the calls go on
 */
record Pace(Duration tokenLifetime, Duration issuerDelay, Duration watch) {

    static Pace of(CamelContext context) {
        return new Pace(
                duration(context, "{{quickstart.token-lifetime}}"),
                duration(context, "{{quickstart.issuer-delay}}"),
                duration(context, "{{quickstart.watch}}"));
    }

    private static Duration duration(CamelContext context, String placeholder) {
        String text = context.resolvePropertyPlaceholders(placeholder);
        return Objects.requireNonNull(
                context.getTypeConverter().convertTo(Duration.class, text), placeholder);
    }
}
