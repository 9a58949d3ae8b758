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

import io.mxauth.camel.provider.OptionMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/**
 * The options of one provider, under the same names in a URI, in properties and in Java. Nothing is
 * checked here: the component checks all providers together when it starts, and an endpoint what it
 * overrides when that starts. The text form shows no value.
 */
@UriParams
@Configurer(generateConfigurer = false)
public class ProviderConfiguration {

    @UriParam(
            enums = "moviexchange,movio,filmmakers,mxo,mediavalet",
            description =
                    "The preset that this provider is built on, where it has a name of its own: a second account, a staging system")
    private @Nullable String preset;

    @UriParam(
            description =
                    "The provider's region, which fills in {region} in URLs and audience; any case")
    private @Nullable String region;

    @UriParam(
            description =
                    "The provider's server name, one DNS label, which fills in {server} in URLs")
    private @Nullable String server;

    @UriParam(label = "security", secret = true, description = "The client id")
    private @Nullable String clientId;

    @UriParam(label = "security", secret = true, description = "The client secret")
    private @Nullable String clientSecret;

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "The client secret that is tried when clientSecret is refused, so that a rotation needs no restart")
    private @Nullable String nextClientSecret;

    @UriParam(
            label = "security",
            secret = true,
            description = "The user's name, for the password grant")
    private @Nullable String username;

    @UriParam(
            label = "security",
            secret = true,
            description = "The user's password, for the password grant")
    private @Nullable String password;

    @UriParam(
            label = "security",
            secret = true,
            description = "The API key, which goes into the call as it is")
    private @Nullable String apiKey;

    @UriParam(
            label = "security",
            secret = true,
            description = "The subscription key of an API gateway")
    private @Nullable String subscriptionKey;

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "A refresh token to begin with; the ones that follow are kept by the component")
    private @Nullable String refreshToken;

    @UriParam(
            description =
                    "The URL that issues tokens. On another host than the preset's, it unsets the preset's other endpoints, issuer and discoveryUri")
    private @Nullable String tokenEndpoint;

    @UriParam(description = "The URL where a person logs in, for the authorization code grant")
    private @Nullable String authorizationEndpoint;

    @UriParam(description = "The URL that tells what a token is worth (RFC 7662)")
    private @Nullable String introspectionEndpoint;

    @UriParam(description = "The URL that ends a token (RFC 7009)")
    private @Nullable String revocationEndpoint;

    @UriParam(
            label = "advanced",
            description = "The URL of the issuer's keys, by which ID tokens are checked")
    private @Nullable String jwksUri;

    @UriParam(
            label = "advanced",
            description =
                    "The issuer's name, as ID tokens say it; its endpoints may lie on another host")
    private @Nullable String issuer;

    @UriParam(
            description =
                    "The URL of the issuer's metadata (RFC 8414, OpenID Connect Discovery), which fills in what is not set; read when it is first needed")
    private @Nullable String discoveryUri;

    @UriParam(
            label = "advanced",
            description =
                    "The URL of the route that ends a log-in, exactly as it is registered at the issuer")
    private @Nullable String redirectUri;

    @UriParam(
            label = "advanced",
            description = "The path of the route that starts a log-in; errors name it")
    private @Nullable String loginPath;

    @UriParam(
            description =
                    "The hosts that a token may go to, separated by commas; with a port, that port only; a star unbinds a preset")
    private @Nullable String allowedHosts;

    @UriParam(
            enums = "client_credentials,password,authorization_code,refresh_token,api_key",
            description =
                    "How a token is asked for. Unset: api_key if apiKey is set, else password if username, else authorization_code if redirectUri, else refresh_token if refreshToken, else client_credentials")
    private @Nullable String grantType;

    @UriParam(
            enums = "client_secret_basic,client_secret_basic_plain,client_secret_post,none",
            description =
                    "How the client authenticates: client_secret_basic is form-encoded as RFC 6749 section 2.3.1 says, client_secret_basic_plain is id:secret as it is. Unset: client_secret_basic where there is a secret, else none")
    private @Nullable String clientAuthentication;

    @UriParam(
            label = "advanced",
            enums = "client_secret_basic,client_secret_basic_plain,client_secret_post,none",
            description =
                    "How the client authenticates at the introspection endpoint, where that differs from clientAuthentication")
    private @Nullable String introspectionAuthentication;

    @UriParam(description = "The scopes to ask for, separated by spaces")
    private @Nullable String scope;

    @UriParam(description = "The audience to ask for")
    private @Nullable String audience;

    @UriParam(
            label = "security",
            secret = true,
            prefix = "tokenParameters.",
            multiValue = true,
            description = "More parameters for the token request; the values count as secrets")
    private @Nullable Map<String, Object> tokenParameters;

    @UriParam(
            label = "security",
            secret = true,
            prefix = "tokenHeaders.",
            multiValue = true,
            description = "More headers for the token request; the values count as secrets")
    private @Nullable Map<String, Object> tokenHeaders;

    @UriParam(
            label = "security",
            secret = true,
            prefix = "headers.",
            multiValue = true,
            description =
                    "What a call to the API must carry, as templates in which {accessToken}, {apiKey}, {clientSecret}, {subscriptionKey}, {clientId}, {region} and {server} are filled in. Unless one of them carries the token, Authorization: Bearer {accessToken} is added; an empty value takes a preset's header away")
    private @Nullable Map<String, Object> headers;

    @UriParam(
            label = "advanced",
            description =
                    "How long before its end a token is renewed, in the background. Unset: 20 % of its life, at most 1 h")
    private @Nullable Duration refreshAhead;

    @UriParam(
            label = "advanced",
            description =
                    "How long before its end a token is no longer handed out. Unset: 5 % of its life, at most 10 s")
    private @Nullable Duration expiryMargin;

    @UriParam(
            label = "advanced",
            description =
                    "The life of a token whose answer does not tell. Unset: the preset's, or 1 h")
    private @Nullable Duration defaultLifetime;

    @UriParam(
            label = "advanced",
            description =
                    "The bound of one whole fetch of a token, repetitions included. Unset: 10 s")
    private @Nullable Duration requestTimeout;

    @UriParam(
            label = "advanced",
            description =
                    "The most token requests of one fetch, on network errors, 5xx and 429. Unset: 3")
    private @Nullable Integer maxAttempts;

    /** What could not be set, and why; reported when the component starts. */
    private @Nullable Map<String, String> rejectedOptions;

    public @Nullable String getPreset() {
        return preset;
    }

    public void setPreset(@Nullable String preset) {
        this.preset = preset;
    }

    public @Nullable String getRegion() {
        return region;
    }

    public void setRegion(@Nullable String region) {
        this.region = region;
    }

    public @Nullable String getServer() {
        return server;
    }

    public void setServer(@Nullable String server) {
        this.server = server;
    }

    public @Nullable String getClientId() {
        return clientId;
    }

    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    public @Nullable String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(@Nullable String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public @Nullable String getNextClientSecret() {
        return nextClientSecret;
    }

    public void setNextClientSecret(@Nullable String nextClientSecret) {
        this.nextClientSecret = nextClientSecret;
    }

    public @Nullable String getUsername() {
        return username;
    }

    public void setUsername(@Nullable String username) {
        this.username = username;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getApiKey() {
        return apiKey;
    }

    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    public @Nullable String getSubscriptionKey() {
        return subscriptionKey;
    }

    public void setSubscriptionKey(@Nullable String subscriptionKey) {
        this.subscriptionKey = subscriptionKey;
    }

    public @Nullable String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(@Nullable String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public @Nullable String getTokenEndpoint() {
        return tokenEndpoint;
    }

    public void setTokenEndpoint(@Nullable String tokenEndpoint) {
        this.tokenEndpoint = tokenEndpoint;
    }

    public @Nullable String getAuthorizationEndpoint() {
        return authorizationEndpoint;
    }

    public void setAuthorizationEndpoint(@Nullable String authorizationEndpoint) {
        this.authorizationEndpoint = authorizationEndpoint;
    }

    public @Nullable String getIntrospectionEndpoint() {
        return introspectionEndpoint;
    }

    public void setIntrospectionEndpoint(@Nullable String introspectionEndpoint) {
        this.introspectionEndpoint = introspectionEndpoint;
    }

    public @Nullable String getRevocationEndpoint() {
        return revocationEndpoint;
    }

    public void setRevocationEndpoint(@Nullable String revocationEndpoint) {
        this.revocationEndpoint = revocationEndpoint;
    }

    public @Nullable String getJwksUri() {
        return jwksUri;
    }

    public void setJwksUri(@Nullable String jwksUri) {
        this.jwksUri = jwksUri;
    }

    public @Nullable String getIssuer() {
        return issuer;
    }

    public void setIssuer(@Nullable String issuer) {
        this.issuer = issuer;
    }

    public @Nullable String getDiscoveryUri() {
        return discoveryUri;
    }

    public void setDiscoveryUri(@Nullable String discoveryUri) {
        this.discoveryUri = discoveryUri;
    }

    public @Nullable String getRedirectUri() {
        return redirectUri;
    }

    public void setRedirectUri(@Nullable String redirectUri) {
        this.redirectUri = redirectUri;
    }

    public @Nullable String getLoginPath() {
        return loginPath;
    }

    public void setLoginPath(@Nullable String loginPath) {
        this.loginPath = loginPath;
    }

    public @Nullable String getAllowedHosts() {
        return allowedHosts;
    }

    public void setAllowedHosts(@Nullable String allowedHosts) {
        this.allowedHosts = allowedHosts;
    }

    public @Nullable String getGrantType() {
        return grantType;
    }

    public void setGrantType(@Nullable String grantType) {
        this.grantType = grantType;
    }

    public @Nullable String getClientAuthentication() {
        return clientAuthentication;
    }

    public void setClientAuthentication(@Nullable String clientAuthentication) {
        this.clientAuthentication = clientAuthentication;
    }

    public @Nullable String getIntrospectionAuthentication() {
        return introspectionAuthentication;
    }

    public void setIntrospectionAuthentication(@Nullable String introspectionAuthentication) {
        this.introspectionAuthentication = introspectionAuthentication;
    }

    public @Nullable String getScope() {
        return scope;
    }

    public void setScope(@Nullable String scope) {
        this.scope = scope;
    }

    public @Nullable String getAudience() {
        return audience;
    }

    public void setAudience(@Nullable String audience) {
        this.audience = audience;
    }

    public Map<String, Object> getTokenParameters() {
        if (tokenParameters == null) {
            tokenParameters = new LinkedHashMap<>();
        }
        return tokenParameters;
    }

    public void setTokenParameters(Map<String, Object> tokenParameters) {
        this.tokenParameters = tokenParameters;
    }

    public Map<String, Object> getTokenHeaders() {
        if (tokenHeaders == null) {
            tokenHeaders = new LinkedHashMap<>();
        }
        return tokenHeaders;
    }

    public void setTokenHeaders(Map<String, Object> tokenHeaders) {
        this.tokenHeaders = tokenHeaders;
    }

    public Map<String, Object> getHeaders() {
        if (headers == null) {
            headers = new LinkedHashMap<>();
        }
        return headers;
    }

    public void setHeaders(Map<String, Object> headers) {
        this.headers = headers;
    }

    public @Nullable Duration getRefreshAhead() {
        return refreshAhead;
    }

    public void setRefreshAhead(@Nullable Duration refreshAhead) {
        this.refreshAhead = refreshAhead;
    }

    public @Nullable Duration getExpiryMargin() {
        return expiryMargin;
    }

    public void setExpiryMargin(@Nullable Duration expiryMargin) {
        this.expiryMargin = expiryMargin;
    }

    public @Nullable Duration getDefaultLifetime() {
        return defaultLifetime;
    }

    public void setDefaultLifetime(@Nullable Duration defaultLifetime) {
        this.defaultLifetime = defaultLifetime;
    }

    public @Nullable Duration getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(@Nullable Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public @Nullable Integer getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(@Nullable Integer maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    void reject(String option, String why) {
        if (rejectedOptions == null) {
            rejectedOptions = new TreeMap<>();
        }
        rejectedOptions.put(option, why);
    }

    /** The entries of a map option, without making the map where there is none. */
    Map<String, Object> entries(OptionMap map) {
        Map<String, Object> entries =
                switch (map) {
                    case HEADERS -> headers;
                    case TOKEN_PARAMETERS -> tokenParameters;
                    case TOKEN_HEADERS -> tokenHeaders;
                };
        return entries == null ? Map.of() : entries;
    }

    Map<String, String> rejectedOptions() {
        return rejectedOptions == null ? Map.of() : rejectedOptions;
    }

    @Override
    public String toString() {
        return "ProviderConfiguration[xxxxxx]";
    }
}
