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
package io.mxauth.examples.quickstart;

import io.mxauth.camel.AccessToken;
import io.mxauth.sandbox.SandboxProvider;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * A protected API, called through the route of the same name, with the token that the call used.
 * Safe for use by many threads.
 */
final class ProtectedApi {

    private final String name;
    private final Optional<Issuer> issuer;
    private final ProducerTemplate template;

    private ProtectedApi(String name, Optional<Issuer> issuer, ProducerTemplate template) {
        this.name = name;
        this.issuer = issuer;
        this.template = template;
    }

    /** An API that wants a token of that issuer. */
    static ProtectedApi byToken(String name, SandboxProvider issuer, ProducerTemplate template) {
        return new ProtectedApi(name, Optional.of(new Issuer(issuer)), template);
    }

    /** An API that wants a key, which nobody issues. */
    static ProtectedApi byKey(String name, ProducerTemplate template) {
        return new ProtectedApi(name, Optional.empty(), template);
    }

    String name() {
        return name;
    }

    /** The issuer of its tokens; empty where it has none. */
    Optional<Issuer> issuer() {
        return issuer;
    }

    /**
     * Calls the API and returns the HTTP status, which is a 2xx one.
     *
     * @throws CallFailedException for any other status, and where there was none
     */
    int call() {
        return send("direct:" + name)
                .getMessage()
                .getHeader(Exchange.HTTP_RESPONSE_CODE, int.class);
    }

    /** The token in hand. */
    AccessToken token() {
        return Objects.requireNonNull(
                send("mxauth:" + name + "?operation=token")
                        .getMessage()
                        .getBody(AccessToken.class));
    }

    /** Gets another token, however long the one in hand has to live. */
    void renewToken() {
        send("mxauth:" + name + "?operation=refresh");
    }

    private Exchange send(String uri) {
        Exchange answer = template.request(uri, exchange -> {});
        Exception thrown = answer.getException();
        if (thrown != null) {
            throw new CallFailedException(name, thrown);
        }
        return answer;
    }

    @Override
    public String toString() {
        return "ProtectedApi[" + name + "]";
    }
}
