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
package io.mxauth.camel.oauth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends one request to an issuer: no redirect is followed, nothing is repeated, the calling thread
 * is not blocked.
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends a request.
     *
     * @param call what to send
     * @param timeout the bound of the whole exchange, waiting for a connection included
     * @return the answer, whatever its status; fails with a {@link TransportException} where there
     *     is none
     */
    CompletableFuture<HttpAnswer> send(HttpCall call, Duration timeout);
}
