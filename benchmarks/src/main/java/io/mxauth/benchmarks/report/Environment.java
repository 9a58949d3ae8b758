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
package io.mxauth.benchmarks.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the figures depend on: machine and versions, by name. Nothing that tells one machine of its
 * kind from another.
 */
public record Environment(LocalDate date, Map<String, String> facts) {

    private static final long MEGABYTE = 1 << 20;

    /** This machine and JVM, with the versions of whatever is measured. */
    public static Environment here(Map<String, String> versions) {
        Map<String, String> facts = new LinkedHashMap<>();
        Runtime runtime = Runtime.getRuntime();
        facts.put("cores", String.valueOf(runtime.availableProcessors()));
        facts.put("largest heap", runtime.maxMemory() / MEGABYTE + " MB");
        facts.put("JVM", property("java.vm.name") + " " + property("java.vm.version"));
        facts.put("system", property("os.name") + " " + property("os.arch"));
        facts.putAll(versions);
        return new Environment(LocalDate.now(ZoneOffset.UTC), facts);
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}
