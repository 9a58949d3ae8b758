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
package io.mxauth.camel.call;

import java.net.URI;

/**
 * An authorized call that its client may be redirected on, and the rule of where our headers go along.
 *
 * @param target where the call begins, which was allowed
 */
record RedirectedCall(Authorization authorization, URI target) {

    /** Whether our headers may go there: to the same scheme, host and port, or to a host that is named. */
    boolean mayGoTo(URI redirect) {
        return isSameOrigin(redirect) || authorization.authorizer().isNamed(redirect);
    }

    private boolean isSameOrigin(URI redirect) {
        return redirect.getScheme() != null
                && redirect.getHost() != null
                && redirect.getScheme().equalsIgnoreCase(target.getScheme())
                && redirect.getHost().equalsIgnoreCase(target.getHost())
                && port(redirect) == port(target);
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
