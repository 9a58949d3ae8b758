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
package io.mxauth.camel.main;

import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.main.MainHelper;
import org.apache.camel.util.OrderedLocationProperties;

/** The properties of a running application as they are after a reload. */
public final class ReloadedProperties {

    private ReloadedProperties() {}

    /**
     * Sets all options of a component that properties of the application or the JVM set, as Camel Main
     * does it at the start.
     *
     * @param name the component's name in the properties
     * @throws Exception if one of them cannot be bound
     */
    public static void bind(CamelContext context, Component component, String name)
            throws Exception {
        String prefix = "camel.component." + name + ".";
        OrderedLocationProperties options = new OrderedLocationProperties();
        add(
                context.getPropertiesComponent().loadProperties(key -> key.startsWith(prefix)),
                prefix,
                options);
        add(MainHelper.loadJvmSystemPropertiesAsProperties(new String[] {prefix}), prefix, options);
        MainHelper.setPropertiesOnTarget(
                context, component, options, prefix, true, true, new OrderedLocationProperties());
    }

    private static void add(
            Properties properties, String prefix, OrderedLocationProperties options) {
        properties
                .stringPropertyNames()
                .forEach(
                        key ->
                                options.put(
                                        "reload",
                                        MainHelper.optionKey(key.substring(prefix.length())),
                                        properties.get(key)));
    }
}
