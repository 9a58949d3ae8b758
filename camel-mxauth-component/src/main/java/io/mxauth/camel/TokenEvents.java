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

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.observe.TokenObserver;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.ManagementStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Camel's event notifiers what happens to tokens. */
final class TokenEvents implements TokenObserver {

    private static final Logger LOG = LoggerFactory.getLogger(TokenEvents.class);

    private final MxAuthComponent component;

    TokenEvents(MxAuthComponent component) {
        this.component = component;
    }

    @Override
    public void acquired(Provider provider, Token token) {
        notify(
                new MxAuthEvent(
                        component,
                        MxAuthEvent.Kind.TOKEN_ACQUIRED,
                        provider.name(),
                        null,
                        true,
                        token.expires()));
    }

    @Override
    public void failed(Provider provider, AuthFailure failure, boolean tokenLives) {
        MxAuthEvent.Kind kind =
                switch (failure.reason()) {
                    case REJECTED -> MxAuthEvent.Kind.CREDENTIALS_REFUSED;
                    case LOGIN_REQUIRED -> MxAuthEvent.Kind.LOGIN_REQUIRED;
                    default -> MxAuthEvent.Kind.RENEWAL_FAILED;
                };
        MxAuthException exception = MxAuthException.of(provider.name(), failure);
        notify(new MxAuthEvent(component, kind, provider.name(), exception, tokenLives, null));
    }

    private void notify(MxAuthEvent event) {
        ManagementStrategy management = component.getCamelContext().getManagementStrategy();
        for (EventNotifier notifier : management.getStartedEventNotifiers()) {
            if (notifier.isEnabled(event)) {
                event.setTimestamp(System.currentTimeMillis());
                tell(notifier, event);
            }
        }
    }

    private static void tell(EventNotifier notifier, MxAuthEvent event) {
        try {
            notifier.notify(event);
        } catch (Exception e) {
            LOG.warn("Event notifier {} failed on {}", notifier.getClass(), event, e);
        }
    }
}
