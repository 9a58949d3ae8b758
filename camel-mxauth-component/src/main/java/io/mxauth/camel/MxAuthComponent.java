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

import io.mxauth.camel.cache.ProviderToken;
import io.mxauth.camel.call.AuthorizedEndpoints;
import io.mxauth.camel.call.CallAuthorizer;
import io.mxauth.camel.micrometer.MeterRegistries;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.Observations;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.opentelemetry.Tracing;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.OptionMap;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.shared.StoreOutage;
import io.mxauth.camel.token.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.PropertiesHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates HTTP calls of routes. Holds the configured providers, checks them all when it
 * starts, and owns everything that works for them: threads, the way to the issuers, the tokens.
 */
@Component("mxauth")
@ManagedResource(description = "Managed MX Auth component")
public class MxAuthComponent extends DefaultComponent implements SSLContextParametersAware {

    private static final Logger LOG = LoggerFactory.getLogger(MxAuthComponent.class);

    @Metadata(
            description =
                    "The providers by name: presets with the options that they need, or providers of"
                            + " your own")
    private Map<String, ProviderConfiguration> providers = new LinkedHashMap<>();

    @Metadata(
            defaultValue = "true",
            description =
                    "Whether an HTTP call that is answered 401 gets another token and is repeated"
                            + " once")
    private boolean retryUnauthorized = true;

    @Metadata(
            label = "advanced",
            description =
                    "Whether HTTP calls to every allowed host carry the authorization until the"
                            + " exchange ends, and not only those to the host of the first call that"
                            + " succeeded")
    private boolean keepAuthorization;

    /** For the generator only, which describes fields. */
    @Deprecated
    @SuppressWarnings("UnusedVariable")
    @Metadata(
            label = "advanced",
            description = "The former name of keepAuthorization",
            deprecationNote = "Use keepAuthorization")
    private boolean keepHeaders;

    @Metadata(
            label = "advanced",
            description =
                    "Whether the headers are set on the message too, for HTTP clients that mxauth does"
                            + " not guard. Every step of the route then sees the token, and whatever"
                            + " the message is sent to may get it")
    private boolean exposeHeaders;

    @Metadata(
            label = "advanced",
            defaultValue = "10000",
            description = "The most tokens, and the most refresh tokens, that are kept")
    private long cacheMaximumSize = 10_000;

    @Metadata(label = "security", description = "The TLS settings for token requests")
    private @Nullable SSLContextParameters sslContextParameters;

    @Metadata(
            label = "security",
            description = "Whether token requests use the context's global TLS settings")
    private boolean useGlobalSslContextParameters;

    @Metadata(
            label = "advanced",
            description =
                    "An HTTP component whose TLS, proxy and time-outs are taken over for token"
                            + " requests; not its redirects and retries")
    private @Nullable HttpComponent httpComponent;

    @Metadata(
            label = "advanced",
            description =
                    "Where tokens are kept that are to outlive this JVM or to be shared with others;"
                            + " in memory only if not set")
    private @Nullable TokenStore tokenStore;

    /** What was warned of, so that each warning comes once. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    private final TimeSource time;
    private final Observations observations = new Observations(this::states);
    private final StoreOutage storeOutage = new StoreOutage();
    private final TokenEvents events = new TokenEvents(this);
    private final MxAuthHealthCheck healthCheck = new MxAuthHealthCheck(this);

    /** What whoever configured this component saw. */
    private final List<Problem> reported = new CopyOnWriteArrayList<>();

    /** What the properties set when this component started. */
    private WrittenOptions written = WrittenOptions.NONE;

    /** The component in whose place this one is made while properties are reloaded. */
    private @Nullable MxAuthComponent former;

    private @Nullable TokenObserver spans;
    private @Nullable ConfiguredProviders configured;
    private volatile @Nullable TokenRuntime runtime;

    /** A component whose tokens age by the clock of the system. */
    public MxAuthComponent() {
        this(TimeSource.SYSTEM);
    }

