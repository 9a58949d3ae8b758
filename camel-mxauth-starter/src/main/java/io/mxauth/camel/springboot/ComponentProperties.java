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
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.springboot.page.PageOptions;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PropertyConfigurerHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Sets the component's own options from properties, as Camel Main sets them. */
final class ComponentProperties {

    /** Spring Boot's name for a set of certificates and keys; the one option that is not Camel's. */
    private static final String SSL_BUNDLE = "sslbundle";

    /** What this starter, or Camel's, reads elsewhere. */
    private static final Set<String> READ_ELSEWHERE =
            Set.of(
                    "enabled",
                    "customizer.enabled",
                    "customizerenabled",
                    "jdbc.keyset",
                    "jdbckeyset",
                    "jdbc.createtable",
                    "jdbccreatetable");

    private static final String PROVIDERS = "providers";
    private static final String TLS = "sslcontextparameters";

    private static final Logger LOG = LoggerFactory.getLogger(ComponentProperties.class);

    private final CamelContext context;
    private final MxAuthComponent component;
    private final ObjectProvider<SslBundles> sslBundles;
    private final PropertyConfigurer configurer;

    ComponentProperties(
            CamelContext context,
            MxAuthComponent component,
            ObjectProvider<SslBundles> sslBundles) {
        this.context = context;
        this.component = component;
        this.sslBundles = sslBundles;
        this.configurer = PropertyConfigurerHelper.resolvePropertyConfigurer(context, component);
    }

    void apply(WrittenOptions written) {
        written.ofComponent()
                .forEach(
                        option -> {
                            String name = WrittenOption.normalized(option.name());
                            if (READ_ELSEWHERE.contains(name)
                                    || String.valueOf(option.value()).isBlank()) {
                                return;
                            }
                            if (!isOption(name)) {
                                report(option, "is no option of the component");
                                return;
                            }
                            written.text(option)
                                    .ifPresentOrElse(
                                            text -> set(option, name, text),
                                            () -> report(option, ProviderProperties.UNRESOLVABLE));
                        });
        if (component.getSslContextParameters() instanceof BundledTls
                && written.find(null, "sslContextParameters").isPresent()) {
            component.report(
                    new Problem(
                            null,
                            "sslContextParameters",
                            "is set besides sslBundle: decide on one",
                            false));
        }
    }

    private boolean isOption(String name) {
        return name.equals(SSL_BUNDLE)
                || PageOptions.isOption(name)
                || (!name.equals(PROVIDERS) && typeOf(name) != null);
    }

    private void set(WrittenOption option, String name, String text) {
        if (PageOptions.isOption(name)) {
            // Read before there is a Camel, so that Camel's placeholders are none here.
            String problem = PageOptions.problemOf(name, text);
            if (problem != null) {
                report(option, problem);
            }
            return;
        }
        String value;
        try {
            value = context.resolvePropertyPlaceholders(text).strip();
        } catch (RuntimeException e) {
            // Its message, as that of a conversion, shows the value.
            report(option, "has a placeholder {{..}} that cannot be resolved");
            return;
        }
        if (name.equals(SSL_BUNDLE)) {
            useBundle(option, value);
        } else if (!suits(typeOf(name), value)) {
            report(option, "must be " + description(typeOf(name)));
        } else if (!name.equals(TLS) || component.getSslContextParameters() == null) {
            try {
                configurer.configure(context, component, name, value, true);
            } catch (RuntimeException e) {
                report(option, "must be " + description(typeOf(name)));
            }
        }
    }

    private @Nullable Class<?> typeOf(String name) {
        return configurer instanceof PropertyConfigurerGetter getter
                ? getter.getOptionType(name, true)
                : null;
    }

    /** Camel takes much for false or zero that is neither. */
    private static boolean suits(@Nullable Class<?> type, String value) {
        if (type == boolean.class) {
            return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        }
        return type != long.class || value.matches("\\d{1,18}");
    }

    private static String description(@Nullable Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        }
        return type == null || type == long.class
                ? "a whole number"
                : "#bean:NAME of a bean that is a " + type.getSimpleName();
    }

    private void useBundle(WrittenOption option, String name) {
        SslBundles bundles = sslBundles.getIfAvailable();
        if (bundles == null || !bundles.getBundleNames().contains(name)) {
            report(option, "names no bundle of spring.ssl.bundle");
            return;
        }
        component.setSslContextParameters(new BundledTls(() -> bundles.getBundle(name)));
        bundles.addBundleUpdateHandler(name, this::reload);
    }

    private void reload(SslBundle updated) {
        try {
            component.reloadTls();
        } catch (Exception e) {
            LOG.error(
                    "The SSL bundle for token requests was updated and cannot be used; they keep the"
                            + " former one",
                    e);
        }
    }

    private void report(WrittenOption option, String text) {
        component.report(new Problem(null, option.label(), text, false));
    }
}
