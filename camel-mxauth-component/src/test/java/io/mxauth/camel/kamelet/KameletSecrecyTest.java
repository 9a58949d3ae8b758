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
package io.mxauth.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.SandboxProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks for the Kamelets' secrets in URIs, dumps of routes, JMX, and every line that is logged. */
class KameletSecrecyTest extends KameletTestSupport {

    /** The dumps of the HTTP client and of placeholders, which the manual says how to keep off. */
    private static final List<String> NOT_OURS =
            List.of(
                    "org.apache.hc.",
                    "org.apache.camel.component.properties.",
                    "org.apache.camel.impl.engine.DefaultCamelContextExtension");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AbstractAppender appender =
            new AbstractAppender("kamelet-lines", null, null, true, Property.EMPTY_ARRAY) {
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

    @BeforeEach
    void plant() {
        for (SandboxProvider provider : sandbox.providers()) {
            for (String name :
                    List.of(
                            "client-id",
                            "client-secret",
                            "username",
                            "password",
                            "api-key",
                            "subscription-key")) {
                if (provider.settings().containsKey(name)) {
                    String canary = "canary-" + provider.name() + "-" + name;
                    provider.change(name, canary);
                    secrets.add(canary);
                }
            }
        }
        logAt(Level.TRACE);
    }

    @AfterEach
    void logAsBefore() {
        logAt(Level.WARN);
    }

    private void logAt(Level level) {
        LoggerContext logging = LoggerContext.getContext(false);
        Configuration configuration = logging.getConfiguration();
        configuration.getLoggers().values().forEach(logger -> logger.setLevel(level));
        configuration.getRootLogger().removeAppender("out");
        configuration.getRootLogger().removeAppender("kamelet-lines");
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

    private void start() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        for (KameletUse use : KameletUse.values()) {
                            set(use.kamelet + "." + use, use.properties(sandbox));
                            var route =
                                    from("direct:" + use).to("kamelet:" + use.kamelet + "/" + use);
                            if (!use.calls()) {
                                route.to(sandbox.provider(use.provider).setting("api"));
                            }
                        }
                    }
                });
        context.start();
    }

    private Exchange call(KameletUse use) {
        return use.send(context.createFluentProducerTemplate().to("direct:" + use));
    }

    private void assertNone(String where, String text) {
        assertThat(secrets.stream().filter(text::contains)).as("%s: %s", where, text).isEmpty();
    }

    private void addTokens() {
        for (SandboxProvider provider : sandbox.providers()) {
            for (RecordedRequest request : provider.requests()) {
                String authorization = request.header("Authorization");
                if (authorization != null) {
                    secrets.add(authorization.substring(authorization.indexOf(' ') + 1));
                }
            }
        }
    }

    @Test
    void secrets_areInNoUri_dump_orLine() throws Exception {
        start();
        for (KameletUse use : KameletUse.values()) {
            assertThat(call(use).getException()).as("%s", use).isNull();
        }
        sandbox.providers().forEach(provider -> provider.change("client-secret", "another"));
        sandbox.providers().forEach(SandboxProvider::revokeAllTokens);
        for (KameletUse use : KameletUse.values()) {
            Exception failure = call(use).getException();
            if (failure != null) {
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                assertNone("a failure", trace.toString());
            }
        }
        addTokens();

        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(lines).anyMatch(line -> line.startsWith("io.mxauth"));
        assertThat(lines.stream().filter(line -> secrets.stream().anyMatch(line::contains)))
                .isEmpty();
        context.getEndpoints()
                .forEach(
                        endpoint -> {
                            assertNone("an endpoint", endpoint.toString());
                            assertNone("an endpoint's key", endpoint.getEndpointKey());
                            assertNone("an endpoint's URI", endpoint.getEndpointUri());
                        });
        assertThat(context.getRouteDefinitions()).hasSize(2 * KameletUse.values().length);
        for (RouteDefinition route : context.getRouteDefinitions()) {
            for (boolean resolved : new boolean[] {true, false}) {
                assertNone(
                        "a dump in XML",
                        PluginHelper.getModelToXMLDumper(context)
                                .dumpModelAsXml(context, route, resolved, true, false));
                assertNone(
                        "a dump in YAML",
                        PluginHelper.getModelToYAMLDumper(context)
                                .dumpModelAsYaml(context, route, resolved, true, true, true));
            }
        }
        assertNoneInJmx();
    }

    private void assertNoneInJmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> beans = server.queryNames(new ObjectName("org.apache.camel:*"), null);
        assertThat(beans).isNotEmpty();
        for (ObjectName bean : beans) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
                if (attribute.isReadable()) {
                    Object value = server.getAttribute(bean, attribute.getName());
                    assertNone(bean + " " + attribute.getName(), String.valueOf(value));
                }
            }
        }
    }
}
