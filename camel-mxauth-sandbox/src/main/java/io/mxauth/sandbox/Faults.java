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
package io.mxauth.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The script of faults of one endpoint, which can be set while the sandbox runs. Faults that happen
 * a number of times queue up: the first set is the first used; {@code Integer.MAX_VALUE} times is
 * for ever. When the queue is empty the endpoint answers properly again.
 *
 * <p>{@link #cutOff} and {@link #dribble} spoil an answer whose work has been done: a single-use
 * refresh token is spent by then. {@link #delay} puts the work off. All others happen before any
 * work. Safe for use by many threads.
 */
public final class Faults {

    private static final String PADDED =
            "{\"token_type\":\"Bearer\",\"expires_in\":60,\"access_token\":\"";

    private final Deque<Queued> queue = new ArrayDeque<>();
    private Duration delay = Duration.ZERO;
    private CountDownLatch cleared = new CountDownLatch(1);

    Faults() {}

    /** Makes every request wait that long before it is worked on, until cleared. */
    public synchronized Faults delay(Duration time) {
        delay = time;
        return this;
    }

    /** Answers with that status and an empty body. */
    public Faults refuse(int times, int status) {
        return instead(times, Answer.empty(status));
    }

    /** Answers with that status, those headers and that body; JSON unless the headers say more. */
    public Faults refuse(int times, int status, Map<String, String> headers, String body) {
        Answer answer = new Answer(status, Map.of("Content-Type", Answer.JSON), body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            boolean isType = header.getKey().equalsIgnoreCase("Content-Type");
            answer = answer.with(isType ? "Content-Type" : header.getKey(), header.getValue());
        }
        return instead(times, answer);
    }

    /** Answers 200 with that body, announced as JSON whatever it is. */
    public Faults garbage(int times, String body) {
        return refuse(times, 200, Map.of(), body);
    }

    /** Answers 200 with a well-formed token answer padded to that many bytes. */
    public Faults oversized(int times, int bytes) {
        int padding = Math.max(0, bytes - PADDED.length() - 2);
        return garbage(times, PADDED + "x".repeat(padding) + "\"}");
    }

    /** Closes the connection without an answer. */
    public Faults drop(int times) {
        return add(times, (wire, proper) -> wire.drop());
    }

    /** Closes the connection in the middle of the proper answer's body. */
    public Faults cutOff(int times) {
        return add(times, (wire, proper) -> wire.cutOff(proper.get()));
    }

    /** Sends the proper answer's body byte by byte, with that pause after each. */
    public Faults dribble(int times, Duration perByte) {
        return add(times, (wire, proper) -> wire.dribble(proper.get(), perByte));
    }

    /** Gives no answer until cleared or closed; then it closes the connection. */
    public Faults hang(int times) {
        return add(times, (wire, proper) -> wire.hang());
    }

    /** Answers 307, which asks the client to send the same request, body and all, elsewhere. */
    public Faults redirect(int times, String location) {
        return instead(times, Answer.empty(307).with("Location", location));
    }

    /** Empties the script and ends all waiting: delayed requests go on, hanging ones are dropped. */
    public synchronized Faults clear() {
        queue.clear();
        delay = Duration.ZERO;
        cleared.countDown();
        cleared = new CountDownLatch(1);
        return this;
    }

    synchronized Turn next() {
        Queued first = queue.peekFirst();
        if (first == null) {
            return new Turn(Fault.NONE, delay, cleared);
        }
        if (first.times != Integer.MAX_VALUE && --first.times == 0) {
            queue.removeFirst();
        }
        return new Turn(first.fault, delay, cleared);
    }

    private Faults instead(int times, Answer answer) {
        return add(times, (wire, proper) -> wire.whole(answer));
    }

    private synchronized Faults add(int times, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, not " + times);
        }
        queue.addLast(new Queued(times, fault));
        return this;
    }

    private static final class Queued {

        private int times;
        private final Fault fault;

        private Queued(int times, Fault fault) {
            this.times = times;
            this.fault = fault;
        }
    }
}
