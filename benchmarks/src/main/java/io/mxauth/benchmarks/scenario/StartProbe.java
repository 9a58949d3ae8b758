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

import io.mxauth.benchmarks.report.Spread;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.ProviderConfiguration;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A program that starts a context with five routes, with or without our five providers, and prints
 * what that took. For a JVM of its own.
 */
public final class StartProbe {

    static final String WITH = "with";
    private static final int WARM_STARTS = 9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEGABYTE = 1 << 20;

    private StartProbe() {}

    public static void main(String[] arguments) throws Exception {
        boolean with = arguments[0].equals(WITH);
        Map<String, ProviderConfiguration> providers = with ? providers() : Map.of();
        long start = System.nanoTime();
        CamelContext context = context(providers);
        context.start();
        double cold = (System.nanoTime() - start) / NANOS_PER_MILLI;
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long ours =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().contains("MxAuth"))
                        .count();
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
        double metaspace =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                                .filter(pool -> pool.getName().equals("Metaspace"))
                                .mapToLong(StartProbe::used)
                                .sum()
                        / MEGABYTE;
        context.stop();
        List<Double> warm = new ArrayList<>();
        for (int i = 0; i < WARM_STARTS; i++) {
            long again = System.nanoTime();
            CamelContext next = context(providers);
            next.start();
            warm.add((System.nanoTime() - again) / NANOS_PER_MILLI);
            next.stop();
        }
        double warmMedian = Spread.of(warm).median();
        System.out.println(
                cold
                        + " "
                        + warmMedian
                        + " "
                        + threads
                        + " "
                        + ours
                        + " "
                        + heap
                        + " "
                        + metaspace);
        System.exit(0);
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }

    private static CamelContext context(Map<String, ProviderConfiguration> providers)
            throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        if (!providers.isEmpty()) {
            MxAuthComponent component = new MxAuthComponent();
            component.getProviders().putAll(providers);
            context.addComponent("mxauth", component);
        }
        List<String> names = List.of("moviexchange", "movio", "filmmakers", "mxo", "mediavalet");
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        for (String name : names) {
                            if (providers.isEmpty()) {
                                from("direct:" + name).to("https://" + name + ".example/films");
                            } else {
                                from("direct:" + name)
                                        .to("mxauth:" + name)
                                        .to("https://" + name + ".example/films");
                            }
                        }
                    }
                });
        return context;
    }

    private static Map<String, ProviderConfiguration> providers() {
        ProviderConfiguration movieXchange = client();
        movieXchange.setUsername("user");
        movieXchange.setPassword("secret");
        ProviderConfiguration movio = client();
        movio.setRegion("us");
        ProviderConfiguration mxo = client();
        mxo.setServer("eu2");
        ProviderConfiguration mediaValet = client();
        mediaValet.setUsername("user");
        mediaValet.setPassword("secret");
        mediaValet.setSubscriptionKey("secret");
        return Map.of(
                "moviexchange",
                movieXchange,
                "movio",
                movio,
                "filmmakers",
                client(),
                "mxo",
                mxo,
                "mediavalet",
                mediaValet);
    }

    private static ProviderConfiguration client() {
        ProviderConfiguration provider = new ProviderConfiguration();
        provider.setClientId("client");
        provider.setClientSecret("secret");
        return provider;
    }
}
