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
package io.mxauth.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plants markers wherever a secret or token may be, and looks for them wherever one could look. */
class SecrecyTest extends RouteTestSupport {

    private static final String MARKER = "canary";

    /** The HTTP client's own dumps, which the manual says how to keep off. */
    private static final List<String> NOT_OURS = List.of("org.apache.hc.");

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final AbstractAppender appender =
            new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    if (NOT_OURS.stream().noneMatch(event.getLoggerName()::startsWith)) {
                        lines.add(
                                event.getLoggerName()
                                        + ": "
                                        + event.getMessage().getFormattedMessage());
                    }
                }
            };
    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<Exchange> failed = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    @BeforeEach
    void plantMarkers(Sandbox injected) {
        for (SandboxProvider provider : injected.providers()) {
            for (String name :
                    List.of("client-secret", "password", "api-key", "subscription-key")) {
                if (provider.settings().containsKey(name)) {
                    String marker = MARKER + "-" + provider.name() + "-" + name;
                    provider.change(name, marker);
                    secrets.add(marker);
                }
            }
        }
        component.getProviders().put("movio", SandboxAccounts.movio(injected, "us"));
        component.getProviders().put("moviexchange", SandboxAccounts.movieXchange(injected));
        component.getProviders().put("filmmakers", SandboxAccounts.filmmakers(injected));
        component.getProviders().put("filmmakers-key", SandboxAccounts.filmmakersKey(injected));
        component.getProviders().put("mxo", SandboxAccounts.mxo(injected));
        component.getProviders().put("mediavalet", SandboxAccounts.mediaValet(injected));
        logAt(Level.TRACE);
    }

    @AfterEach
    void logAsBefore() {
        logAt(Level.WARN);
    }

    private void logAt(Level level) {
        LoggerContext logging = LoggerContext.getContext(false);
        Configuration configuration = logging.getConfiguration();
        // Everything is listened to, and nothing of it goes to the console.
        configuration.getLoggers().values().forEach(logger -> logger.setLevel(level));
        configuration.getRootLogger().removeAppender("out");
        configuration.getRootLogger().removeAppender("lines");
        if (level.equals(Level.TRACE)) {
            appender.start();
            configuration.getRootLogger().addAppender(appender, level, null);
        } else {
            configuration
                    .getRootLogger()
                    .addAppender(configuration.getAppender("out"), level, null);
        }
        logging.updateLoggers();
    }

    private void callEverything() {
        for (String name : component.getProviders().keySet()) {
            call(name);
            call(name);
        }
        for (String operation :
                List.of("token", "refresh", "introspect", "verify", "revoke", "invalidate")) {
            operate("mediavalet", operation);
        }
        operate("filmmakers", "introspect");
        for (SandboxProvider provider : sandbox.providers()) {
            provider.revokeAllTokens();
        }
        component.getProviders().keySet().forEach(this::call);
    }

    private void failEverything() {
        for (SandboxProvider provider : sandbox.providers()) {
            provider.tokenFaults()
                    .refuse(1, 400, java.util.Map.of(), "{\"error\":\"" + MARKER + "\"}")
                    .garbage(1, MARKER)
                    .oversized(1, 300_000)
                    .drop(1)
                    .cutOff(1)
                    .redirect(1, "http://127.0.0.1:1/" + MARKER)
                    .refuse(1, 503);
            provider.apiFaults().refuse(1, 401).refuse(1, 500);
        }
        for (int i = 0; i < 8; i++) {
            component.getProviders().keySet().forEach(name -> operate(name, "refresh"));
            component.getProviders().keySet().forEach(this::verify);
            component.getProviders().keySet().forEach(this::call);
        }
    }

    private void call(String provider) {
        keepIfFailed(context.createFluentProducerTemplate().to("direct:" + provider).send());
    }

    private void operate(String provider, String operation) {
        if (!provider.endsWith("-key")) {
            keepIfFailed(
                    context.createFluentProducerTemplate()
                            .to("mxauth:" + provider + "?operation=" + operation)
                            .send());
        }
    }

    private void verify(String provider) {
        reports.add(
                context.createFluentProducerTemplate()
                        .to("mxauth:" + provider + "?operation=verify")
                        .request(String.class));
    }

    private void keepIfFailed(Exchange exchange) {
        if (exchange.getException() != null) {
            failed.add(exchange);
        }
    }

    /** What was issued: each a secret as well. */
    private void collectTokens() {
        for (SandboxProvider provider : sandbox.providers()) {
            for (RecordedRequest request : provider.requests()) {
                String authorization = request.header("Authorization");
                if (authorization != null) {
                    secrets.add(authorization.substring(authorization.indexOf(' ') + 1));
                }
                for (String parameter : List.of("refresh_token", "token")) {
                    String value = request.form().get(parameter);
                    if (value != null) {
                        secrets.add(value);
                    }
                }
            }
        }
    }

    private void assertSecret(String where, String text) {
        for (String secret : secrets) {
            assertThat(text.contains(secret) || text.contains(MARKER))
                    .as("%s shows a secret: %s", where, text)
                    .isFalse();
        }
    }

    @Test
    void markers_areNowhere() throws Exception {
        context.setMessageHistory(true);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        component
                                .getProviders()
                                .keySet()
                                .forEach(
                                        name ->
                                                from("direct:" + name)
                                                        .to("mxauth:" + name)
                                                        .to(
                                                                sandbox.provider(host(name))
                                                                                .setting("api")
                                                                        + (name.equals("mxo")
                                                                                ? "&"
                                                                                : "?")
                                                                        + "connectionClose=true"));
                    }

                    private String host(String name) {
                        return switch (name) {
                            case "movio" -> "movio-us";
                            case "filmmakers-key" -> "filmmakers";
                            default -> name;
                        };
                    }
                });
        callEverything();
        failEverything();
        collectTokens();

        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(failed).hasSizeGreaterThan(20);
        assertThat(reports).hasSize(8 * 6);
        reports.forEach(report -> assertSecret("A report", report));
        assertThat(lines).anyMatch(line -> line.startsWith("io.mxauth"));
        lines.stream()
                .filter(line -> line.startsWith("io.mxauth"))
                .forEach(line -> assertSecret("A log line of ours", line));
        for (Exchange exchange : failed) {
            StringWriter trace = new StringWriter();
            exchange.getException().printStackTrace(new PrintWriter(trace));
            assertSecret("An exception", trace.toString());
            assertSecret("An exchange's properties", exchange.getAllProperties().toString());
            assertSecret("An exchange's headers", exchange.getMessage().getHeaders().toString());
        }
        context.getEndpoints().forEach(e -> assertSecret("An endpoint", e.toString()));
        assertSecret("A component", component.getProviders().toString());
        assertNoSecretInJmx();
    }

    private void assertNoSecretInJmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> beans = server.queryNames(new ObjectName("org.apache.camel:*"), null);
        assertThat(beans).isNotEmpty();
        for (ObjectName bean : beans) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
                if (attribute.isReadable()) {
                    Object value = server.getAttribute(bean, attribute.getName());
                    assertSecret(bean + " " + attribute.getName(), String.valueOf(value));
                }
            }
        }
    }

    @Test
    void camelsOwnLines_showNoSecret_either() throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:movio")
                                .to("mxauth:movio")
                                .setHeader(Exchange.HTTP_METHOD, constant("PUT"))
                                .to(movio.setting("api"));
                    }
                });
        call("movio");
        collectTokens();
        lines.forEach(line -> assertSecret("A log line", line));
    }
}
