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

import io.mxauth.camel.main.ApplicationProperties;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.verify.Verification;
import io.mxauth.camel.verify.Verifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The checks of the providers of one application, each by itself, whatever is wrong with others. */
final class ProviderChecks implements AutoCloseable {

    private final VerifyArguments arguments;
    private final Map<String, ProviderConfiguration> providers;
    private final ConfiguredProviders configured;
    private final List<Problem> written;
    private final TokenRuntime runtime;

    ProviderChecks(ApplicationProperties properties, VerifyArguments arguments) throws Exception {
        this.arguments = arguments;
        MxAuthComponent component = (MxAuthComponent) properties.component();
        this.providers = component.getProviders();
        this.configured = ConfiguredProviders.unchecked(properties.context(), providers);
        this.written = new ArrayList<>(properties.problems());
        this.written.addAll(RawProperties.of(properties.context()).problems());
        this.runtime = new TokenRuntime(component, TimeSource.SYSTEM);
    }

    /** The names of all providers, in alphabetical order; also of those with options only wrong. */
    List<String> names() {
        Set<String> names = new TreeSet<>(providers.keySet());
        written.stream().map(Problem::provider).filter(Objects::nonNull).forEach(names::add);
        return List.copyOf(names);
    }

    Verification check(String name) {
        List<Problem> problems =
                new ArrayList<>(
                        written.stream()
                                .filter(problem -> name.equals(problem.provider()))
                                .toList());
        Set<String> known = new LinkedHashSet<>();
        problems.forEach(problem -> known.add(key(problem)));
        ProviderConfiguration options = providers.get(name);
        ProviderConfiguration overrides = new ProviderConfiguration();
        if (options != null) {
            List<Problem> found = configured.problemsOf(name, options);
            found.removeIf(isMendedBy(overrides));
            found.removeIf(problem -> known.contains(key(problem)));
            problems.addAll(found);
        }
        if (!problems.isEmpty()) {
            return Verifier.configuration(name, problems.stream().map(this::withHint).toList());
        }
        try {
            return check(configured.resolve(name, List.of(overrides)));
        } catch (MxAuthException e) {
            return Verifier.configuration(name, e.problems());
        }
    }

    private static String key(Problem problem) {
        String option = String.valueOf(problem.option());
        return Option.of(option).map(Option::key).orElse(option);
    }

    /** Whether the command line says what the properties leave open; then it is an override. */
    private Predicate<Problem> isMendedBy(ProviderConfiguration overrides) {
        return problem -> {
            if (problem.deferrable()
                    && Option.REGION.key().equals(problem.option())
                    && arguments.region() != null) {
                overrides.setRegion(arguments.region());
                return true;
            }
            if (problem.deferrable()
                    && Option.SERVER.key().equals(problem.option())
                    && arguments.server() != null) {
                overrides.setServer(arguments.server());
                return true;
            }
            return false;
        };
    }

    private Problem withHint(Problem problem) {
        return problem.deferrable()
                ? new Problem(
                        problem.provider(),
                        problem.option(),
                        "%s. If the routes say it, give it here as --%s=.."
                                .formatted(problem.text(), problem.option()),
                        true)
                : problem;
    }

    private Verification check(Provider provider) {
        if (provider.grant() == GrantType.API_KEY) {
            return Verifier.ofKey(provider);
        }
        Provider tried = provider;
        if (provider.credentials().refreshToken() != null && !arguments.spendRefreshToken()) {
            if (provider.grant() == GrantType.REFRESH_TOKEN
                    || provider.grant() == GrantType.AUTHORIZATION_CODE) {
                return Verifier.untried(provider);
            }
            tried = provider.withoutRefreshToken();
        }
        Provider settings = tried;
        return runtime.verifier()
                .verify(
                        runtime.cache()
                                .of(settings, () -> CompletableFuture.completedFuture(settings)))
                .join();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
