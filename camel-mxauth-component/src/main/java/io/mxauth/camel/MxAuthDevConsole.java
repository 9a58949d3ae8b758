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
package io.mxauth.camel;

import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * The page {@code mxauth} of Camel's developer console: the state of each provider. With {@code
 * command=renew} or {@code command=invalidate} and {@code provider=NAME} it does that first.
 */
@DevConsole(
        name = "mxauth",
        displayName = "MX Auth",
        description = "Tokens of providers: state, age, remaining life, errors, counters")
public class MxAuthDevConsole extends AbstractDevConsole {

    /** The option that says what to do before the state is shown. */
    public static final String COMMAND = "command";

    /** The option that says to which provider. */
    public static final String PROVIDER = "provider";

    public MxAuthDevConsole() {
        super(
                "camel",
                "mxauth",
                "MX Auth",
                "Tokens of providers: state, age, remaining life, errors, counters");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        String done = obey(options);
        String report = component().report().text();
        return done.isEmpty() ? report : done + "\n" + report;
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        String done = obey(options);
        JsonObject report = component().report().json();
        if (!done.isEmpty()) {
            report.put("done", done);
        }
        return report;
    }

    private String obey(Map<String, Object> options) {
        Object command = options.get(COMMAND);
        if (command == null) {
            return "";
        }
        String provider = String.valueOf(options.get(PROVIDER));
        return switch (command.toString()) {
            case "renew" -> component().renew(provider);
            case "invalidate" -> component().invalidate(provider);
            default -> "There is no command but renew and invalidate";
        };
    }

    private MxAuthComponent component() {
        return getCamelContext().getComponent("mxauth", MxAuthComponent.class);
    }
}
