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

import io.mxauth.benchmarks.load.Load;
import io.mxauth.benchmarks.load.Outcomes;
import io.mxauth.benchmarks.peer.Accounts;
import io.mxauth.benchmarks.report.BarChart;
import io.mxauth.benchmarks.report.Section;
import io.mxauth.benchmarks.report.Spread;
import io.mxauth.benchmarks.report.Table;
import io.mxauth.benchmarks.report.Verdict;
import io.mxauth.benchmarks.server.Fault;
import io.mxauth.benchmarks.server.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/** Many accounts: what a look-up takes, what an account weighs, what a slow issuer does to others. */
public final class ManyAccounts implements Scenario {

    private static final int ISSUERS = 8;
    private static final int ROUNDS = 7;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int MOST_BYTES = 1024;

    /** How much more a look-up may take than a map's own does for as many more entries. */
    private static final double FLAT = 1.5;

    private static final int HANGING = 60;
    private static final int HEALTHY_THREADS = 8;
    private static final Duration ISSUER_LATENCY = Duration.ofMillis(20);
    private static final double NO_EFFECT_MILLIS = 5;

    /** What an account's strings consist of. */
    private static final Set<String> STRINGS = Set.of("[B", "java.lang.String");

    @Override
    public String id() {
        return "B9";
    }

    /**
     * What many accounts cost.
     *
     * @param nanos of one look-up
     * @param bytes of one account, without its strings
     * @param stringBytes of the strings of one account
     * @param heaviest the classes that most of the bytes are in
     */
    public record Weight(
            String who, int accounts, Spread nanos, int bytes, int stringBytes, String heaviest) {}

    /** Healthy accounts' cold fetches, without and with an issuer that hangs. */
    public record Isolation(Outcomes alone, Outcomes beside) {}

    /** Opens that many accounts. */
    private interface Opening {
        Accounts open(int number) throws Exception;
    }

    /** What that many accounts weigh beyond a single one, with which everything else comes. */
    private static Weight weigh(String who, int number, int lookups, Opening opening)
            throws Exception {
        Map<String, LiveObjects.Count> single;
        LiveObjects before = LiveObjects.now();
        try (Accounts one = opening.open(1)) {
            one.look(0);
            single = LiveObjects.now().since(before);
        }
        before = LiveObjects.now();
        try (Accounts accounts = opening.open(number)) {
            Map<String, LiveObjects.Count> more = LiveObjects.now().since(before);
            single.forEach(
                    (name, count) -> more.computeIfPresent(name, (n, all) -> all.minus(count)));
            int others = number - 1;
            long strings = STRINGS.stream().mapToLong(name -> bytes(more, name)).sum();
            long all = more.values().stream().mapToLong(LiveObjects.Count::bytes).sum();
            return new Weight(
                    who,
                    number,
                    time(number, lookups, accounts::look),
                    Math.toIntExact((all - strings) / others),
                    Math.toIntExact(strings / others),
                    heaviest(more, others));
        }
    }

    /** Ours, against issuers of its own. */
    public Weight weighOurs(int number, int lookups) throws Exception {
        List<Site> sites = IntStream.range(0, ISSUERS).mapToObj(i -> new Site()).toList();
        try {
            return weigh(
                    "**mxauth**",
                    number,
                    lookups,
                    accounts -> {
                        Accounts opened = Accounts.ofMxAuth(sites, accounts);
                        sites.forEach(site -> site.issuer().forgetRequests());
                        return opened;
                    });
        } finally {
            sites.forEach(Site::close);
        }
    }

    private static long bytes(Map<String, LiveObjects.Count> counts, String name) {
        LiveObjects.Count count = counts.get(name);
        return count == null ? 0 : count.bytes();
    }

    private static String heaviest(Map<String, LiveObjects.Count> counts, int number) {
        return counts.entrySet().stream()
                .filter(entry -> !STRINGS.contains(entry.getKey()))
                .sorted(
                        Comparator.comparingLong(
                                        (Map.Entry<String, LiveObjects.Count> entry) ->
                                                entry.getValue().bytes())
                                .reversed())
                .limit(12)
                .map(
                        entry ->
                                "%s %d"
                                        .formatted(
                                                simpleName(entry.getKey()),
                                                entry.getValue().bytes() / number))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace(";", "[]");
    }

    private interface Look {
        @Nullable Object up(int account) throws Exception;
    }

