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

import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.sandbox.Sandbox;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The soak's command: traffic over real routes to all five providers of the sandbox for some minutes,
 * with expiries, revocations, refused calls and failing token endpoints by chance. It ends with exit
 * status 0, or 1 where a rule was broken.
 */
public final class Soak {

    private static final Duration LIFE = Duration.ofSeconds(8);
    private static final long TICK_MILLIS = 250;

    /** Often enough for the sandbox's log, which keeps the last 10,000 requests. */
    private static final int TICKS_BETWEEN_READINGS = 20;

    private final Plan plan;
    private final PrintStream out;

    Soak(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /**
     * Runs a soak.
     *
     * @param arguments how long, as an ISO-8601 duration, and perhaps the seed of an earlier run
     */
    public static void main(String[] arguments) throws Exception {
        Duration duration = Duration.parse(arguments.length > 0 ? arguments[0] : "PT10M");
        boolean seeded = arguments.length > 1 && !arguments[1].isBlank();
        long seed = seeded ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.exit(new Soak(Plan.of(duration, seed), System.out).run() ? 0 : 1);
    }

    /** Returns whether every rule was kept. */
    boolean run() throws Exception {
        out.printf("Soak of %s, seed %d%n", plan.duration(), plan.seed());
        Random chance = new Random(plan.seed());
        try (Sandbox sandbox = Sandbox.start()) {
            List<Subject> subjects =
                    Target.all(sandbox).stream()
                            .map(target -> new Subject(target, new Random(chance.nextLong())))
                            .toList();
            CamelContext context = new DefaultCamelContext();
            context.addComponent("mxauth", component(subjects));
            context.addRoutes(new SoakRoutes(subjects));
            context.start();
            try {
                return run(sandbox, subjects, context);
            } finally {
                context.stop();
            }
        }
    }

    private boolean run(Sandbox sandbox, List<Subject> subjects, CamelContext context)
            throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Instant start = Instant.now();
            traffic(template, subjects, plan.warmUp());
            Resources before = atRest(sandbox, subjects);
            traffic(template, subjects, plan.duration().minus(plan.warmUp()));
            SoakReport report = new SoakReport(plan, subjects, start);
            Resources after = atRest(sandbox, subjects);
            return report.print(out, before, after);
        }
    }

    private static MxAuthComponent component(List<Subject> subjects) {
        Map<String, ProviderConfiguration> providers = new LinkedHashMap<>();
        subjects.forEach(s -> providers.put(s.target().name(), s.target().options()));
        MxAuthComponent component = new MxAuthComponent();
        component.setProviders(providers);
        return component;
    }

    /** Calls and troubles for that long; everything is calm and judged afterwards. */
    private void traffic(ProducerTemplate template, List<Subject> subjects, Duration duration)
            throws InterruptedException {
        Instant end = Instant.now().plus(duration);
        Traffic traffic = new Traffic(template, subjects, plan.callers());
        for (int tick = 1; Instant.now().isBefore(end); tick++) {
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            subjects.forEach(subject -> subject.tick(Instant.now()));
            if (tick % TICKS_BETWEEN_READINGS == 0) {
                subjects.forEach(subject -> subject.read(Instant.now()));
            }
        }
        subjects.forEach(Subject::calm);
        traffic.end();
    }

    /** What is held when nothing is going on and the sandbox has forgotten what it was asked. */
    private Resources atRest(Sandbox sandbox, List<Subject> subjects) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(plan.settling().toMillis());
        subjects.forEach(subject -> subject.read(Instant.now()));
        Instant begun = Instant.now();
        sandbox.reset();
        subjects.forEach(subject -> subject.forgotten(begun, LIFE));
        return Resources.now();
    }
}
