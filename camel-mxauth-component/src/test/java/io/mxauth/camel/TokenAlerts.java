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

import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

// tag::notifier[]
/** Tells a route of what a person has to look after. */
class TokenAlerts extends EventNotifierSupport {

    private final ProducerTemplate template;

    TokenAlerts(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof MxAuthEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        MxAuthEvent what = (MxAuthEvent) event;
        switch (what.kind()) {
            case CREDENTIALS_REFUSED, LOGIN_REQUIRED ->
                    template.asyncRequestBody("direct:alert", what.toString());
            case TOKEN_ACQUIRED, RENEWAL_FAILED -> {}
        }
    }
}
// end::notifier[]