    /** A component whose tokens age by that clock. */
    MxAuthComponent(TimeSource time) {
        this.time = time;
    }

    /** Camel Main prints the properties once it has bound them, which is after this. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        SensitiveNames.tell(getCamelContext(), WrittenEntries.of(getCamelContext()));
    }

    @Override
    protected void doStart() throws Exception {
        if (former != null) {
            ComponentSuccession.fill(this, former);
            former = null;
        }
        written = WrittenOptions.of(getCamelContext());
        if (Boolean.TRUE.equals(getCamelContext().isDevConsole())) {
            observations.countHits();
        }
        AuthorizedEndpoints.warnOfUnguarded(getCamelContext());
        configured = ConfiguredProviders.check(getCamelContext(), providers, reported);
        runtime = new TokenRuntime(this, time);
        observations.add(events);
        spans = Tracing.observer(getCamelContext());
        if (spans != null) {
            observations.add(spans);
        }
        MeterRegistries.bind(getCamelContext(), observations);
        HealthCheckRegistry health = HealthCheckRegistry.get(getCamelContext());
        if (health != null) {
            health.register(healthCheck);
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        HealthCheckRegistry health = HealthCheckRegistry.get(getCamelContext());
        if (health != null) {
            health.unregister(healthCheck);
        }
        observations.remove(events);
        if (spans != null) {
            observations.remove(spans);
            spans = null;
        }
        TokenRuntime ended = runtime;
        if (ended != null) {
            ended.close();
            runtime = null;
        }
    }

    /** Lets this component start with the options of that one, as properties are reloaded. */
    void succeed(MxAuthComponent removed) {
        former = removed;
    }

    WrittenOptions written() {
        return written;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        if (remaining.isBlank()) {
            throw new IllegalArgumentException("mxauth: names no provider, such as mxauth:movio");
        }
        MxAuthEndpoint endpoint = new MxAuthEndpoint(uri, this, remaining);
        // Here and not when it starts: the beans of a route template can be seen only now.
        endpoint.setAccount(
                resolveAndRemoveReferenceParameter(
                        parameters, "account", ProviderConfiguration.class));
        warnOfSecrets(remaining, parameters);
        boolean secrets = parameters.keySet().stream().anyMatch(MxAuthComponent::isSecret);
        for (OptionMap map : OptionMap.values()) {
            Map<String, Object> entries =
                    PropertiesHelper.extractProperties(parameters, map.key() + ".");
            if (!entries.isEmpty()) {
                ProviderOptions.setMap(endpoint.getConfiguration(), map, entries);
            }
        }
        List<Problem> problems = new ArrayList<>(wrongValues(remaining, parameters));
        Map<String, Object> unknown = new LinkedHashMap<>();
        if (parameters.remove("") != null) {
            // Camel cannot bind it.
            unknown.put("", "");
        }
        if (problems.isEmpty()) {
            setProperties(endpoint, parameters);
            unknown.putAll(parameters);
            problems.addAll(UnknownOptions.problems(remaining, unknown, secrets));
            problems.addAll(
                    new YamlNames(getCamelContext(), remaining)
                            .problems(endpoint.getConfiguration(), endpoint.getAccount()));
        }
        if (!problems.isEmpty()) {
            throw ConfiguredProviders.failure(problems);
        }
        return endpoint;
    }

    /** What Camel would bind as a duration of zero, or not at all, unless it refers to a bean. */
    private static List<Problem> wrongValues(String provider, Map<String, Object> parameters) {
        List<Problem> wrong = new ArrayList<>();
        parameters.forEach(
                (name, value) -> {
                    if (EndpointHelper.isReferenceParameter(value.toString())) {
                        return;
                    }
                    Option.of(name)
                            .map(ProviderOptions::property)
                            .filter(p -> ProviderConfigurationConfigurer.isNoDuration(p, value))
                            .map(property -> "must be " + property.description())
                            .ifPresent(text -> wrong.add(new Problem(provider, name, text, false)));
                    OptionMap.of(name)
                            .filter(map -> value instanceof String)
                            .map(map -> "has entries: write %s.NAME=..".formatted(map.key()))
                            .ifPresent(text -> wrong.add(new Problem(provider, name, text, false)));
                });
        return wrong;
    }

