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

import static io.mxauth.camel.springboot.Runner.MOVIO;
import static io.mxauth.camel.springboot.Runner.PREFIX;
import static io.mxauth.camel.springboot.Runner.component;
import static io.mxauth.camel.springboot.Runner.movio;
import static io.mxauth.camel.springboot.Runner.provider;
import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.ProviderConfiguration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;

/** When the starter is there, when it is not, and what beans of the application's own change. */
class AutoConfigurationTest {

    private static ProviderConfiguration account(String id) {
        ProviderConfiguration options = new ProviderConfiguration();
        options.setClientId(id);
        options.setClientSecret("s");
        return options;
    }

    @Test
    void component_isThatOfTheContext_andStartsWithoutARoute() {
        movio().run(
                        context -> {
                            MxAuthComponent component = component(context);
                            CamelContext camel = context.getBean(CamelContext.class);
                            assertThat(camel.getComponent("mxauth")).isSameAs(component);
                            assertThat(component.isStarted()).isTrue();
                            assertThat(context).hasSingleBean(MxAuthClients.class);
                        });
    }

    @Test
    void component_stopsWithTheContext() {
        MxAuthComponent[] component = new MxAuthComponent[1];
        movio().run(context -> component[0] = component(context));
        assertThat(component[0].isStopped()).isTrue();
    }

    @Test
    void nothingConfigured_starts() {
        Runner.camel().run(context -> assertThat(component(context).isStarted()).isTrue());
    }

    @Test
    void withoutCamel_thereIsNothing() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MxAuthAutoConfiguration.class))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(MxAuthComponent.class)
                                        .doesNotHaveBean(MxAuthClients.class));
    }

    @Test
    void withoutSpringsHttpClients_thereAreNoClients() {
        movio().withClassLoader(new FilteredClassLoader(RestClient.class))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed().hasSingleBean(MxAuthComponent.class);
                            assertThat(context.containsBean("mxAuthClients")).isFalse();
                        });
    }

    @Test
    void switchedOff_isNotThere() {
        movio(PREFIX + "enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(MxAuthComponent.class));
    }

    @Test
    void componentOfTheUser_isTaken_underAnyName_asItIs() {
        MxAuthComponent own = new MxAuthComponent();
        own.getProviders().put("filmmakers", account("own"));
        movio().withBean("myComponent", MxAuthComponent.class, () -> own)
                .run(
                        context -> {
                            CamelContext camel = context.getBean(CamelContext.class);
                            assertThat(camel.getComponent("mxauth")).isSameAs(own);
                            assertThat(own.isStarted()).isTrue();
                            assertThat(own.getProviders()).containsOnlyKeys("filmmakers");
                        });
    }

    @Test
    void providerBean_isAProvider_underItsName() {
        movio().withBean("filmmakers", ProviderConfiguration.class, () -> account("bean"))
                .run(
                        context -> {
                            assertThat(component(context).getProviders())
                                    .containsOnlyKeys("movio", "filmmakers");
                            assertThat(provider(context, "filmmakers").getClientId())
                                    .isEqualTo("bean");
                        });
    }

    @Test
    void providerBean_andProperties_makeOneProvider_andTheBeanWins() {
        ProviderConfiguration bean = account("bean");
        bean.getHeaders().put("X-Both", "bean");
        bean.getHeaders().put("X-Bean", "bean");
        movio(
                        MOVIO + "max-attempts=5",
                        MOVIO + "headers[X-Both]=properties",
                        MOVIO + "headers[X-Properties]=properties")
                .withBean("movio", ProviderConfiguration.class, () -> bean)
                .run(
                        context -> {
                            ProviderConfiguration both = provider(context, "movio");
                            assertThat(both.getClientId()).isEqualTo("bean");
                            assertThat(both.getRegion()).isEqualTo("us");
                            assertThat(both.getMaxAttempts()).isEqualTo(5);
                            assertThat(both.getHeaders())
                                    .isEqualTo(
                                            Map.of(
                                                    "X-Both", "bean",
                                                    "X-Bean", "bean",
                                                    "X-Properties", "properties"));
                            assertThat(bean.getRegion()).as("the bean itself").isNull();
                        });
    }
}
