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

import io.mxauth.camel.call.AuthorizedEndpoints;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * What has to be in place before the first route is built: every HTTP endpoint keeps the rules of
 * authorized calls, and Camel masks our credentials wherever it prints a URI. Camel 4.14 has no list
 * of what to mask that one could add to.
 */
public final class MxAuthContextPlugin implements ContextServicePlugin {

    @Override
    public void load(CamelContext camelContext) {
        AuthorizedEndpoints.guard(camelContext);
        camelContext.addLifecycleStrategy(new ComponentSuccession());
        camelContext.addLifecycleStrategy(new RouteChecks());
        SensitiveNames.tell(camelContext);
    }
}
