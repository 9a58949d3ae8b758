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
package io.mxauth.camel.transport;

import io.mxauth.camel.provider.Loopback;
import java.io.IOException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Keeps requests to loopback from a proxy, wherever that is configured: they may go in clear, and a
 * proxy's loopback is another machine.
 */
final class DirectLoopback {

    private DirectLoopback() {}

    static ClassicHttpResponse proceed(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        return chain.proceed(request, direct(scope));
    }

    private static ExecChain.Scope direct(ExecChain.Scope scope) {
        HttpHost target = scope.route.getTargetHost();
        if (scope.route.getProxyHost() == null || !Loopback.isLoopback(target.getHostName())) {
            return scope;
        }
        return new ExecChain.Scope(
                scope.exchangeId,
                new HttpRoute(target, null, "https".equalsIgnoreCase(target.getSchemeName())),
                scope.originalRequest,
                scope.execRuntime,
                scope.clientContext);
    }
}
