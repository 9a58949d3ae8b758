#!/usr/bin/env bash
# httpclient5 5.5.1: no exec interceptor sees what request interceptors do to a request before it is sent,
# wherever it stands in the chain. Request interceptors run in the last element, the main transport. One
# that is added after PROTOCOL, to see "the request as it leaves", sees it before. The request object is
# the same, so that the change is there once chain.proceed has returned.
# It matters where somebody has to know which Authorization really went out, such as for a 401.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.5.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > Probe.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

public class Probe {
    public static void main(String[] args) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    System.out.println("server got: " + exchange.getRequestHeaders().getFirst("Authorization"));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        try (CloseableHttpClient client =
                HttpClients.custom()
                        .addRequestInterceptorLast((r, e, c) -> r.setHeader("Authorization", "Bearer theirs"))
                        .addExecInterceptorAfter(
                                ChainElement.PROTOCOL.name(),
                                "witness",
                                (request, scope, chain) -> {
                                    System.out.println("before: " + request.getFirstHeader("Authorization"));
                                    var response = chain.proceed(request, scope);
                                    System.out.println("after: " + request.getFirstHeader("Authorization"));
                                    return response;
                                })
                        .build()) {
            HttpGet get = new HttpGet("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            get.setHeader("Authorization", "Bearer ours");
            client.execute(get, response -> null);
        }
        server.stop(0);
    }
}
JAVA
mvn -q -B -ntp dependency:copy-dependencies -DoutputDirectory=lib >/dev/null
java -cp 'lib/*' Probe.java | tee seen
diff seen - <<'EXPECTED'
before: Authorization: Bearer ours
server got: Bearer theirs
after: Authorization: Bearer theirs
EXPECTED
