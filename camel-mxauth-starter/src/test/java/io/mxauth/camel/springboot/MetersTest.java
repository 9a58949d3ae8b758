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

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mxauth.camel.micrometer.MxAuthMeters;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The meters in applications with no, one and several registries. */
@ExtendWith(SandboxExtension.class)
class MetersTest {

    @Configuration(proxyBeanMethods = false)
    static class OneRegistry {
        @Bean
        SimpleMeterRegistry first() {
            return new SimpleMeterRegistry();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnotherRegistry {
        @Bean
        SimpleMeterRegistry second() {
            return new SimpleMeterRegistry();
        }
    }

    private static ApplicationContextRunner application(Sandbox sandbox) {
        return Runner.camel()
                .withConfiguration(AutoConfigurations.of(MxAuthMetersAutoConfiguration.class))
                .withPropertyValues(SandboxProperties.movio(sandbox));
    }

    private static ApplicationContextRunner withMetrics(Sandbox sandbox) {
        return application(sandbox)
                .withConfiguration(
                        AutoConfigurations.of(
                                MetricsAutoConfiguration.class,
                                CompositeMeterRegistryAutoConfiguration.class));
    }

    private static void fetchToken(ApplicationContext application) {
        Runner.component(application).authorizer("movio").headers().join();
    }

    private static long requests(MeterRegistry registry) {
        return registry.get(MxAuthMeters.REQUESTS).timer().count();
    }

    @Test
    void oneRegistry_countsEachRequestOnce(Sandbox sandbox) {
        withMetrics(sandbox)
                .withUserConfiguration(OneRegistry.class)
                .run(
                        application -> {
                            fetchToken(application);
                            assertThat(requests(application.getBean(MeterRegistry.class)))
                                    .isEqualTo(1);
                        });
    }

    @Test
    void severalRegistries_countEachRequestOnceEach(Sandbox sandbox) {
        withMetrics(sandbox)
                .withUserConfiguration(OneRegistry.class, AnotherRegistry.class)
                .run(
                        application -> {
                            fetchToken(application);
                            assertThat(application).hasSingleBean(CompositeMeterRegistry.class);
                            assertThat(application.getBeansOfType(MeterRegistry.class).values())
                                    .hasSize(3)
                                    .allSatisfy(
                                            registry ->
                                                    assertThat(requests(registry)).isEqualTo(1));
                        });
    }

    @Test
    void registryWithoutActuator_isFoundByTheComponent(Sandbox sandbox) {
        application(sandbox)
                .withUserConfiguration(OneRegistry.class)
                .run(
                        application -> {
                            fetchToken(application);
                            assertThat(requests(application.getBean(MeterRegistry.class)))
                                    .isEqualTo(1);
                        });
    }

    @Test
    void metersOfTheUsers_areTheOnlyOnes(Sandbox sandbox) {
        withMetrics(sandbox)
                .withUserConfiguration(OneRegistry.class)
                .withBean(
                        "ours",
                        MxAuthMeters.class,
                        () ->
                                new MxAuthMeters(
                                        new io.mxauth.camel.observe.Observations(
                                                java.util.List::of)))
                .run(
                        application ->
                                assertThat(application)
                                        .getBeanNames(MxAuthMeters.class)
                                        .containsExactly("ours"));
    }

    @Test
    void applicationWithoutMicrometer_starts(Sandbox sandbox) {
        application(sandbox)
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(
                        application -> {
                            fetchToken(application);
                            assertThat(application).doesNotHaveBean("mxAuthMeters");
                        });
    }
}
