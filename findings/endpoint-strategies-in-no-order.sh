#!/usr/bin/env bash
# Camel 4.18.0: endpoint strategies are asked in an order that differs from start to start. They stand
# in a hash set and have identity hash codes. So whether a strategy of one's own gets an endpoint, or the
# wrapper that interceptSendToEndpoint() has put around it, is chance, though the strategy is registered
# first each time. A strategy that looks for a class by instanceof works in some starts and not in others.
# Seen in 60 starts of one JVM: both orders. And an endpoint that a strategy puts in another's place
# after the context has started is never started by Camel.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.camel</groupId><artifactId>camel-core</artifactId><version>4.18.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > Probe.java <<'JAVA'
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Endpoint;
import org.apache.camel.StatefulService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.InterceptSendToEndpoint;

public class Probe {
    public static void main(String[] args) throws Exception {
        int wrapped = 0;
        for (int i = 0; i < 60; i++) {
            wrapped += seesTheWrapper() ? 1 : 0;
        }
        System.out.println("order: " + (wrapped == 0 || wrapped == 60 ? "always the same" : "differs"));
        System.out.println("replaced after the start: " + statusOfAReplacement());
    }

    static boolean seesTheWrapper() throws Exception {
        AtomicReference<Endpoint> seen = new AtomicReference<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.build();
            context.getCamelContextExtension()
                    .registerEndpointCallback(
                            (uri, endpoint) -> {
                                if (uri.startsWith("direct://b")) {
                                    seen.set(endpoint);
                                }
                                return endpoint;
                            });
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            interceptSendToEndpoint("direct:b").log("on the way");
                            from("direct:a").to("direct:b");
                        }
                    });
            context.start();
        }
        return seen.get() instanceof InterceptSendToEndpoint;
    }

    static String statusOfAReplacement() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            context.getCamelContextExtension()
                    .registerEndpointCallback(
                            (uri, endpoint) -> {
                                try {
                                    return uri.startsWith("direct")
                                            ? context.getComponent("seda").createEndpoint("seda:in-its-place")
                                            : endpoint;
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            StatefulService endpoint = (StatefulService) context.getEndpoint("direct:c");
            return endpoint.getStatus() + " in a context that is " + context.getStatus();
        }
    }
}
JAVA
mvn -q -B -ntp dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
java -cp 'lib/*' Probe.java | tee seen
diff seen - <<'EXPECTED'
order: differs
replaced after the start: Stopped in a context that is Started
EXPECTED
