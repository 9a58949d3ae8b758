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
package io.mxauth.camel.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.mxauth.camel.MemoryTokenStore;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.ProviderConfiguration;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Calls an API by a route, forgets its tokens in each of the ways, and writes what is live in the
 * memory then. Run in a JVM of its own, which knows no token but those that the issuer gives.
 */
final class ForgettingApplication {

    /** What an application keeps of a component. */
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    private static final MxAuthComponent COMPONENT = new MxAuthComponent();

    private ForgettingApplication() {}

    /**
     * Runs it.
     *
     * @param arguments the issuer's URL; where to write to; "store" for tokens in one
     */
    public static void main(String... arguments) throws Exception {
        String issuer = arguments[0];
        Path folder = Path.of(arguments[1]);
        ProviderConfiguration own = new ProviderConfiguration();
        own.setTokenEndpoint(issuer + "/token");
        own.setRevocationEndpoint(issuer + "/revoke");
        own.setClientId("the-client");
        own.setClientSecret("the-secret");
        own.setUsername("una");
        own.setPassword("the-password");
        own.setAllowedHosts("127.0.0.1");
        COMPONENT.getProviders().put("own", own);
        if (arguments[2].equals("store")) {
            COMPONENT.setTokenStore(new MemoryTokenStore());
        }
        CONTEXT.addComponent("mxauth", COMPONENT);
        CONTEXT.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:call").to("mxauth:own").to(issuer + "/films");
                        for (String operation : new String[] {"refresh", "invalidate", "revoke"}) {
                            from("direct:" + operation).to("mxauth:own?operation=" + operation);
                        }
                    }
                });
        CONTEXT.start();
        // The first call is answered 401 and repeated.
        send("call");
        send("refresh");
        send("call");
        send("invalidate");
        write(folder, "invalidated");
        send("call");
        send("revoke");
        write(folder, "revoked");
        send("call");
        send("refresh");
        CONTEXT.stop();
        write(folder, "stopped");
    }

    private static void send(String route) {
        Exchange exchange = CONTEXT.createFluentProducerTemplate().to("direct:" + route).send();
        @Nullable Exception thrown = exchange.getException();
        if (thrown != null) {
            throw new IllegalStateException(route, thrown);
        }
    }

    private static void write(Path folder, String name) throws IOException {
        // What was sent last is on its thread's stack until that has come to its end.
        Awaitility.await().pollInSameThread().until(ForgettingApplication::isQuiet);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(folder.resolve(name + ".hprof").toString(), true);
    }

    private static boolean isQuiet() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() != Thread.currentThread())
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .noneMatch(frame -> frame.getClassName().startsWith("io.mxauth.camel."));
    }
}
