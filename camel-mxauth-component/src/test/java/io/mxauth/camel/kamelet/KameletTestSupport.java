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
package io.mxauth.camel.kamelet;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A context whose properties set Kamelets up, as {@code application.properties} would. */
@ExtendWith(SandboxExtension.class)
abstract class KameletTestSupport {

    final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties properties = new Properties();
    Sandbox sandbox;

    @BeforeEach
    void use(Sandbox injected) {
        sandbox = injected;
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /**
     * Sets a Kamelet up.
     *
     * @param kamelet its name, with {@code .ROUTE} behind it for one that is used as {@code
     *     kamelet:NAME/ROUTE}
     */
    void set(String kamelet, Map<String, String> settings) {
        settings.forEach(
                (name, value) ->
                        properties.setProperty("camel.kamelet." + kamelet + "." + name, value));
    }

    void loadYaml(String routes) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("routes.yaml", routes));
    }

    static @Nullable Integer status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }
}
