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
package io.mxauth.benchmarks.scenario;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The objects on the heap that somebody still holds, by class, as the JVM's own class histogram
 * counts them after a full collection.
 */
final class LiveObjects {

    private static final Pattern LINE =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private final Map<String, Count> counts;

    private LiveObjects(Map<String, Count> counts) {
        this.counts = counts;
    }

    record Count(long objects, long bytes) {

        static final Count NONE = new Count(0, 0);

        Count minus(Count other) {
            return new Count(objects - other.objects, bytes - other.bytes);
        }
    }

    static LiveObjects now() throws JMException {
        Object histogram =
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
        Map<String, Count> counts = new HashMap<>();
        histogram
                .toString()
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(
                        line ->
                                counts.put(
                                        line.group(3),
                                        new Count(
                                                Long.parseLong(line.group(1)),
                                                Long.parseLong(line.group(2)))));
        return new LiveObjects(counts);
    }

    Count of(String className) {
        return counts.getOrDefault(className, Count.NONE);
    }

    /** What there is more of than before, by class. */
    Map<String, Count> since(LiveObjects before) {
        Map<String, Count> more = new HashMap<>();
        counts.forEach((name, count) -> more.put(name, count.minus(before.of(name))));
        return more;
    }
}
