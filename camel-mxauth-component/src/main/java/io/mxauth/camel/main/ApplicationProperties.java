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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/**
 * An application's component, with its options bound from the application's properties as Camel Main
 * binds them; not started, and with nothing else of the application around it.
 */
public final class ApplicationProperties implements AutoCloseable {

    private final CamelContext context;
    private final Component component;
    private final List<Problem> problems;

    private ApplicationProperties(
            CamelContext context, Component component, List<Problem> problems) {
        this.context = context;
        this.component = component;
        this.problems = problems;
    }

    /**
     * Reads properties and binds the component's.
     *
     * @param files where they are; none: {@code application.properties} of the working directory or
     *     else of the class path
     * @throws IOException naming a file that cannot be read
     * @throws Exception if Camel cannot make sense of them
     */
    public static ApplicationProperties read(List<Path> files) throws Exception {
        Properties all = PropertiesFiles.read(files);
        BindingMain main = new BindingMain(all, ConcernedProperties.of(all));
        CamelContext context = main.bind();
        Component component = context.getComponent("mxauth", true, false);
        // Not to be started with the context: one provider's problem would keep all from being
        // tried.
        List.copyOf(context.getComponentNames()).forEach(context::removeComponent);
        context.start();
        return new ApplicationProperties(context, component, main.problems());
    }

    /** Started, without routes or components. */
    public CamelContext context() {
        return context;
    }

    /** The component named {@code mxauth}. */
    public Component component() {
        return component;
    }

    /** What could not be bound, since it refers to what is not there. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public void close() {
        context.stop();
    }
}
