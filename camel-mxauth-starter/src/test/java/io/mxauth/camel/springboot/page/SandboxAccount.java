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
package io.mxauth.camel.springboot.page;

import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.sandbox.SandboxProvider;
import java.util.Map;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/** The options of an account in the sandbox. */
final class SandboxAccount {

    private SandboxAccount() {}

    /**
     * The options that the issuer's credentials come to.
     *
     * @param more what is said besides; an {@code apiKey} takes the place of all credentials
     */
    static ProviderConfiguration of(SandboxProvider issuer, Map<String, ?> more) {
        ProviderConfiguration options = new ProviderConfiguration();
        BeanWrapper wrapper = PropertyAccessorFactory.forBeanPropertyAccess(options);
        options.setPreset(issuer.name().replaceFirst("-.*", ""));
        options.setAllowedHosts(issuer.setting("api-host"));
        if (!more.containsKey("apiKey")) {
            options.setTokenEndpoint(issuer.setting("token-endpoint"));
            options.setClientId(issuer.setting("client-id"));
            options.setClientSecret(issuer.setting("client-secret"));
        }
        if (issuer.name().startsWith("movio-")) {
            options.setRegion(issuer.name().substring("movio-".length()));
        }
        if (issuer.name().equals("mxo")) {
            options.setServer("eu2");
        }
        more.forEach(wrapper::setPropertyValue);
        return options;
    }
}