    /** Nanoseconds of one look-up of a random account. */
    private static Spread time(int number, int lookups, Look look) throws Exception {
        int[] order = new SplittableRandom(1).ints(lookups, 0, number).toArray();
        List<Double> nanos = new ArrayList<>();
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            long start = System.nanoTime();
            for (int account : order) {
                if (look.up(account) == null) {
                    throw new IllegalStateException("Account " + account + " has no token");
                }
            }
            double each = (double) (System.nanoTime() - start) / lookups;
            if (round >= WARM_UP_ROUNDS) {
                nanos.add(each);
            }
        }
        return Spread.of(nanos);
    }

    /** A plain map from name to a value that is read, to tell the machine's caches from ours. */
    private static Spread map(int number, int lookups) throws Exception {
        Map<String, byte[]> map = new ConcurrentHashMap<>();
        String[] names = new String[number];
        Arrays.setAll(names, i -> "account-" + i);
        for (String name : names) {
            map.put(name, new byte[1200]);
        }
        return time(
                number,
                lookups,
                account -> {
                    byte[] value = map.get(names[account]);
                    return value != null && value[0] == 0 ? value : null;
                });
    }

    public Isolation isolate(int healthy) throws Exception {
        try (Site good = new Site();
                Site bad = new Site()) {
            good.issuer().latency(ISSUER_LATENCY);
            bad.issuer().fail(Fault.HANG);
            int accounts = HANGING + 3 * healthy;
            try (Accounts.MxAuthAccounts ours =
                    new Accounts.MxAuthAccounts(accounts, i -> i < HANGING ? bad : good)) {
                fetch(ours, HANGING, healthy);
                Outcomes alone = fetch(ours, HANGING + healthy, healthy);
                IntStream.range(0, HANGING).forEach(ours::fetch);
                Outcomes beside = fetch(ours, HANGING + 2 * healthy, healthy);
                bad.issuer().heal();
                return new Isolation(alone, beside);
            }
        }
    }

    private static Outcomes fetch(Accounts.MxAuthAccounts accounts, int from, int number) {
        return Load.burst(
                HEALTHY_THREADS,
                number,
                n -> {
                    accounts.fetch(from + n).get(30, TimeUnit.SECONDS);
                    return 200;
                });
    }

    @Override
    public Section run(Scale scale) throws Exception {
        List<Weight> weights = new ArrayList<>();
        List<Spread> maps = new ArrayList<>();
        weighOurs(100, scale.lookups());
        for (int number : scale.accounts()) {
            weights.add(weighOurs(number, scale.lookups()));
            maps.add(map(number, scale.lookups()));
        }
        List<Weight> springs = new ArrayList<>();
        try (Site site = new Site()) {
            for (int number : scale.accounts()) {
                springs.add(
                        weigh(
                                "Spring Security",
                                number,
                                scale.lookups(),
                                accounts -> Accounts.ofSpring(site, accounts)));
            }
        }
        Isolation isolation = isolate(scale.exchanges() / 2);
        return new Section(
                id(),
                "many accounts",
                "Each account is a provider with a token of 1200 characters. A look-up is"
                        + " `CallAuthorizer.present()` (Spring: `authorize`) of a random account, "
                        + Spread.number(scale.lookups())
                        + " of them in a round; the map is a `ConcurrentHashMap` of as many names,"
                        + " whose look-ups show what the machine's caches cost by themselves. Bytes"
                        + " are those of the JVM's class histogram after a full collection, with"
                        + " everything that the accounts brought, options included, beyond what one account brings; strings and their"
                        + " bytes are counted apart. Then: "
                        + HEALTHY_THREADS
                        + " threads fetch first tokens of healthy accounts (issuer "
                        + ISSUER_LATENCY.toMillis()
                        + " ms), alone and beside "
                        + HANGING
                        + " accounts of an issuer that does not answer.",
                "look-ups flat; under 1 KB beside its strings; no effect on the others",
                verdict(weights, maps, isolation),
                List.of(table(weights, springs, maps), isolationTable(isolation)),
                losses(weights, springs),
                List.of(chart(weights, springs, maps)));
    }

    private static Verdict verdict(List<Weight> weights, List<Spread> maps, Isolation isolation)
            throws JMException {
        int last = weights.size() - 1;
        Weight most = weights.get(last);
        double growth = most.nanos().median() / weights.get(0).nanos().median();
        double growthOfMap = maps.get(last).median() / maps.get(0).median();
        double slower = isolation.beside().percentile(99) - isolation.alone().percentile(99);
        return new Verdict.Judge()
                .atMost(
                        "the growth of a look-up, beyond that of a map's,",
                        growth / growthOfMap,
                        FLAT,
                        "times")
                .atMost("an account beside its strings", most.bytes(), MOST_BYTES, "bytes")
                .atMost("p99 beside a hanging issuer, more", slower, NO_EFFECT_MILLIS, "ms")
                .atMost("failed beside a hanging issuer", isolation.beside().failed(), 0, "")
                .of(
                        "%s ns at %s accounts, %s ns at %s (a map grows %s times, ours %s); %d bytes; p99 %s ms beside a hanging issuer, %s ms without"
                                .formatted(
                                        Spread.number(weights.get(0).nanos().median()),
                                        Spread.number(weights.get(0).accounts()),
                                        Spread.number(most.nanos().median()),
                                        Spread.number(most.accounts()),
                                        Spread.number(growthOfMap),
                                        Spread.number(growth),
                                        most.bytes(),
                                        Spread.number(isolation.beside().percentile(99)),
                                        Spread.number(isolation.alone().percentile(99))));
    }

    private static Table table(List<Weight> weights, List<Weight> springs, List<Spread> maps) {
        List<List<String>> rows = new ArrayList<>();
        for (List<Weight> all : List.of(weights, springs)) {
            for (Weight weight : all) {
                rows.add(
                        List.of(
                                weight.who(),
                                Spread.number(weight.accounts()),
                                weight.nanos().text(),
                                Spread.number(weight.bytes()),
                                Spread.number(weight.stringBytes()),
                                weight.heaviest()));
            }
        }
        for (int i = 0; i < maps.size(); i++) {
            rows.add(
                    List.of(
                            "a map",
                            Spread.number(weights.get(i).accounts()),
                            maps.get(i).text(),
                            "",
                            "",
                            ""));
        }
        return new Table(
                List.of(
                        "",
                        "accounts",
                        "ns per look-up",
                        "bytes each, without strings",
                        "bytes of strings each",
                        "most of it, bytes each"),
                rows);
    }

    private static Table isolationTable(Isolation isolation) {
        return new Table(
                List.of("healthy accounts", "fetches", "failed", "p50, ms", "p99, ms", "max, ms"),
                List.of(
                        isolationRow("alone", isolation.alone()),
                        isolationRow("beside a hanging issuer", isolation.beside())));
    }

    private static List<String> isolationRow(String title, Outcomes outcomes) {
        return List.of(
                title,
                Spread.number(outcomes.calls()),
                Spread.number(outcomes.failed()),
                Spread.number(outcomes.percentile(50)),
                Spread.number(outcomes.percentile(99)),
                Spread.number(outcomes.max()));
    }

    private static List<String> losses(List<Weight> weights, List<Weight> springs) {
        List<String> losses = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            Weight ours = weights.get(i);
            Weight theirs = springs.get(i);
            if (theirs.nanos().median() < ours.nanos().median()) {
                losses.add(
                        "ns per look-up of %s accounts: Spring Security has %s, ours %s"
                                .formatted(
                                        Spread.number(ours.accounts()),
                                        Spread.number(theirs.nanos().median()),
                                        Spread.number(ours.nanos().median())));
            }
            if (theirs.bytes() < ours.bytes()) {
                losses.add(
                        "bytes of an account beside its strings, %s accounts: Spring Security has %d, ours %d"
                                .formatted(
                                        Spread.number(ours.accounts()),
                                        theirs.bytes(),
                                        ours.bytes()));
            }
        }
        return losses;
    }

    private static BarChart chart(List<Weight> weights, List<Weight> springs, List<Spread> maps) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            String accounts = Spread.number(weights.get(i).accounts()) + " accounts";
            bars.add(new BarChart.Bar("mxauth, " + accounts, weights.get(i).nanos(), true));
            bars.add(
                    new BarChart.Bar(
                            "Spring Security, " + accounts, springs.get(i).nanos(), false));
            bars.add(new BarChart.Bar("a map, " + accounts, maps.get(i), false));
        }
        return new BarChart("b9-accounts", "B9: look-up of a random account", "ns", false, bars);
    }
}
