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

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.ProviderConfiguration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Applications that have Camel, this starter, and what a test gives them. */
final class Runner {

    static final String PREFIX = "camel.component.mxauth.";
    static final String MOVIO = PREFIX + "providers.movio.";

    private Runner() {}

    static ApplicationContextRunner camel() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                CamelAutoConfiguration.class,
                                SslAutoConfiguration.class,
                                MxAuthAutoConfiguration.class));
    }

    /** With a whole account of Movio, to which a test adds. */
    static ApplicationContextRunner movio(String... lines) {
        return camel().withPropertyValues(lines)
                .withPropertyValues(
                        MOVIO + "region=us", MOVIO + "client-id=c", MOVIO + "client-secret=s");
    }

    /** With variables as the operating system gives them. */
    static ApplicationContextRunner with(
            ApplicationContextRunner runner, Map<String, Object> variables) {
        return runner.withInitializer(
                context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .addFirst(
                                        new SystemEnvironmentPropertySource(
                                                "test-systemEnvironment", variables)));
    }

    static MxAuthComponent component(ApplicationContext context) {
        return context.getBean(MxAuthComponent.class);
    }

    static ProviderConfiguration provider(ApplicationContext context, String name) {
        return Objects.requireNonNull(component(context).getProviders().get(name));
    }

    /** The one error among the causes. */
    static MxAuthException failure(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(MxAuthException.class::isInstance)
                .map(MxAuthException.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No MxAuthException", thrown));
    }
}
