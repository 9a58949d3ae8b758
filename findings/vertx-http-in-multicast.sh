#!/usr/bin/env bash
# camel-vertx-http 4.18.0: a route that calls vertx-http: inside multicast() or split() does not start,
# unless something else has started the component before. The producer in a branch is started while the
# route is set up, which is before components are, and its endpoint asks the component for a Vertx that
# is not there yet. The same call by to() starts. Seen: NullPointerException in VertxHttpEndpoint.doStart.
# The way out: start the component first, or call the endpoint by direct: from the branch.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.camel</groupId><artifactId>camel-core</artifactId><version>4.18.0</version></dependency>
    <dependency><groupId>org.apache.camel</groupId><artifactId>camel-vertx-http</artifactId><version>4.18.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > Probe.java <<'JAVA'
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

public class Probe {
    public static void main(String[] args) throws Exception {
        for (String construct : new String[] {"to", "multicast", "split", "split, component started"}) {
            System.out.println(construct + ": " + start(construct));
        }
        System.exit(0);
    }

    static String start(String construct) throws Exception {
        String url = "vertx-http:http://127.0.0.1:1/x";
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            var route = from("direct:a");
                            switch (construct) {
                                case "to" -> route.to(url);
                                case "multicast" -> route.multicast().to(url, url + "/y").end();
                                default -> route.split(body()).to(url).end();
                            }
                        }
                    });
            if (construct.endsWith("started")) {
                context.getComponent("vertx-http").start();
            }
            context.start();
            return "starts";
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getClass().getSimpleName();
        }
    }
}
JAVA
mvn -q -B -ntp dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
java -cp 'lib/*' Probe.java | tee seen
diff seen - <<'EXPECTED'
to: starts
multicast: NullPointerException
split: NullPointerException
split, component started: starts
EXPECTED
