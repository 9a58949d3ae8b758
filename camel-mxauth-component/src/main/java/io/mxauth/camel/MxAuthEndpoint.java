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

import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Option;
import io.mxauth.camel.provider.Problem;
import io.mxauth.camel.provider.Provider;
import java.util.List;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/** Authenticates the HTTP call that follows, by a token per provider that is cached and renewed. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "mxauth",
        title = "MX Auth",
        syntax = "mxauth:provider",
        category = {Category.SECURITY, Category.HTTP},
        producerOnly = true)
public class MxAuthEndpoint extends DefaultEndpoint implements AsyncEndpoint {

    @UriPath(
            description =
                    "A preset (moviexchange, movio, filmmakers, mxo, mediavalet) or the name of a"
                            + " configured provider")
    @Metadata(required = true)
    private final String provider;

    @UriParam(
            defaultValue = "authorize",
            enums = Operation.NAMES,
            description =
                    "What to do: authorize authorizes the HTTP calls that follow; release ends"
                            + " that early; token puts the access token into the body; refresh renews it now, then"
                            + " authorizes; invalidate forgets it; introspect puts what the issuer"
                            + " says of it into the body; revoke ends the grant at the issuer;"
                            + " verify checks the provider by a token request and puts a report"
                            + " into the body; login sends a browser to the issuer; callback takes"
                            + " what it brings back")
    private String operation = "authorize";

    @UriParam(
            label = "advanced",
            description =
                    "Whether an HTTP call that is answered 401 gets another token and is repeated"
                            + " once. Unset: the component's")
    private @Nullable Boolean retryUnauthorized;

    @UriParam(
            label = "advanced",
            description =
                    "Whether HTTP calls to every allowed host carry the authorization until the"
                            + " exchange ends, and not only those to the host of the first call that"
                            + " succeeded. Unset: the component's")
    private @Nullable Boolean keepAuthorization;

    @Deprecated
    @UriParam(label = "advanced", description = "The former name of keepAuthorization")
    @Metadata(deprecationNote = "Use keepAuthorization")
    private @Nullable Boolean keepHeaders;

    @UriParam(
            label = "advanced",
            description =
                    "Whether the headers are set on the message too, for HTTP clients that mxauth does"
                            + " not guard. Every step of the route then sees the token. Unset: the"
                            + " component's")
    private @Nullable Boolean exposeHeaders;

    /** An Object to the generator, which would take each option of a declared bean for the URI's. */
    @UriParam(
            label = "advanced",
            javaType = "io.mxauth.camel.ProviderConfiguration",
            description =
                    "A ProviderConfiguration of the registry, such as #bean:odeon, which beats the"
                            + " provider's properties as the URI's own options beat it. Keeps"
                            + " credentials out of the URI")
    private @Nullable Object account;

    @UriParam private final ProviderConfiguration configuration = new ProviderConfiguration();

    MxAuthEndpoint(String uri, MxAuthComponent component, String provider) {
        super(uri, component);
        this.provider = provider;
    }

    /** Checks what this endpoint overrides, and that its operation can be carried out. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getComponent().whenStarted(this::account);
    }

    private Account account() {
        Account account = getComponent().account(provider, said(), this::callPolicy);
        check(operation(), account.provider());
        return account;
    }

    private CallPolicy callPolicy(MxAuthComponent component) {
        CallPolicy usual = component.callPolicy();
        return new CallPolicy(
                retryUnauthorized != null ? retryUnauthorized : usual.retryUnauthorized(),
                keepAuthorization != null ? keepAuthorization : usual.keepAuthorization(),
                exposeHeaders != null ? exposeHeaders : usual.exposeHeaders());
    }

    /** What is said here of the provider, the strongest first. */
    private List<ProviderConfiguration> said() {
        ProviderConfiguration bean = getAccount();
        return bean == null ? List.of(configuration) : List.of(configuration, bean);
    }

    /** Whether the calls that follow are authorized by this endpoint. */
    boolean authorizes() {
        return operation() == Operation.AUTHORIZE || operation() == Operation.REFRESH;
    }

    /** The error for a call that is authorized here, to an endpoint with its own authentication. */
    RuntimeException conflictWith(String option, Endpoint called) {
        return account().conflictWith(option, URISupport.sanitizeUri(called.getEndpointBaseUri()));
    }

    private Operation operation() {
        return Operation.of(operation)
                .orElseThrow(() -> failure("operation", "is none of " + Operation.NAMES));
    }

    private void check(Operation wanted, Provider resolved) {
        Endpoints endpoints = resolved.endpoints();
        if (resolved.grant() == GrantType.API_KEY
                && wanted != Operation.AUTHORIZE
                && wanted != Operation.RELEASE
                && wanted != Operation.VERIFY) {
            throw failure(
                    "operation",
                    "grant api_key has no token, so there is only authorize and verify");
        }
        if (wanted == Operation.LOGIN || wanted == Operation.CALLBACK) {
            LoginRules.check(wanted, resolved)
                    .ifPresent(
                            problem -> {
                                throw ConfiguredProviders.failure(List.of(problem));
                            });
        }
        if (wanted != Operation.INTROSPECT) {
            return;
        }
        if (endpoints.introspection() == null && endpoints.discovery() == null) {
            throw failure(
                    Option.INTROSPECTION_ENDPOINT.key(),
                    "is missing: operation introspect needs it, or discoveryUri");
        }
        if (resolved.introspectionAuthentication().needsSecret()
                && resolved.credentials().clientSecret() == null) {
            throw failure(
                    Option.CLIENT_SECRET.key(),
                    "is missing: introspectionAuthentication %s needs it"
                            .formatted(resolved.introspectionAuthentication().value()));
        }
    }

    private MxAuthException failure(String option, String text) {
        return ConfiguredProviders.failure(List.of(new Problem(provider, option, text, false)));
    }

    @Override
    public Producer createProducer() {
        return new MxAuthProducer(
                this,
                new TokenCacheProcessor(
                        getCamelContext(),
                        provider,
                        operation(),
                        this::account,
                        getComponent()::whenStarted));
    }

    @Override
    public Consumer createConsumer(Processor ignored) {
        throw new UnsupportedOperationException(
                "mxauth: authenticates calls; nothing can be consumed from it");
    }

    @Override
    public MxAuthComponent getComponent() {
        return (MxAuthComponent) super.getComponent();
    }

    public String getProvider() {
        return provider;
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public @Nullable Boolean getRetryUnauthorized() {
        return retryUnauthorized;
    }

    public void setRetryUnauthorized(@Nullable Boolean retryUnauthorized) {
        this.retryUnauthorized = retryUnauthorized;
    }

    public @Nullable Boolean getKeepAuthorization() {
        return keepAuthorization;
    }

    public void setKeepAuthorization(@Nullable Boolean keepAuthorization) {
        this.keepAuthorization = keepAuthorization;
    }

    /** The former name of {@link #getKeepAuthorization}. */
    public @Nullable Boolean getKeepHeaders() {
        return keepHeaders;
    }

    /** The former name of {@link #setKeepAuthorization}. */
    public void setKeepHeaders(@Nullable Boolean keepHeaders) {
        this.keepHeaders = keepHeaders;
        setKeepAuthorization(keepHeaders);
        getComponent().warnOfKeepHeaders();
    }

    public @Nullable Boolean getExposeHeaders() {
        return exposeHeaders;
    }

    public void setExposeHeaders(@Nullable Boolean exposeHeaders) {
        this.exposeHeaders = exposeHeaders;
    }

    public @Nullable ProviderConfiguration getAccount() {
        return (ProviderConfiguration) account;
    }

    public void setAccount(@Nullable ProviderConfiguration account) {
        this.account = account;
    }

    public ProviderConfiguration getConfiguration() {
        return configuration;
    }
}
