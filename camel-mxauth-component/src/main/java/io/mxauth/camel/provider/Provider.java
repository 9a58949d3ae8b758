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
package io.mxauth.camel.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider ready for use: checked, placeholders of URLs filled in, everything decided that can be
 * decided without asking it.
 *
 * @param name the name that routes and errors call it by
 * @param grant how it is asked for a token
 * @param endpoints where it is asked
 * @param credentials what it is convinced with
 * @param clientAuthentication how the client authenticates at the token and revocation endpoints
 * @param introspectionAuthentication how it authenticates at the introspection endpoint
 * @param scope space-separated (RFC 6749 section 3.3), or null
 * @param audience sent as the token request's {@code audience}, or null
 * @param region in lower case, or null
 * @param tokenParameters more form parameters of the token request
 * @param tokenHeaders more headers of the token request
 * @param headers what a call to the API carries
 * @param allowedHosts where a token may go
 * @param timing when tokens are renewed and how long an issuer is waited for
 * @param loginPath the path of the route that starts a log-in, or null
 * @param redirectUri the URL of the route that ends a log-in, letter by letter as the issuer has it,
 *     or null
 */
public record Provider(
        String name,
        GrantType grant,
        Endpoints endpoints,
        Credentials credentials,
        ClientAuthentication clientAuthentication,
        ClientAuthentication introspectionAuthentication,
        @Nullable String scope,
        @Nullable String audience,
        @Nullable String region,
        Map<String, String> tokenParameters,
        Map<String, String> tokenHeaders,
        List<HeaderTemplate> headers,
        AllowedHosts allowedHosts,
        Timing timing,
        @Nullable String loginPath,
        @Nullable String redirectUri) {

    /** This provider with the client secret that is to follow; itself where none is configured. */
    public Provider withNextClientSecret() {
        return credentials.nextClientSecret() == null
                ? this
                : with(credentials.withNextClientSecret());
    }

    /** This provider without the refresh token that it is configured with. */
    public Provider withoutRefreshToken() {
        return with(credentials.withoutRefreshToken());
    }

    private Provider with(Credentials others) {
        return new Provider(
                name,
                grant,
                endpoints,
                others,
                clientAuthentication,
                introspectionAuthentication,
                scope,
                audience,
                region,
                tokenParameters,
                tokenHeaders,
                headers,
                allowedHosts,
                timing,
                loginPath,
                redirectUri);
    }

    @Override
    public String toString() {
        return "Provider[" + name + ", " + grant.value() + "]";
    }
}
