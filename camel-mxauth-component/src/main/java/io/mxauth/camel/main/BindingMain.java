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

import io.mxauth.camel.provider.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.util.OrderedLocationProperties;
import org.jspecify.annotations.Nullable;

/** Camel Main as far as it binds properties: it collects no routes, starts nothing, and is silent. */
final class BindingMain extends BaseMainSupport {

    private static final Pattern PROVIDER =
            Pattern.compile(
                    Pattern.quote(ConcernedProperties.COMPONENT)
                            + "providers(?:\\[([^\\]]+)]|\\.([^.\\[]+))\\.(.+)");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Za-z0-9_]+)}}");

    private final Properties all;
    private final Properties concerned;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A Main with properties.
     *
     * @param all where placeholders are looked up
     * @param concerned what is bound
     */
    BindingMain(Properties all, Properties concerned) {
        super(new DefaultCamelContext(false));
        this.all = all;
        this.concerned = concerned;
        setPropertyPlaceholderLocations("false");
        setInitialProperties(concerned);
        configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        configure().setAutoConfigurationLogSummary(false);
        configure().setAutoConfigurationEnvironmentVariablesEnabled(false);
        configure().setAutoConfigurationSystemPropertiesEnabled(false);
        configure().setRoutesCollectorEnabled(false);
        configure().setJmxEnabled(false);
    }

    CamelContext bind() throws Exception {
        postProcessCamelContext(camelContext);
        return camelContext;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    protected void configurePropertiesService(CamelContext context) throws Exception {
        super.configurePropertiesService(context);
        context.getPropertiesComponent()
                .addPropertiesSource(
                        new PropertiesSource() {
                            @Override
                            public String getName() {
                                return "application";
                            }

                            @Override
                            public @Nullable String getProperty(String name) {
                                return all.getProperty(name);
                            }
                        });
    }

    /** What cannot be resolved is left out: Camel's exception would end at the first. */
    @Override
    protected void autoConfigurationFromProperties(
            CamelContext context, OrderedLocationProperties configured) throws Exception {
        for (String name : concerned.stringPropertyNames()) {
            Matcher option = PROVIDER.matcher(name);
            String text = concerned.getProperty(name);
            if (option.matches() && text.contains("{{") && !canBeResolved(text, context)) {
                String provider = option.group(1) != null ? option.group(1) : option.group(2);
                problems.add(new Problem(provider, option.group(3), why(text), false));
                concerned.remove(name);
            }
        }
        super.autoConfigurationFromProperties(context, configured);
    }

    private static boolean canBeResolved(String text, CamelContext context) {
        try {
            context.resolvePropertyPlaceholders(text);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String why(String text) {
        Matcher variable = VARIABLE.matcher(text);
        // Any other text may be a secret with braces in it.
        return variable.matches() && System.getenv(variable.group(1)) == null
                ? "wants the environment variable " + variable.group(1) + ", which is not set"
                : "has a placeholder {{..}} that cannot be resolved";
    }

    @Override
    protected void modelineRoutes(CamelContext context) {
        // There are none.
    }

    @Override
    protected void configureRoutes(CamelContext context) {
        // There are none.
    }
}
