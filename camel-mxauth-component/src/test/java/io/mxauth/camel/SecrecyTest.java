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

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxProvider;
import io.opentelemetry.api.trace.StatusCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.MessageHelper;
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
    private final Spans spans = new Spans();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<MxAuthEvent> events = new CopyOnWriteArrayList<>();

    /** What was shown to somebody on the way: where, and the text. */
    private final List<Map.Entry<String, String>> shown = new ArrayList<>();

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
        observe();
        ProviderConfiguration impatient = SandboxAccounts.movio(injected, "us");
        impatient.setRequestTimeout(Duration.ofSeconds(1));
        component.getProviders().put("movio", impatient);
        component.getProviders().put("moviexchange", SandboxAccounts.movieXchange(injected));
        component.getProviders().put("filmmakers", SandboxAccounts.filmmakers(injected));
        component.getProviders().put("filmmakers-key", SandboxAccounts.filmmakersKey(injected));
        component.getProviders().put("mxo", SandboxAccounts.mxo(injected));
        component.getProviders().put("mediavalet", SandboxAccounts.mediaValet(injected));
        ProviderConfiguration loginNeeded = SandboxAccounts.mediaValet(injected);
        loginNeeded.setPreset("mediavalet");
        loginNeeded.setUsername(null);
        loginNeeded.setPassword(null);
        loginNeeded.setRefreshToken(MARKER + "-refresh-token");
        component.getProviders().put("mediavalet-login", loginNeeded);
        logAt(Level.TRACE);
    }

    /** Everything that shows tokens' lives, switched on. */
    private void observe() {
        context.setDevConsole(true);
        context.setMessageHistory(true);
        context.setBacklogTracingStandby(true);
        context.getRegistry().bind("meters", meters);
        spans.trace(context);
        spans.tracer().setTraceProcessors(true);
        context.getManagementStrategy()
                .addEventNotifier(
                        new EventNotifierSupport() {
                            @Override
                            public void notify(CamelEvent event) {
                                if (event instanceof MxAuthEvent ours) {
                                    events.add(ours);
                                }
                            }
                        });
    }

    /** Looks at all that can be looked at now. */
    private void look() {
        shown.add(Map.entry("The meters", meters.scrape()));
        shown.add(Map.entry("JMX's text", component.tokens()));
        for (HealthCheck.Result result : HealthCheckHelper.invoke(context)) {
            shown.add(
                    Map.entry(
                            "Health",
                            result + " " + result.getMessage() + " " + result.getDetails()));
        }
        DevConsoleRegistry consoles =
                Objects.requireNonNull(
                        context.getCamelContextExtension()
                                .getContextPlugin(DevConsoleRegistry.class));
        consoles.stream()
                .forEach(
                        console ->
                                List.of(DevConsole.MediaType.TEXT, DevConsole.MediaType.JSON)
                                        .forEach(type -> lookAt(console, type)));
    }

    private void lookAt(DevConsole console, DevConsole.MediaType type) {
        if (console.supportMediaType(type)) {
            Object page = console.call(type, Map.of());
            shown.add(Map.entry("Console " + console.getId(), String.valueOf(page)));
        }
    }

    private void command(String command, String provider) {
        DevConsole console =
                Objects.requireNonNull(
                                context.getCamelContextExtension()
                                        .getContextPlugin(DevConsoleRegistry.class))
                        .resolveById("mxauth");
        Object page =
                console.call(
                        DevConsole.MediaType.TEXT,
                        Map.of("command", command, "provider", provider));
        shown.add(Map.entry("Console's command " + command, String.valueOf(page)));
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
        look();
        for (String operation : List.of("token", "refresh", "verify", "revoke", "invalidate")) {
            component.getProviders().keySet().forEach(name -> operate(name, operation));
        }
        operate("mediavalet", "introspect");
        operate("filmmakers", "introspect");
        component.getProviders().keySet().forEach(name -> command("renew", name));
        component.getProviders().keySet().forEach(name -> command("invalidate", name));
        for (SandboxProvider provider : sandbox.providers()) {
            provider.revokeAllTokens();
        }
        component.getProviders().keySet().forEach(this::call);
    }

    private void failEverything() {
        for (SandboxProvider provider : sandbox.providers()) {
            provider.tokenFaults()
                    .refuse(1, 400, Map.of(), "{\"error\":\"" + MARKER + "\"}")
                    .garbage(1, MARKER)
                    .oversized(1, 300_000)
                    .drop(1)
                    .cutOff(1)
                    .redirect(1, "http://127.0.0.1:1/" + MARKER)
                    .refuse(1, 503);
            provider.apiFaults().refuse(1, 401).refuse(1, 500);
        }
        movio.tokenFaults().hang(1).dribble(1, Duration.ofMillis(100));
        for (int i = 0; i < 8; i++) {
            component.getProviders().keySet().forEach(name -> operate(name, "refresh"));
            component.getProviders().keySet().forEach(this::verify);
            component.getProviders().keySet().forEach(this::call);
            look();
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
                for (String parameter :
                        List.of("refresh_token", "token", "code", "code_verifier")) {
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
                            case "mediavalet-login" -> "mediavalet";
                            default -> name;
                        };
                    }
                });
        callEverything();
        failEverything();
        collectTokens();

        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(failed).hasSizeGreaterThan(20);
        assertThat(reports).hasSize(8 * component.getProviders().size());
        reports.forEach(report -> assertSecret("A report", report));
        assertThat(lines).anyMatch(line -> line.startsWith("io.mxauth"));
        assertThat(shown).hasSizeGreaterThan(100);
        assertOursAreSecret();
        assertNoSecretInEvents();
        assertNoSecretInSpans();
        context.getEndpoints().forEach(e -> assertSecret("An endpoint", e.toString()));
        assertSecret("A component", component.getProviders().toString());
        assertNoSecretInJmx();
    }

    private void assertOursAreSecret() {
        lines.stream()
                .filter(line -> line.startsWith("io.mxauth"))
                .forEach(line -> assertSecret("A log line of ours", line));
        for (Exchange exchange : failed) {
            StringWriter trace = new StringWriter();
            exchange.getException().printStackTrace(new PrintWriter(trace));
            assertSecret("An exception", trace.toString());
            assertSecret("An exchange's properties", exchange.getAllProperties().toString());
            assertSecret("An exchange's headers", exchange.getMessage().getHeaders().toString());
            assertSecret("An exchange", exchange + " " + exchange.getMessage());
            assertSecret(
                    "A message history",
                    MessageHelper.dumpMessageHistoryStacktrace(exchange, null, true));
        }
        shown.forEach(page -> assertSecret(page.getKey(), page.getValue()));
    }

    private void assertNoSecretInEvents() {
        assertThat(events).extracting(MxAuthEvent::kind).contains(MxAuthEvent.Kind.values());
        for (MxAuthEvent event : events) {
            StringWriter text = new StringWriter();
            text.append(event.toString()).append(String.valueOf(event.getSource()));
            if (event.failure() != null) {
                event.failure().printStackTrace(new PrintWriter(text));
            }
            assertSecret("An event", text.toString());
        }
    }

    /** With their attributes, events, names and states. */
    private void assertNoSecretInSpans() {
        assertThat(spans.all())
                .anyMatch(span -> span.getName().startsWith("mxauth token"))
                .anyMatch(span -> span.getStatus().getStatusCode() == StatusCode.ERROR);
        spans.all().forEach(span -> assertSecret("A span", span.toString()));
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

    @Test
    void logIn_showsNoCodeStateOrCookie() throws Exception {
        SandboxProvider mediaValet = sandbox.provider("mediavalet");
        component.getProviders().put("gallery", SandboxAccounts.mediaValetByLogin(sandbox));
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:login").to("mxauth:gallery?operation=login");
                        from("direct:callback").to("mxauth:gallery?operation=callback");
                        from("direct:gallery").to("mxauth:gallery").to(mediaValet.setting("api"));
                    }
                });
        Message begun =
                context.createFluentProducerTemplate().to("direct:login").send().getMessage();
        String location = begun.getHeader("Location", String.class);
        String cookie = begun.getHeader("Set-Cookie", String.class).split(";", 2)[0];
        Browser browser = new Browser();
        String url =
                Browser.location(
                        browser.submit(
                                browser.open(location),
                                Map.of(
                                        "username",
                                        mediaValet.setting("username"),
                                        "password",
                                        mediaValet.setting("password"))));
        Map<String, Object> headers = new HashMap<>();
        for (String parameter : URI.create(url).getRawQuery().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            headers.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        headers.put("Cookie", cookie);
        secrets.addAll(
                List.of(
                        String.valueOf(headers.get("code")),
                        String.valueOf(headers.get("state")),
                        cookie.split("=", 2)[1]));
        for (int i = 0; i < 2; i++) {
            Exchange ended =
                    context.createFluentProducerTemplate()
                            .to("direct:callback")
                            .withHeaders(headers)
                            .send();
            assertThat(ended.getException() == null).isEqualTo(i == 0);
            keepIfFailed(ended);
        }
        call("gallery");
        operate("gallery", "refresh");
        collectTokens();
        assertThat(secrets).hasSizeGreaterThan(12);
        assertThat(failed).hasSize(1);
        assertThat(lines).anyMatch(line -> line.startsWith("io.mxauth"));
        assertOursAreSecret();
    }
}
