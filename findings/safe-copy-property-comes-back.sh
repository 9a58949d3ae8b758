#!/usr/bin/env bash
# Camel 4.18.0: a SafeCopyProperty that a branch of multicast() sets is on the exchange afterwards.
# The documentation of SafeCopyProperty speaks of copies that an exchange makes of itself. But copying
# results back (ExchangeHelper.copyResults) takes the safe-copy properties of the branch along too, so
# what one branch puts there outlives it: with the default strategy it is the last branch's. An
# enrich() that keeps the old exchange, and split() by default, bring nothing back.
# Whoever keeps credentials or a security context there has to end them himself.
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
import org.apache.camel.Exchange;
import org.apache.camel.SafeCopyProperty;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

public class Probe {
    record Held(String by) implements SafeCopyProperty {
        @Override
        public SafeCopyProperty safeCopy() {
            return new Held(by);
        }
    }

    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:one").process(e -> set(e, "one"));
                            from("direct:two").process(e -> set(e, "two"));
                            from("direct:multicast").multicast().to("direct:one", "direct:two").end();
                            from("direct:split").split(body()).to("direct:one").end();
                            from("direct:enrich").enrich("direct:one", (mine, resource) -> mine);
                            from("direct:recipients").recipientList(constant("direct:one")).end();
                        }
                    });
            context.start();
            for (String route : new String[] {"multicast", "recipients", "split", "enrich"}) {
                Exchange sent =
                        context.createFluentProducerTemplate().to("direct:" + route).withBody("x").send();
                Held held = sent.getExchangeExtension().getSafeCopyProperty("held", Held.class);
                System.out.println(route + ": " + (held == null ? "nothing" : "set by " + held.by()));
            }
        }
    }

    static void set(Exchange exchange, String by) {
        exchange.getExchangeExtension().setSafeCopyProperty("held", new Held(by));
    }
}
JAVA
mvn -q -B -ntp dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
java -cp 'lib/*' Probe.java | tee seen
diff seen - <<'EXPECTED'
multicast: set by two
recipients: set by one
split: nothing
enrich: nothing
EXPECTED
