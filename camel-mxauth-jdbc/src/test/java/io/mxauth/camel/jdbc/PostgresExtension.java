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
package io.mxauth.camel.jdbc;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one PostgreSQL server, started for the first of them and stopped behind the last. Where
 * none is installed they are skipped, which is said once per class.
 */
final class PostgresExtension implements ExecutionCondition, ParameterResolver {

    private static final String WHY =
            "PostgreSQL is not installed (Debian's package postgresql), so these tests are skipped";

    /** Closed by JUnit at the end. */
    @SuppressWarnings("deprecation")
    private record Running(PostgresServer server)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    @SuppressWarnings("SystemOut")
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (PostgresServer.installed().isPresent()) {
            return ConditionEvaluationResult.enabled("PostgreSQL is installed");
        }
        if (context.getTestMethod().isEmpty()) {
            System.out.println(context.getDisplayName() + ": " + WHY);
        }
        return ConditionEvaluationResult.disabled(WHY);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Optional<Path> installed = PostgresServer.installed();
        return context.getRoot()
                .getStore(Namespace.create(PostgresExtension.class))
                .getOrComputeIfAbsent(
                        "server",
                        name -> new Running(PostgresServer.start(installed.orElseThrow())),
                        Running.class)
                .server();
    }
}
