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
package io.mxauth.camel.test;

import org.apache.camel.Exchange;

/**
 * The entry to assertions on authorized calls. A mock sees no header of ours, as the headers go on
 * the request and not on the message.
 *
 * <pre>{@code
 * Exchange call = getMockEndpoint("mock:films").getExchanges().get(0);
 * assertThatCall(call).to("https://exhibitor-api.us.eks.movio.co/films").isAuthorizedBy("movio");
 * }</pre>
 */
public final class MxAuthAssertions {

    private MxAuthAssertions() {}

    /**
     * Begins an assertion on the HTTP call that an exchange was about to make.
     *
     * @param exchange as it reached a {@code mock:} endpoint, an intercepted or a replaced one
     */
    public static CallAssert assertThatCall(Exchange exchange) {
        return new CallAssert(exchange);
    }
}
