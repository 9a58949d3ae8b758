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
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.camel.TokenStore;
import io.mxauth.camel.jdbc.JdbcTokenStore;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.springboot.page.PageConfiguration;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration of the mxauth component from {@code camel.component.mxauth.*} and from beans.
 * The component starts with the context even where no route names it, so that what is wrong with a
 * provider shows at the start.
 */
@AutoConfiguration(
        after = {CamelAutoConfiguration.class, SslAutoConfiguration.class},
        afterName = "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration")
@ConditionalOnBean(CamelContext.class)
@ConditionalOnProperty(name = "camel.component.mxauth.enabled", matchIfMissing = true)
@Import(PageConfiguration.class)
public class MxAuthAutoConfiguration {

    /** Camel looks for a component of a scheme under that name; it also starts and stops it. */
    @Bean(name = "mxauth-component", destroyMethod = "")
    @ConditionalOnMissingBean
    MxAuthComponent mxAuthComponent(
            CamelContext camelContext,
            ConfigurableEnvironment environment,
            ListableBeanFactory beans,
            ObjectProvider<SslBundles> sslBundles,
            ObjectProvider<TokenStore> tokenStores) {
        MxAuthComponent component = new MxAuthComponent();
        component.setCamelContext(camelContext);
        WrittenOptions written = WrittenOptions.of(environment);
        new ComponentProperties(camelContext, component, sslBundles).apply(written);
        new ProviderProperties(camelContext, component)
                .apply(written, beans.getBeansOfType(ProviderConfiguration.class));
        if (component.getTokenStore() == null) {
            use(tokenStores, component);
        }
        return component;
    }

    private static void use(ObjectProvider<TokenStore> tokenStores, MxAuthComponent component) {
        TokenStore only = tokenStores.getIfUnique();
        if (only != null) {
            component.setTokenStore(only);
        } else if (tokenStores.stream().findAny().isPresent()) {
            component.report(
                    new Problem(
                            null,
                            "tokenStore",
                            "is not set and several beans fit: name one as #bean:NAME",
                            false));
        }
    }

    @Bean
    CamelContextConfiguration mxAuthStart(ObjectProvider<MxAuthComponent> component) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camelContext) {
                if (camelContext.hasComponent("mxauth") == null) {
                    component.ifUnique(only -> camelContext.addComponent("mxauth", only));
                }
            }

            @Override
            public void afterApplicationStart(CamelContext camelContext) {}
        };
    }

    /** Where the application has a database and wants its tokens there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcTokenStore.class)
    @ConditionalOnProperty("camel.component.mxauth.jdbc.keyset")
    static class Jdbc {

        /** No bean of type DataSource, which would be one of several for the application. */
        @Bean
        @Lazy
        StorePool mxAuthStorePool(ObjectProvider<DataSource> dataSources) {
            DataSource dataSource = dataSources.getIfUnique();
            if (dataSource == null) {
                throw new IllegalStateException(
                        "camel.component.mxauth.jdbc.keyset is set, but the application has not one"
                                + " DataSource to keep tokens in. Mark one as primary, or make a bean"
                                + " of class "
                                + JdbcTokenStore.class.getName());
            }
            return StorePool.beside(dataSource);
        }

        @Bean
        @ConditionalOnMissingBean(TokenStore.class)
        JdbcTokenStore mxAuthTokenStore(
                CamelContext camelContext, ConfigurableEnvironment environment, StorePool pool) {
            JdbcTokenStore store =
                    new JdbcTokenStore(
                            pool.dataSource(),
                            text(camelContext, environment, "camel.component.mxauth.jdbc.keyset"));
            store.setCreateTable(
                    Boolean.parseBoolean(
                            text(
                                    camelContext,
                                    environment,
                                    "camel.component.mxauth.jdbc.create-table")));
            return store;
        }

        private static String text(
                CamelContext camelContext, ConfigurableEnvironment environment, String name) {
            String text = environment.getProperty(name, "");
            return text.contains("{{") ? camelContext.resolvePropertyPlaceholders(text) : text;
        }
    }

    /** Where the application has Spring's HTTP clients. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClient.class)
    static class Clients {

        @Bean
        @ConditionalOnMissingBean
        MxAuthClients mxAuthClients(
                CamelContext camelContext,
                ObjectProvider<RestClient.Builder> builders,
                ObjectProvider<ClientHttpRequestFactoryBuilder<?>> factories,
                ObjectProvider<ClientHttpRequestFactorySettings> settings) {
            return new MxAuthClients(camelContext, builders, factories, settings);
        }
    }
}
