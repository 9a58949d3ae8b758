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
import io.mxauth.camel.ProviderConfigurationConfigurer;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.OptionMap;
import io.mxauth.camel.provider.Problem;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/**
 * Sets the component's providers from properties and beans. What is wrong with a value is left to
 * the component, which lists all of it when it starts. Where a bean and properties have the same
 * name they make one provider together, and what the bean sets wins.
 */
final class ProviderProperties {

    static final String UNRESOLVABLE = "has a placeholder ${..} that cannot be resolved";

    private final CamelContext context;
    private final MxAuthComponent component;
    private final ProviderConfigurationConfigurer configurer =
            new ProviderConfigurationConfigurer();

    ProviderProperties(CamelContext context, MxAuthComponent component) {
        this.context = context;
        this.component = component;
    }

    void apply(WrittenOptions written, Map<String, ProviderConfiguration> beans) {
        written.ofProviders()
                .filter(option -> !isEmptyProvider(option))
                .forEach(
                        option ->
                                written.text(option)
                                        .ifPresentOrElse(
                                                text -> set(option, text),
                                                () -> report(option, UNRESOLVABLE)));
        beans.forEach((name, bean) -> merge(bean, provider(name)));
    }

    /** What YAML makes of a provider that has a name and nothing below it. */
    private static boolean isEmptyProvider(WrittenOption option) {
        return option.name().isEmpty() && String.valueOf(option.value()).isBlank();
    }

    private ProviderConfiguration provider(String name) {
        return component.getProviders().computeIfAbsent(name, n -> new ProviderConfiguration());
    }

    private void set(WrittenOption option, String text) {
        ProviderConfiguration provider = provider(Objects.requireNonNull(option.provider()));
        if (option.name().isEmpty()) {
            report(option, "has a value of its own: write providers[NAME].OPTION");
        } else if (option.entry() == null) {
            configurer.configure(context, provider, option.name(), text, true);
        } else {
            entries(provider, option.name()).put(option.entry(), text);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> entries(ProviderConfiguration provider, String map) {
        return (Map<String, Object>)
                Objects.requireNonNull(configurer.getOptionValue(provider, map, true));
    }

    private void merge(ProviderConfiguration bean, ProviderConfiguration provider) {
        BeanWrapper from = PropertyAccessorFactory.forBeanPropertyAccess(bean);
        BeanWrapper to = PropertyAccessorFactory.forBeanPropertyAccess(provider);
        for (Option option : Option.values()) {
            Object value = from.getPropertyValue(option.key());
            if (value != null) {
                to.setPropertyValue(option.key(), value);
            }
        }
        for (OptionMap map : OptionMap.values()) {
            entries(provider, map.key()).putAll(entries(bean, map.key()));
        }
    }

    private void report(WrittenOption option, String text) {
        String label = option.label();
        component.report(
                new Problem(option.provider(), label.isEmpty() ? null : label, text, false));
    }
}