    private void warnOfSecrets(String provider, Map<String, Object> parameters) {
        List<String> secrets =
                parameters.keySet().stream().filter(MxAuthComponent::isSecret).sorted().toList();
        if (!secrets.isEmpty() && warned.add(provider + secrets)) {
            LOG.warn(
                    "An endpoint of provider '{}' has {} in its URI, where Camel's own dumps of"
                            + " routes show it. Set it as"
                            + " camel.component.mxauth.providers[{}].* instead",
                    provider,
                    secrets,
                    provider);
        }
    }

    private static boolean isSecret(String parameter) {
        String[] parts = parameter.split("[.\\[]", 2);
        return parts.length > 1
                ? OptionMap.of(parts[0]).isPresent()
                : Option.of(parameter).map(Option::isCredential).orElse(false);
    }

    /** What can be seen of the tokens, for as long as this component is there. */
    public Observations observations() {
        return observations;
    }

    /** The state of all providers now. */
    TokenReport report() {
        return new TokenReport(observations, providers.keySet(), storeOutage.standing());
    }

    @ManagedOperation(description = "The state of all providers as text")
    public String tokens() {
        return report().text();
    }

    /**
     * Starts to renew the tokens of a provider, in all its accounts, a cool-down notwithstanding.
     *
     * @return what was done, in words
     */
    @ManagedOperation(description = "Renews the tokens of a provider now")
    public String renew(String provider) {
        List<ProviderToken> tokens = tokensOf(provider);
        tokens.forEach(held -> held.cached().renew());
        return done("Renewing", tokens.size(), provider);
    }

    /**
     * Forgets the access tokens of a provider, in all its accounts; refresh tokens are kept.
     *
     * @return what was done, in words
     */
    @ManagedOperation(description = "Forgets the access tokens of a provider")
    public String invalidate(String provider) {
        List<ProviderToken> tokens = tokensOf(provider);
        TokenRuntime present = runtime;
        if (present != null) {
            tokens.forEach(present.cache()::invalidate);
        }
        return done("Forgot", tokens.size(), provider);
    }

    private List<ProviderToken> tokensOf(String provider) {
        TokenRuntime present = runtime;
        return present == null ? List.of() : present.cache().of(provider);
    }

    private static String done(String what, int count, String provider) {
        return count == 0
                ? "No route uses a token of provider '" + provider + "'"
                : "%s %d token%s of provider '%s'"
                        .formatted(what, count, count == 1 ? "" : "s", provider);
    }

    private List<AccountState> states() {
        TokenRuntime present = runtime;
        return present == null ? List.of() : present.cache().states();
    }

    /**
     * What authorizes calls that no route makes, by the same tokens and the same rules. Good until
     * the component stops.
     *
     * @param provider a preset or a configured provider
     * @throws MxAuthException that lists every problem with its configuration
     */
    public CallAuthorizer authorizer(String provider) {
        return account(provider, List.of(), MxAuthComponent::callPolicy);
    }

    /**
     * Keeps the component from starting, with this problem in the one error that lists all. For
     * whoever sets the options and knows of more than can be seen in them.
     */
    public void report(Problem problem) {
        reported.add(problem);
    }

    /**
     * Lets token requests from now on use the TLS settings as they are now, after certificates or
     * keys were replaced. Requests under way end as they began; tokens stay. Does nothing while the
     * component is stopped.
     *
     * @throws Exception if the settings cannot be used; those of before then stay in use
     */
    public void reloadTls() throws Exception {
        TokenRuntime present = runtime;
        if (present != null) {
            present.reloadTls(tlsForTokenRequests());
        }
    }

