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
package io.mxauth.camel.springboot;

import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.provider.Problem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Explains a start that failed on the configuration: every problem with the property that it is
 * about and the place where that was written, and never a value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<MxAuthException> {

    private static final String ACTION =
            "Correct the properties that are named. The manual's page of options lists all of them;%n"
                            .formatted()
                    + "the page of a provider says what its preset requires.";

    private final @Nullable ConfigurableEnvironment environment;

    ConfigurationFailureAnalyzer(Environment environment) {
        this.environment = environment instanceof ConfigurableEnvironment c ? c : null;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MxAuthException cause) {
        if (cause.reason() != MxAuthException.Reason.CONFIGURATION) {
            return null;
        }
        return new FailureAnalysis(description(cause), ACTION, cause);
    }

    private String description(MxAuthException cause) {
        if (cause.problems().isEmpty()) {
            return String.valueOf(cause.getMessage());
        }
        WrittenOptions written = environment == null ? null : WrittenOptions.of(environment);
        int count = cause.problems().size();
        return "The configuration of mxauth has %d problem%s:%n"
                        .formatted(count, count == 1 ? "" : "s")
                + cause.problems().stream()
                        .map(problem -> describe(problem, written))
                        .collect(Collectors.joining("%n".formatted()));
    }

    private static String describe(Problem problem, @Nullable WrittenOptions written) {
        String option = problem.option();
        String origin =
                option == null || written == null
                        ? ""
                        : written.find(problem.provider(), option)
                                .map(WrittenOption::origin)
                                .map("%n    Origin: %s"::formatted)
                                .orElse("");
        return "%n    Property: %s%s%n    Reason: %s"
                .formatted(property(problem), origin, problem.text());
    }

    private static String property(Problem problem) {
        String name = WrittenOptions.ROOT.toString();
        if (problem.provider() != null) {
            name += ".providers[" + problem.provider() + "]";
        }
        return problem.option() == null ? name : name + "." + problem.option();
    }
}
