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
import java.net.URI;
import java.util.concurrent.Executor;

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
        return FetchObserver.IDLE;
    }

    /**
     * An executor that runs tasks at once, wherever it is called, as if this call caused them: for
     * what goes on on another thread, which has causes of its own.
     */
    default Executor here() {
        return Runnable::run;
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

        /** Hears nothing. */
        FetchObserver IDLE = (grant, endpoint) -> RequestObserver.IDLE;

        /**
         * A token request is about to be sent.
         *
         * @param grant its {@code grant_type}
         * @param endpoint where it goes; its query may hold anything
         * @return what hears how it ends
         */
        RequestObserver requesting(String grant, URI endpoint);
    }

    /** Hears how one token request ends. */
    @FunctionalInterface
    interface RequestObserver {

        /** Hears nothing. */
        RequestObserver IDLE = (outcome, status) -> {};

        /**
         * The request has ended.
         *
         * @param outcome {@code success}, or the reason of the failure in lower case
         * @param status the HTTP status of the answer, or 0 where there was none
         */
        void ended(String outcome, int status);
    }
}