    /**
     * The account that an endpoint names.
     *
     * @param said what the endpoint says of the provider, the strongest first
     * @param policy what is to be done about its calls
     * @throws MxAuthException that lists every problem with it
     */
    Account account(
            String name,
            List<ProviderConfiguration> said,
            Function<MxAuthComponent, CallPolicy> policy) {
        ConfiguredProviders known = configured;
        TokenRuntime present = runtime;
        if (known == null || present == null) {
            throw new MxAuthException(
                    name,
                    MxAuthException.Reason.CONFIGURATION,
                    "Provider '%s': the mxauth component is not started. If it was started before, look in the log for what is wrong with its options"
                            .formatted(name));
        }
        Provider provider = known.resolve(name, said);
        if (provider.allowedHosts().hosts().isEmpty() && warned.add(name)) {
            LOG.warn(
                    "Provider '{}' has no allowedHosts: its token may go to any https: host that a"
                            + " route calls. Name the API's host",
                    name);
        }
        CallPolicy wanted = policy.apply(this);
        if (wanted.exposeHeaders() && warned.add("exposeHeaders " + name)) {
            LOG.warn(
                    "Provider '{}' exposes its headers on the message: every step, log, queue and"
                            + " endpoint that the message reaches until the exchange ends may get the"
                            + " token, allowedHosts notwithstanding",
                    name);
        }
        return new Account(
                provider,
                () -> known.resolveAgain(name, said),
                present,
                observations.tally(name),
                wanted);
    }

    /**
     * Checks what needs this component, now or once it has started: Camel starts what stands in a
     * multicast or split when it sets up the route, which is before it starts components.
     */
    void whenStarted(Runnable check) {
        if (isStarted() || getCamelContext().isStarted()) {
            check.run();
            return;
        }
        try {
            getCamelContext().addStartupListener((context, started) -> check.run());
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    /** What this component does about calls whose endpoint says nothing of it. */
    CallPolicy callPolicy() {
        return new CallPolicy(retryUnauthorized, keepAuthorization, exposeHeaders);
    }

    /** What is wrong with the store; lasts as long as this component. */
    StoreOutage storeOutage() {
        return storeOutage;
    }

    public @Nullable TokenStore getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(@Nullable TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    /** The TLS settings that beat those of {@link #getHttpComponent()}, or null. */
    @Nullable SSLContextParameters tlsForTokenRequests() {
        return sslContextParameters != null
                ? sslContextParameters
                : retrieveGlobalSslContextParameters();
    }

    public Map<String, ProviderConfiguration> getProviders() {
        return providers;
    }

    public void setProviders(Map<String, ProviderConfiguration> providers) {
        this.providers = providers;
    }

    public boolean isRetryUnauthorized() {
        return retryUnauthorized;
    }

    public void setRetryUnauthorized(boolean retryUnauthorized) {
        this.retryUnauthorized = retryUnauthorized;
    }

    public boolean isKeepAuthorization() {
        return keepAuthorization;
    }

    public void setKeepAuthorization(boolean keepAuthorization) {
        this.keepAuthorization = keepAuthorization;
    }

    /** The former name of {@link #isKeepAuthorization}. */
    public boolean isKeepHeaders() {
        return keepAuthorization;
    }

    /** The former name of {@link #setKeepAuthorization}. */
    public void setKeepHeaders(boolean keepHeaders) {
        setKeepAuthorization(keepHeaders);
        warnOfKeepHeaders();
    }

    void warnOfKeepHeaders() {
        if (warned.add("keepHeaders")) {
            LOG.warn("The option keepHeaders of mxauth is deprecated. Use keepAuthorization");
        }
    }

    public boolean isExposeHeaders() {
        return exposeHeaders;
    }

    public void setExposeHeaders(boolean exposeHeaders) {
        this.exposeHeaders = exposeHeaders;
    }

    public long getCacheMaximumSize() {
        return cacheMaximumSize;
    }

    public void setCacheMaximumSize(long cacheMaximumSize) {
        this.cacheMaximumSize = cacheMaximumSize;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public @Nullable HttpComponent getHttpComponent() {
        return httpComponent;
    }

    public void setHttpComponent(@Nullable HttpComponent httpComponent) {
        this.httpComponent = httpComponent;
    }
}
