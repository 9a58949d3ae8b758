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
package io.mxauth.camel.call;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.DefaultEndpoint;

/** Gives an endpoint all documented options of another one, by Camel's own configurer. */
final class EndpointTwin {

    private EndpointTwin() {}

    static <E extends DefaultEndpoint> E copyOptions(
            DefaultEndpoint original, E twin, String scheme, String... except) {
        CamelContext context = original.getCamelContext();
        twin.setCamelContext(context);
        PropertyConfigurer configurer = original.getComponent().getEndpointPropertyConfigurer();
        EndpointUriFactory factory =
                context.getCamelContextExtension().getEndpointUriFactory(scheme);
        if (!(configurer instanceof PropertyConfigurerGetter getter) || factory == null) {
            throw new IllegalStateException("No configurer for endpoints of " + scheme);
        }
        Set<String> options = new TreeSet<>(factory.propertyNames());
        List.of(except).forEach(options::remove);
        for (String option : options) {
            Object value = getter.getOptionValue(original, option, false);
            if (value != null) {
                configurer.configure(context, twin, option, value, false);
            }
        }
        return twin;
    }
}
