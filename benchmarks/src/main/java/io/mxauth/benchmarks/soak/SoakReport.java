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

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a soak came to, as a table and a verdict. */
final class SoakReport {

    private static final String ROW = "%-14s %10s %13s %13s %8s %8s %9s %9s%n";

    private final Plan plan;
    private final List<Subject> subjects;
    private final Instant start;
    private final Instant end = Instant.now();

    SoakReport(Plan plan, List<Subject> subjects, Instant start) {
        this.plan = plan;
        this.subjects = subjects;
        this.start = start;
    }

    /** Returns whether every rule was kept. */
    boolean print(PrintStream out, Resources before, Resources after) {
        out.printf(
                "%nFrom %s to %s, 6 targets with %d callers each%n%n", start, end, plan.callers());
        out.printf(ROW, "", "", "failed", "failed with", "fault", "tokens", "token", "");
        out.printf(
                ROW,
                "target",
                "exchanges",
                "without token",
                "a live token",
                "windows",
                "voided",
                "requests",
                "allowed");
        List<String> broken = new ArrayList<>();
        for (Subject subject : subjects) {
            row(out, subject);
            judge(subject, broken);
        }
        out.printf("%nafter warm-up: %s%nat the end:    %s%n", before, after);
        out.printf(
                "tolerances:    %d threads, %d connections, %d MiB, after a rest of %d s%n%n",
                Resources.MORE_THREADS,
                Resources.MORE_CONNECTIONS,
                Resources.MORE_HEAP >> 20,
                plan.settling().toSeconds());
        if (plan.isSettled()) {
            after.grownSince(before).forEach(grown -> broken.add("growth: " + grown));
        } else {
            out.println("Too short a rest for resources to be judged.");
        }
        broken.forEach(rule -> out.println("BROKEN " + rule));
        out.println(broken.isEmpty() ? "Every rule was kept." : broken.size() + " broken rules.");
        return broken.isEmpty();
    }

    private void row(PrintStream out, Subject subject) {
        Ledger ledger = subject.ledger();
        Allowance allowance = subject.allowance();
        out.printf(
                ROW,
                subject.target().name(),
                ledger.exchanges(),
                ledger.failedWithoutToken(),
                ledger.failedDespiteToken(),
                allowance.windows(),
                allowance.voids(),
                allowance.requests(),
                allowance.most(end));
    }

    private void judge(Subject subject, List<String> broken) {
        String name = subject.target().name() + ": ";
        Ledger ledger = subject.ledger();
        Allowance allowance = subject.allowance();
        if (ledger.exchanges() == ledger.failedWithoutToken() + ledger.failedDespiteToken()) {
            broken.add(name + "no exchange was served");
        }
        ledger.violations().forEach(what -> broken.add(name + "failed with a live token " + what));
        allowance.violations().forEach(what -> broken.add(name + what));
        if (allowance.requests() > allowance.most(end)) {
            broken.add(name + allowance.requests() + " token requests, not " + allowance.most(end));
        }
    }
}
