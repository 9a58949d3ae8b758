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
package io.mxauth.camel.springboot.page;

import io.mxauth.camel.MxAuthComponent;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RestController;

/** The page, where the application asks for it and serves pages. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "camel.component.mxauth.page.enabled", havingValue = "true")
public class PageConfiguration {

    /** Of Spring MVC and of Spring WebFlux alike: what finds controllers. */
    private static final String CONTROLLERS = "requestMappingHandlerMapping";

    private static final Logger LOG = LoggerFactory.getLogger(PageConfiguration.class);

    @Bean
    PageAddress mxAuthPageAddress(Environment environment) {
        return new PageAddress(environment);
    }

    /** Says where the page is, and lets hits be counted, which costs something. */
    @Bean
    SmartInitializingSingleton mxAuthPageStart(
            ListableBeanFactory beans,
            PageAddress address,
            ObjectProvider<MxAuthComponent> component) {
        return () -> {
            if (beans.containsBean(CONTROLLERS)) {
                component.ifUnique(only -> only.observations().countHits());
                LOG.info(
                        "The tokens' state is shown at {}, under the application's own security",
                        address.path());
            } else {
                LOG.warn(
                        "camel.component.mxauth.page.enabled is true, and there is no page: this"
                                + " application has neither Spring MVC nor Spring WebFlux");
            }
        };
    }

    /** Where there is a server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @ConditionalOnClass(RestController.class)
    static class Served {

        @Bean
        TokenPage mxAuthPage(
                ObjectProvider<MxAuthComponent> component,
                CamelContext context,
                Environment environment) {
            String name = environment.getProperty("spring.application.name", "");
            return new TokenPage(component, name.isBlank() ? context.getName() : name);
        }
    }
}
