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

import io.mxauth.camel.oauth.HttpAnswer;
import io.mxauth.camel.oauth.TransportException;
import io.mxauth.camel.oauth.TransportException.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request between its acceptance and its answer. It can be ended at any moment, also while it
 * still waits for its turn or for a connection; one that was ended before it began is never sent.
 */
final class PendingRequest {

    private enum State {
        WAITING,
        BEGUN,
        ENDED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final RequestAbort abort = new RequestAbort();
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();

    CompletableFuture<HttpAnswer> answer() {
        return answer;
    }

    RequestAbort abort() {
        return abort;
    }

    /** Whether it may be sent now. */
    boolean begin() {
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    void timeOut() {
        end(Outcome.TIMED_OUT, "it took too long", "too many requests to it are under way");
    }

    void stop() {
        end(Outcome.UNKNOWN, "the component is stopping", "the component is stopping");
    }

    private void end(Outcome outcome, String text, String textIfNotSent) {
        boolean notSent = state.getAndSet(State.ENDED) == State.WAITING;
        try {
            answer.completeExceptionally(
                    notSent
                            ? new TransportException(Outcome.NOT_SENT, textIfNotSent)
                            : new TransportException(outcome, text));
        } finally {
            // Even where whoever waits could not be told: the request's own end tells them then.
            abort.abort();
        }
    }
}
