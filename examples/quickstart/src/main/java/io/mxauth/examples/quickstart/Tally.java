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

import java.time.Duration;

/** The calls of one API during the watch. Safe for use by many threads. */
final class Tally {

    private int calls;
    private int failed;
    private Duration slowest = Duration.ZERO;

    synchronized void add(Duration time, boolean success) {
        calls++;
        failed += success ? 0 : 1;
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
    }

    synchronized int calls() {
        return calls;
    }

    synchronized int failed() {
        return failed;
    }

    synchronized Duration slowest() {
        return slowest;
    }
}
