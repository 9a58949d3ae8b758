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

import io.mxauth.camel.provider.Presets;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.ProviderResolver;
import io.mxauth.camel.provider.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers that a component is configured with, checked together when it starts. */
final class ConfiguredProviders {

    static final String UNRESOLVABLE = "has a placeholder {{..}} that cannot be resolved";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredProviders.class);

    private final CamelContext context;
    private final ProviderResolver resolver;
    private final Map<String, ProviderConfiguration> providers;

    /** The options whose final line break was cut off, so that each is warned of once. */
    private final Set<String> cut = ConcurrentHashMap.newKeySet();

    private ConfiguredProviders(
            CamelContext context, Map<String, ProviderConfiguration> providers) {
        this.context = context;
        this.providers = providers;
        this.resolver =
                new ProviderResolver(new Presets(context.getClassResolver()::loadResourceAsStream));
    }

    /**
     * Checks all providers, asking nobody.
     *
     * @param reported what whoever configured the component saw
     * @throws MxAuthException that lists every problem of every provider
     */
    static ConfiguredProviders check(
            CamelContext context,
            Map<String, ProviderConfiguration> providers,
            Collection<Problem> reported) {
        ConfiguredProviders checked = new ConfiguredProviders(context, providers);
        List<Problem> problems = new ArrayList<>(reported);
        problems.addAll(RawProperties.of(context).problems());
        providers.forEach((name, options) -> checked.check(name, options, problems));
        // What only misses what an endpoint may still say is left to the endpoints.
        if (!problems.stream().allMatch(Problem::deferrable)) {
            throw failure(problems);
        }
        return checked;
    }

    private void check(String name, ProviderConfiguration options, List<Problem> problems) {
        addRejected(name, options, problems);
        problems.addAll(
                resolver.resolve(name, read(name, options, text -> {}, problems)).problems());
    }

    /** Providers that are checked one by one, so that one of them does not stand for all. */
    static ConfiguredProviders unchecked(
            CamelContext context, Map<String, ProviderConfiguration> providers) {
        return new ConfiguredProviders(context, providers);
    }

    /** All that is wrong with a provider, whatever an endpoint may still say of it. */
    List<Problem> problemsOf(String name, ProviderConfiguration options) {
        List<Problem> problems = new ArrayList<>();
        check(name, options, problems);
        return problems;
    }

    /** What could not be bound. */
    private static void addRejected(
            String name, ProviderConfiguration options, List<Problem> problems) {
        options.rejectedOptions()
                .forEach((option, why) -> problems.add(new Problem(name, option, why, false)));
    }

    /**
     * The provider of that name, with what an endpoint says of it.
     *
     * @param said what beats the properties, the strongest first
     * @throws MxAuthException that lists every problem
     */
    Provider resolve(String name, List<ProviderConfiguration> said) {
        return resolve(name, said, new ProviderConfiguration(), text -> {});
    }

    /**
     * The same as its placeholders say now, whatever they said when the properties were bound. May
     * take as long as the vaults that are asked.
     *
     * @throws MxAuthException that lists every problem
     */
    Provider resolveAgain(String name, List<ProviderConfiguration> said) {
        ProviderConfiguration placeholders = RawProperties.of(context).placeholdersOf(name);
        return resolve(name, said, placeholders, new SecretFiles(context)::reread);
    }

    private Provider resolve(
            String name,
            List<ProviderConfiguration> said,
            ProviderConfiguration placeholders,
            Consumer<String> beforeReading) {
        ProviderConfiguration configured = providers.get(name);
        if (configured == null
                && said.stream().noneMatch(ConfiguredProviders::isWhole)
                && !resolver.isPreset(name)) {
            throw new MxAuthException(
                    name,
                    MxAuthException.Reason.CONFIGURATION,
                    "Provider '%s' is neither a preset nor configured. Check its name, or set camel.component.mxauth.providers[%s].*"
                            .formatted(name, name));
        }
        List<Problem> problems = new ArrayList<>();
        Settings settings = read(name, placeholders, beforeReading, problems);
        for (int i = said.size() - 1; i >= 0; i--) {
            addRejected(name, said.get(i), problems);
            settings = read(name, said.get(i), beforeReading, problems).over(settings);
        }
        if (configured != null) {
            settings = settings.over(read(name, configured, beforeReading, problems));
        }
        var resolution = resolver.resolve(name, settings);
        problems.addAll(resolution.problems());
        if (!problems.isEmpty() || resolution.provider() == null) {
            throw failure(problems);
        }
        return resolution.provider();
    }

    /** Whether options say where tokens come from, so that nothing need be configured. */
    private static boolean isWhole(ProviderConfiguration options) {
        return options.getPreset() != null
                || options.getTokenEndpoint() != null
                || options.getDiscoveryUri() != null;
    }

    /**
     * What options say, with placeholders filled in.
     *
     * @param beforeReading gets each text that has placeholders
     */
    private Settings read(
            String provider,
            ProviderConfiguration options,
            Consumer<String> beforeReading,
            List<Problem> problems) {
        return ProviderOptions.settings(
                options,
                (option, secret, value) -> {
                    String resolved = value;
                    try {
                        if (value.contains("{{")) {
                            beforeReading.accept(value);
                            resolved = context.resolvePropertyPlaceholders(value);
                        }
                    } catch (RuntimeException e) {
                        // Camel's message would show the text, which may be a secret with braces.
                        problems.add(new Problem(provider, option, UNRESOLVABLE, false));
                    }
                    return secret ? withoutFinalLineBreak(provider, option, resolved) : resolved;
                });
    }

    /** A file's, or an {@code echo}'s: never part of a secret, and everything else may be. */
    private String withoutFinalLineBreak(String provider, String option, String value) {
        int end = value.length();
        if (end > 0 && value.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && value.charAt(end - 1) == '\r') {
            end--;
        }
        if (end < value.length() && cut.add(provider + "." + option)) {
            LOG.warn(
                    "Provider '{}': option '{}' ends with a line break, which is cut off",
                    provider,
                    option);
        }
        return value.substring(0, end);
    }

    static MxAuthException failure(List<Problem> problems) {
        String names =
                problems.stream()
                        .map(Problem::provider)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining(", "));
        String list =
                problems.stream()
                        .map(problem -> System.lineSeparator() + " - " + problem)
                        .collect(Collectors.joining());
        return new MxAuthException(
                names,
                "The configuration of mxauth has %d problem%s:%s"
                        .formatted(problems.size(), problems.size() == 1 ? "" : "s", list),
                problems);
    }
}
