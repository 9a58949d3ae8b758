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

import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.token.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A transport that keeps what goes over it, for one conversation that somebody wants to look into.
 * It is as secret as what it keeps. Safe for any number of threads.
 */
public final class RecordingTransport implements HttpTransport {

    private final HttpTransport transport;
    private final AnswerReader answers;
    private final TimeSource time;
    private final List<Recording> recordings = new CopyOnWriteArrayList<>();

    RecordingTransport(HttpTransport transport, AnswerReader answers, TimeSource time) {
        this.transport = transport;
        this.answers = answers;
        this.time = time;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call, Duration timeout) {
        Recording recording = new Recording(call, time.nanoTime());
        recordings.add(recording);
        return transport.send(call, timeout).whenComplete(recording::ended);
    }

    /** What was sent until now, in that order; what has no answer yet counts as too late. */
    public List<RecordedExchange> exchanges() {
        return recordings.stream().map(Recording::exchange).toList();
    }

    @Override
    public String toString() {
        return "RecordingTransport" + exchanges();
    }

    /** One request, from when it is sent. */
    private final class Recording {

        private final HttpCall call;
        private final long sentAt;
        private volatile @Nullable RecordedExchange exchange;

        Recording(HttpCall call, long sentAt) {
            this.call = call;
            this.sentAt = sentAt;
        }

        void ended(@Nullable HttpAnswer answer, @Nullable Throwable thrown) {
            exchange =
                    exchanged(
                            answer,
                            Cause.of(thrown) instanceof TransportException fault ? fault : null);
        }

        RecordedExchange exchange() {
            RecordedExchange known = exchange;
            return known != null
                    ? known
                    : exchanged(
                            null,
                            new TransportException(
                                    TransportException.Outcome.TIMED_OUT, "it took too long"));
        }

        private RecordedExchange exchanged(
                @Nullable HttpAnswer answer, @Nullable TransportException fault) {
            return new RecordedExchange(
                    call,
                    answer,
                    fault,
                    answer == null ? null : answers.object(answer.body()).orElse(null),
                    time.now(),
                    Duration.ofNanos(time.nanoTime() - sentAt));
        }
    }
}
