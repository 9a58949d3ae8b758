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
package io.mxauth.camel.observe;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;

/**
 * Hears of what happens to tokens. Called on any thread, often one that others wait for, so it must
 * be quick; what it throws is logged and goes no further.
 */
public interface TokenObserver {

    /** A provider is in use from now on; said once each, and at first for all that are. */
    default void providerUsed(ProviderTally tally) {}

    /**
     * A token is about to be fetched; called on the thread of the call that caused it, or of the
     * timer.
     *
     * @return what hears of the requests that this takes
     */
    default FetchObserver fetching(Provider provider) {
        return grant -> outcome -> {};
    }

    /** A fetch brought a token, which is the one in hand now. */
    default void acquired(Provider provider, Token token) {}

    /**
     * A fetch failed.
     *
     * @param tokenLives whether there is a token in hand that callers are served with
     */
    default void failed(Provider provider, AuthFailure failure, boolean tokenLives) {}

    /** Hears of the requests of one fetch. */
    @FunctionalInterface
    interface FetchObserver {

        /**
         * A token request is about to be sent.
         *
         * @param grant its {@code grant_type}
         * @return what hears how it ends
         */
        RequestObserver requesting(String grant);
    }

    /** Hears how one token request ends. */
    @FunctionalInterface
    interface RequestObserver {

        /**
         * The request has ended.
         *
         * @param outcome {@code success}, or the reason of the failure in lower case
         */
        void ended(String outcome);
    }
}
