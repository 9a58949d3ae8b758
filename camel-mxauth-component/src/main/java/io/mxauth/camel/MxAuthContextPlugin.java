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
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.OptionMap;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be in place before the first route is built: every HTTP endpoint keeps the rules of
 * authorized calls, and Camel masks our credentials wherever it prints a URI. Camel 4.14 has no list
 * of what to mask that one could add to.
 */
public final class MxAuthContextPlugin implements ContextServicePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(MxAuthContextPlugin.class);

    @Override
    public void load(CamelContext camelContext) {
        ExtendedCamelContext context = camelContext.getCamelContextExtension();
        AuthorizedEndpoints.guard(camelContext);
        camelContext.addLifecycleStrategy(new ComponentSuccession());
        String ours =
                Stream.concat(
                                Arrays.stream(Option.values())
                                        .filter(Option::isCredential)
                                        .map(Option::key),
                                Arrays.stream(OptionMap.values()).map(map -> map.key() + "."))
                        .collect(Collectors.joining(","));
        try {
            String others = context.getAdditionalSensitiveKeywords();
            context.setAdditionalSensitiveKeywords(others == null ? ours : others + "," + ours);
        } catch (NoSuchMethodError e) {
            LOG.warn(
                    "Camel {} cannot be told what to mask in URIs besides what it knows: keep"
                            + " credentials out of them",
                    camelContext.getVersion());
        }
    }
}
