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

import io.mxauth.camel.main.ReloadedProperties;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.OptionMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertiesReload;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;

/**
 * Keeps the options when Camel Main reloads properties. For each property that has changed it removes
 * the component, makes and starts an empty one, and in the end sets the changed properties alone: without
 * what follows here, a component would go on with {@code allowedHosts} or its store lost. So the new one
 * begins with what code had set on the former one, and with all properties as they are now.
 */
final class ComponentSuccession extends LifecycleStrategySupport {

    /** The name that the properties have. */
    private static final String NAME = "mxauth";

    /** What is copied one by one, and what is another name of an option that is copied. */
    private static final Set<String> HELD_ELSEWHERE = Set.of("providers", "keepHeaders");

    private final Map<CamelContext, MxAuthComponent> removed = new ConcurrentHashMap<>();

    @Override
    public void onComponentRemove(String name, Component component) {
        if (component instanceof MxAuthComponent former
                && name.equals(NAME)
                && isReloading(former.getCamelContext())) {
            removed.put(former.getCamelContext(), former);
        }
    }

    /** Only remembers: Camel creates the component under a lock, and it is not to be started yet. */
    @Override
    public void onComponentAdd(String name, Component component) {
        if (component instanceof MxAuthComponent now && name.equals(NAME)) {
            MxAuthComponent former = removed.remove(now.getCamelContext());
            if (former != null && !now.isStarted()) {
                now.succeed(former);
            }
        }
    }

    private static boolean isReloading(CamelContext context) {
        return context.isStarted() && context.hasService(PropertiesReload.class) != null;
    }

    /** Sets what the new component begins with. */
    static void fill(MxAuthComponent now, MxAuthComponent former) throws Exception {
        if (now != former) {
            WrittenOptions present = WrittenOptions.of(now.getCamelContext());
            copyOptions(now, former, present);
            former.getProviders()
                    .forEach((name, options) -> copyProvider(name, options, now, former, present));
        }
        ReloadedProperties.bind(now.getCamelContext(), now, NAME);
    }

    private static void copyOptions(
            MxAuthComponent now, MxAuthComponent former, WrittenOptions present) {
        MxAuthComponentConfigurer configurer = new MxAuthComponentConfigurer();
        Map<String, Object> values = new HashMap<>();
        PluginHelper.getBeanIntrospection(now.getCamelContext())
                .getProperties(former, values, null, false);
        values.forEach(
                (option, value) -> {
                    if (!HELD_ELSEWHERE.contains(option)
                            && !former.written().sets(option)
                            && !present.sets(option)) {
                        // Passes over what is no option.
                        configurer.configure(now.getCamelContext(), now, option, value, false);
                    }
                });
    }

    private static void copyProvider(
            String name,
            ProviderConfiguration options,
            MxAuthComponent now,
            MxAuthComponent former,
            WrittenOptions present) {
        ProviderConfiguration copy = new ProviderConfiguration();
        boolean any = false;
        for (Option option : Option.values()) {
            if (!former.written().sets(name, option.key()) && !present.sets(name, option.key())) {
                any |= ProviderOptions.property(option).copy(options, copy);
            }
        }
        for (OptionMap map : OptionMap.values()) {
            for (Map.Entry<String, Object> entry : options.entries(map).entrySet()) {
                String written = map.entry(entry.getKey());
                if (!former.written().sets(name, written) && !present.sets(name, written)) {
                    ProviderOptions.map(copy, map).put(entry.getKey(), entry.getValue());
                    any = true;
                }
            }
        }
        if (any) {
            now.getProviders().put(name, copy);
        }
    }
}
