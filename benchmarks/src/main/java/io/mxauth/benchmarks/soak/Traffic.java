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
package io.mxauth.benchmarks.soak;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** The callers of all targets, at work from its making until it is ended. */
final class Traffic {

    private static final int MOST_PAUSE_MILLIS = 100;
    private static final long GRACE_SECONDS = 30;

    private final ProducerTemplate template;
    private final ExecutorService callers;
    private volatile boolean ended;

    Traffic(ProducerTemplate template, List<Subject> subjects, int callersEach) {
        this.template = template;
        this.callers = Executors.newFixedThreadPool(subjects.size() * callersEach);
        for (Subject subject : subjects) {
            for (int i = 0; i < callersEach; i++) {
                callers.execute(() -> callOnAndOn(subject));
            }
        }
    }

    private void callOnAndOn(Subject subject) {
        try {
            while (!ended) {
                call(subject);
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(MOST_PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Subject subject) {
        Instant begun = Instant.now();
        Exchange answer = template.send("direct:" + subject.target().name(), exchange -> {});
        Exception thrown = answer.getException();
        if (thrown == null) {
            subject.ledger().served();
        } else {
            subject.ledger().failed(begun, Instant.now(), thrown.toString());
        }
    }

    /** Lets the callers finish; throws IllegalStateException where one does not come back. */
    void end() throws InterruptedException {
        ended = true;
        callers.shutdown();
        if (!callers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
            callers.shutdownNow();
            throw new IllegalStateException(
                    "A call did not come back within " + GRACE_SECONDS + " s");
        }
    }
}
