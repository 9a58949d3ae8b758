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
package io.mxauth.benchmarks.flood;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.ProviderConfiguration;
import io.mxauth.camel.jdbc.JdbcTokenStore;
import io.mxauth.camel.jdbc.Keyset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;

/** An application with a login page, a route that calls an API, and a store in H2. */
final class FloodSite implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int CONNECTIONS = 12;

    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:flood;DB_CLOSE_DELAY=-1", "sa", "");
    private final JdbcTokenStore store = new JdbcTokenStore(pool, Keyset.generate().toJson());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;
    private final ProducerTemplate template;

    FloodSite(FloodIssuer issuer) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pool.setMaxConnections(CONNECTIONS);
        store.setCreateTable(true);
        ProviderConfiguration films = new ProviderConfiguration();
        films.setTokenEndpoint(issuer.url("/token"));
        films.setClientId("films");
        films.setClientSecret("a-secret");
        films.setAllowedHosts("127.0.0.1");
        ProviderConfiguration gallery = new ProviderConfiguration();
        gallery.setTokenEndpoint(issuer.url("/token"));
        gallery.setAuthorizationEndpoint(issuer.url("/authorize"));
        gallery.setClientId("gallery");
        gallery.setClientSecret("another-secret");
        gallery.setScope("api");
        gallery.setAllowedHosts("127.0.0.1");
        gallery.setRedirectUri(url("/callback"));
        MxAuthComponent component = new MxAuthComponent();
        component.getProviders().put("films", films);
        component.getProviders().put("gallery", gallery);
        component.setTokenStore(store);
        context.addComponent("mxauth", component);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:films").to("mxauth:films").to(issuer.url("/api"));
                        from("direct:login").to("mxauth:gallery?operation=login");
                        from("direct:callback").to("mxauth:gallery?operation=callback");
                    }
                });
        context.start();
        template = context.createProducerTemplate();
        server.setExecutor(threads);
        server.createContext("/login", exchange -> serve(exchange, "direct:login"));
        server.createContext("/callback", exchange -> serve(exchange, "direct:callback"));
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Calls the API by the route. */
    boolean call() {
        return template.send("direct:films", call -> {}).getException() == null;
    }

    /** The rows of the store. */
    int rows() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT COUNT(*) FROM mxauth_token")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void serve(HttpExchange exchange, String to) throws IOException {
        try (exchange) {
            Message answer =
                    template.send(to, call -> read(exchange, call.getMessage())).getMessage();
            for (String name : List.of("Location", "Set-Cookie", "Retry-After")) {
                Object value = answer.getHeader(name);
                if (value instanceof Collection<?> several) {
                    several.forEach(one -> exchange.getResponseHeaders().add(name, "" + one));
                } else if (value != null) {
                    exchange.getResponseHeaders().add(name, value.toString());
                }
            }
            String page = answer.getBody(String.class);
            byte[] body = page == null ? new byte[0] : page.getBytes(UTF_8);
            int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The cookies and the parameters, which a consumer of Camel's has among the headers. */
    private static void read(HttpExchange exchange, Message request) {
        request.setHeader("Cookie", exchange.getRequestHeaders().get("Cookie"));
        String query = exchange.getRequestURI().getQuery();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            request.setHeader(pair[0], pair[1]);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        context.stop();
        store.close();
    }
}
