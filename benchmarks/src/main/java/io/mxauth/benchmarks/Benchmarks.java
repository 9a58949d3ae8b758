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
package io.mxauth.benchmarks;

import io.mxauth.benchmarks.jmh.CachedPath;
import io.mxauth.benchmarks.jmh.Effort;
import io.mxauth.benchmarks.peer.Peers;
import io.mxauth.benchmarks.report.Environment;
import io.mxauth.benchmarks.report.Report;
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.scenario.ColdStart;
import io.mxauth.benchmarks.scenario.DistinctUrls;
import io.mxauth.benchmarks.scenario.Lifetimes;
import io.mxauth.benchmarks.scenario.ManyAccounts;
import io.mxauth.benchmarks.scenario.Outage;
import io.mxauth.benchmarks.scenario.OutageInLife;
import io.mxauth.benchmarks.scenario.PermanentRefusal;
import io.mxauth.benchmarks.scenario.RevokedToken;
import io.mxauth.benchmarks.scenario.Scale;
import io.mxauth.benchmarks.scenario.Scenario;
import io.mxauth.benchmarks.scenario.StartUp;
import io.mxauth.benchmarks.scenario.SteadyRenewals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Measures the component and its peers in one run and writes the report.
 *
 * <p>Arguments: {@code full} or {@code quick}, the folder of the report, and which rows, such as
 * {@code B2,B6} (all where there is none).
 */
public final class Benchmarks {

    private static final String QUICK = "quick";

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        boolean quick = arguments[0].equals(QUICK);
        if (!quick && !arguments[0].equals("full")) {
            throw new IllegalArgumentException("Neither full nor quick: " + arguments[0]);
        }
        Path folder = Path.of(arguments[1]);
        Set<String> rows =
                arguments.length < 3 || arguments[2].isBlank()
                        ? Set.of()
                        : Set.of(arguments[2].split(","));
        List<Section> sections = new ArrayList<>();
        for (Scenario scenario : scenarios(quick ? Effort.quick() : Effort.full())) {
            if (rows.isEmpty() || rows.contains(scenario.id())) {
                sections.add(run(scenario, quick ? Scale.quick() : Scale.full()));
            }
        }
        new Report(arguments[0], Environment.here(versions()), sections).write(folder);
        System.out.println("Report: " + folder.getFileName() + "/REPORT.md");
        // Peers leave threads behind.
        System.exit(0);
    }

    private static List<Scenario> scenarios(Effort effort) {
        return List.of(
                new CachedPath(effort),
                new ColdStart(Peers.all()),
                new SteadyRenewals(Peers.recommended()),
                new Outage(Peers.recommended()),
                new OutageInLife(Peers.all()),
                new RevokedToken(Peers.all()),
                new PermanentRefusal(Peers.all()),
                new Lifetimes(Peers.all()),
                new ManyAccounts(),
                new DistinctUrls(Peers.all()),
                new StartUp());
    }

    private static Section run(Scenario scenario, Scale scale) throws Exception {
        long start = System.nanoTime();
        Section section = scenario.run(scale);
        System.out.printf(
                "%s: %s: %s (%d s)%n",
                section.id(),
                section.verdict().measured(),
                section.verdict().isMet() ? "met" : "NOT MET",
                (System.nanoTime() - start) / 1_000_000_000);
        section.verdict().misses().forEach(miss -> System.out.println("    " + miss));
        return section;
    }

    /** What is measured, as the build resolved it. */
    private static Map<String, String> versions() throws IOException {
        Properties resolved = new Properties();
        try (InputStream in = Benchmarks.class.getResourceAsStream("versions.properties")) {
            if (in == null) {
                throw new IllegalStateException("versions.properties is missing");
            }
            resolved.load(in);
        }
        Map<String, String> versions = new LinkedHashMap<>();
        resolved.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> versions.put(name, resolved.getProperty(name)));
        return versions;
    }
}
