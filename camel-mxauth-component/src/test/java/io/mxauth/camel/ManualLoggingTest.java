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

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The manual names every logger that prints a secret or a token at any level, and its lines keep
 * them off: routes run with the root logger at TRACE, and every line is searched.
 */
@ExtendWith(SandboxExtension.class)
class ManualLoggingTest {

    private static final Path PAGE = Path.of("security.adoc");
    private static final String PROVIDERS = "camel.component.mxauth.providers[";

    /** Prefixes of URLs, one for each HTTP client. */
    private static final List<String> CLIENTS = List.of("", "netty-http:", "vertx-http:");

    /** The provider's name, and what imitates it. */
    private static final Map<String, String> HOSTS =
            new TreeMap<>(
                    Map.of(
                            "movio", "movio-us",
                            "mediavalet", "mediavalet",
                            "moviexchange", "moviexchange",
                            "mxo", "mxo"));

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String[]> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    private final Set<String> attributes = new TreeSet<>();
    private Sandbox sandbox;

    @BeforeEach
    void captureEverything(Sandbox injected) {
        sandbox = injected;
        AbstractAppender appender =
                new AbstractAppender("capture", null, null, true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        lines.add(new String[] {event.getLoggerName(), textOf(event)});
                    }
                };
        appender.start();
        Configuration configuration = logging.getConfiguration();
        configuration.getLoggers().keySet().stream()
                .filter(name -> !name.isEmpty())
                .toList()
                .forEach(configuration::removeLogger);
        LoggerConfig root = configuration.getRootLogger();
        List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
        root.addAppender(appender, null, null);
        root.setLevel(Level.TRACE);
        logging.updateLoggers();
    }

    @AfterEach
    void logAsBefore() {
        logging.reconfigure();
    }

    private static String textOf(LogEvent event) {
        StringWriter text = new StringWriter();
        text.append(event.getMessage().getFormattedMessage());
        Throwable thrown = event.getThrown();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    /** The names of loggers and their levels, as the manual's lines for Log4j set them. */
    private static Map<String, Level> linesOfTheManual() throws Exception {
        Properties properties = new Properties();
        for (Manual.Block block : Manual.blocks(PAGE)) {
            if (block.text().startsWith("logger.")) {
                properties.load(new StringReader(block.text()));
            }
        }
        return properties.stringPropertyNames().stream()
                .filter(key -> key.endsWith(".name"))
                .collect(
                        Collectors.toMap(
                                properties::getProperty,
                                key ->
                                        Level.valueOf(
                                                properties.getProperty(
                                                        key.replace(".name", ".level")))));
    }

    /** Which loggers printed a secret, and an example of each. */
    private Map<String, String> leaks() {
        Map<String, String> leaks = new TreeMap<>();
        for (String[] line : lines) {
            if (secrets.stream().anyMatch(line[1]::contains)) {
                leaks.putIfAbsent(line[0], line[1]);
            }
        }
        return leaks;
    }

    @ParameterizedTest
    @CsvSource({"client-secret, true", "key-of-production, false"})
    void linesOfTheManual_keepEverySecretOff(String placeholder, String summary) throws Exception {
        linesOfTheManual()
                .forEach(
                        (name, level) ->
                                logging.getConfiguration()
                                        .addLogger(name, new LoggerConfig(name, level, true)));
        logging.updateLoggers();
        call(placeholder, summary);
        assertThat(leaks()).isEmpty();
        assertThat(lines).hasSizeGreaterThan(1000);
    }

    @Test
    void withoutThem_exactlyTheirLoggersPrintSecrets() throws Exception {
        call("client-secret", "true");
        Set<String> named = linesOfTheManual().keySet();
        Set<String> printing =
                leaks().keySet().stream()
                        .map(
                                logger ->
                                        named.stream()
                                                .filter(name -> logger.startsWith(name + "."))
                                                .findFirst()
                                                .orElse(logger))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(printing).isEqualTo(new TreeSet<>(named));
        for (String logger : loggersOfTheTable()) {
            assertThat(leaks().keySet())
                    .anyMatch(name -> name.equals(logger) || name.startsWith(logger + "."));
        }
    }

    /** If this fails, say in the manual what a span shows now. */
    @Test
    void attributeOfASpan_thatHasCodeAndState_isNamed() throws Exception {
        call("client-secret", "true");
        assertThat(attributes).containsExactly("http.url");
        assertThat(Manual.lines(PAGE)).anyMatch(line -> line.contains("`http.url`"));
    }

    @Test
    void linesForLogback_areTheSame() throws Exception {
        String xml =
                Manual.blocks(PAGE).stream()
                        .filter(block -> block.language().equals("xml"))
                        .findFirst()
                        .orElseThrow()
                        .text();
        Set<String> names =
                Pattern.compile("<logger name=\"([^\"]+)\" level=\"INFO\"/>")
                        .matcher(xml)
                        .results()
                        .map(result -> result.group(1))
                        .collect(Collectors.toSet());
        assertThat(names).isEqualTo(linesOfTheManual().keySet());
    }

    private static List<String> loggersOfTheTable() {
        List<String> named =
                Manual.lines(PAGE).stream()
                        .filter(line -> line.startsWith("|`org.") || line.startsWith("|`io."))
                        .map(line -> line.substring(2, line.length() - 1))
                        .toList();
        assertThat(named).isNotEmpty();
        return named;
    }

    private void call(String placeholder, String summary) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("camel.main.auto-configuration-log-summary", summary);
        HOSTS.forEach((name, host) -> configure(properties, name, host, placeholder));
        properties.setProperty(PROVIDERS + "movio].region", "us");
        properties.setProperty(PROVIDERS + "mxo].server", "eu2");
        TracedLogin login = new TracedLogin(sandbox);
        login.configure(properties);
        Main main = new Main();
        main.setInitialProperties(properties);
        main.configure().addRoutesBuilder(routes());
        main.configure().addRoutesBuilder(login.routes());
        login.trace(main);
        main.start();
        try {
            HOSTS.forEach((name, host) -> call(main.getCamelContext(), name, host));
            login.logIn().forEach(this::addSecret);
            attributes.addAll(login.attributesWith(secrets));
        } finally {
            main.stop();
        }
    }

    private void configure(Properties properties, String name, String host, String placeholder) {
        SandboxProvider provider = sandbox.provider(host);
        String prefix = PROVIDERS + name + "].";
        for (String option : List.of("token-endpoint", "client-id")) {
            properties.setProperty(prefix + option, provider.setting(option));
        }
        properties.setProperty(prefix + "allowed-hosts", provider.setting("api-host"));
        String secret = provider.setting("client-secret");
        properties.setProperty(name + "." + placeholder, secret);
        properties.setProperty(prefix + "client-secret", "{{" + name + "." + placeholder + "}}");
        addSecret(secret);
        addSecret(basic(provider.setting("client-id") + ":" + secret));
        for (String option : List.of("username", "password", "subscription-key")) {
            String value = provider.settings().get(option);
            if (value != null) {
                properties.setProperty(prefix + option, value);
                if (!option.equals("username")) {
                    addSecret(value);
                }
            }
        }
        properties.setProperty(prefix + "headers[X-Canary]", "canary-of-" + name);
        addSecret("canary-of-" + name);
    }

    private void addSecret(String secret) {
        secrets.add(secret);
        secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    private static String basic(String userPass) {
        return Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                HOSTS.forEach(
                        (name, host) -> {
                            String api = sandbox.provider(host).setting("api");
                            for (String client : CLIENTS) {
                                from("direct:" + client.replace(":", "") + name)
                                        .to("mxauth:" + name)
                                        .to(client + api);
                            }
                        });
            }
        };
    }

    /** By each client: a call with a good token, then one with a token that the API refuses. */
    private void call(CamelContext context, String name, String host) {
        for (String client : CLIENTS) {
            if (client.equals("vertx-http:") && name.equals("mxo")) {
                continue; // in 4.18.0 that component sends every URL the query of its first one
            }
            for (int i = 0; i < 2; i++) {
                Exchange token =
                        context.createFluentProducerTemplate()
                                .to("mxauth:" + name + "?operation=token")
                                .send();
                AccessToken held =
                        Objects.requireNonNull(token.getMessage().getBody(AccessToken.class));
                addSecret(held.value());
                boolean put = name.equals("movio");
                Exchange answer =
                        context.createFluentProducerTemplate()
                                .to("direct:" + client.replace(":", "") + name)
                                .withHeader(Exchange.HTTP_METHOD, put ? "PUT" : "GET")
                                .withHeader(Exchange.CONTENT_TYPE, "application/json")
                                .withBody(put ? "[{\"id\":\"f1\",\"title\":\"Metropolis\"}]" : null)
                                .send();
                assertThat(answer.getException()).isNull();
                sandbox.provider(host).revokeAllTokens();
            }
        }
    }
}
