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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainHelper;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.URISupport;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Camel Main prints of the providers' properties, by itself and in its consoles, and that
 * nothing else of an application becomes a secret by what it is told.
 */
class PrintedPropertiesTest {

    private static final String OWN = "camel.component.mxauth.providers[own].";
    private static final String PRINTED_AS_XXX = "xxxxxx";

    /** Each option whose value is a secret, with a value that has "canary" in it. */
    private static final List<String> SECRETS =
            List.of(
                    OWN + "next-client-secret=canary-next",
                    OWN + "nextClientSecret=canary-next",
                    OWN + "username=canary-user",
                    OWN + "password=canary-password",
                    OWN + "refresh-token=canary-refresh",
                    OWN + "subscription-key=canary-subscription",
                    OWN + "headers[X-Api-Key]=canary-header",
                    OWN + "headers[X-Second]=canary-second",
                    OWN + "token-headers[X-Tenant]=canary-tenant",
                    OWN + "token-parameters[resource.id]=canary-dotted",
                    OWN + "tokenParameters[device]=canary-device",
                    "camel.component.mxauth.providers.dotted.headers[X-Other]=canary-other",
                    OWN + "api-key=canary-key");

    /** What an application may have besides, and no secret. */
    private static final List<String> UNRELATED =
            List.of(
                    "camel.main.name=shop",
                    "camel.component.seda.queue-size=10",
                    "camel.component.http.max-total-connections=20");

    /** Without which no provider could be checked. */
    private static final List<String> COMMON =
            List.of(
                    OWN + "token-endpoint=https://issuer.example/token",
                    OWN + "client-id=c",
                    OWN + "client-secret={{the.secret:s}}",
                    "camel.component.mxauth.providers.dotted.preset=filmmakers",
                    "camel.component.mxauth.providers.dotted.api-key={{the.secret:k}}",
                    "camel.main.dev-console-enabled=true");

    @TempDir @Nullable Path folder;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    private final Main main = new Main();

    private CamelContext start(List<String> properties, String... more) {
        AbstractAppender appender =
                new AbstractAppender(
                        "printed",
                        null,
                        null,
                        true,
                        org.apache.logging.log4j.core.config.Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        lines.add(event.getMessage().getFormattedMessage());
                    }
                };
        appender.start();
        for (String name : List.of("org.apache.camel", SensitiveNames.class.getName())) {
            LoggerConfig logger = new LoggerConfig(name, Level.INFO, false);
            logger.addAppender(appender, null, null);
            logging.getConfiguration().addLogger(name, logger);
        }
        logging.updateLoggers();
        List<String> all =
                Stream.of(properties.stream(), Stream.of(more), COMMON.stream())
                        .flatMap(line -> line)
                        .toList();
        // What stands in a file is printed; what a program sets is not.
        main.setPropertyPlaceholderLocations("file:" + written(all));
        main.start();
        return main.getCamelContext();
    }

    private Path written(List<String> properties) {
        try {
            return Files.write(
                    Objects.requireNonNull(folder).resolve("application.properties"), properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        main.stop();
        logging.reconfigure();
    }

    private static DevConsole console(CamelContext context, String id) {
        return Objects.requireNonNull(
                        context.getCamelContextExtension()
                                .getContextPlugin(DevConsoleRegistry.class))
                .resolveById(id);
    }

    private static String page(CamelContext context, String id, DevConsole.MediaType type) {
        return String.valueOf(console(context, id).call(type, Map.of()));
    }

    @Test
    void summary_andItsConsole_showNoSecret() {
        CamelContext context = start(SECRETS, UNRELATED.toArray(new String[0]));

        assertThat(lines).anyMatch(line -> line.contains("headers[X-Api-Key] = " + PRINTED_AS_XXX));
        assertThat(lines).noneMatch(line -> line.contains("canary"));
        assertThat(lines).anyMatch(line -> line.contains("camel.main.name = shop"));
        assertThat(page(context, "main-configuration", DevConsole.MediaType.TEXT))
                .contains("subscriptionKey = " + PRINTED_AS_XXX)
                .contains("queueSize = 10")
                .doesNotContain("canary");
    }

    /** If this fails, Camel masks more than the manual says: say so there. */
    @Test
    void consoles_thatCamelCannotBeToldToMask_showWhatTheManualSays() {
        CamelContext context = start(SECRETS);

        assertThat(page(context, "properties", DevConsole.MediaType.TEXT))
                .contains("password = " + PRINTED_AS_XXX)
                .contains("canary-next", "canary-subscription", "canary-header", "canary-tenant");
        for (String console : List.of("properties", "main-configuration")) {
            assertThat(page(context, console, DevConsole.MediaType.JSON))
                    .contains("canary-next", "canary-header", "canary-device");
        }
        List<String> page = Manual.lines(Path.of("operations.adoc"));
        assertThat(page).anyMatch(line -> line.contains("`/q/dev/properties`"));
        assertThat(page).anyMatch(line -> line.contains("`/q/dev/main-configuration`"));
    }

    @Test
    void keywordsOfTheApplication_areKept_besideOurs() {
        CamelContext context =
                start(
                        SECRETS,
                        "camel.main.additional-sensitive-keywords=bonus,malus",
                        "shop.bonus={{shop.malus:1}}");

        assertThat(CamelContextHelper.containsSensitive(context, "shop.bonus")).isTrue();
        assertThat(lines).noneMatch(line -> line.contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OWN + "headers[X-Name]=canary",
                OWN + "token-parameters[name]=canary",
                "camel.component.mxauth.providers.dotted.headers.plain=canary"
            })
    void entry_thatWouldMakeAnotherPropertyASecret_isNamed_withTheSwitch(String line) {
        CamelContext context = start(List.of(line), UNRELATED.toArray(new String[0]));

        assertThat(lines)
                .anyMatch(
                        printed ->
                                printed.contains("camel.main.auto-configuration-log-summary=false")
                                        && !printed.contains("canary"));
        assertThat(CamelContextHelper.containsSensitive(context, "camel.main.name")).isFalse();
        assertThat(lines).anyMatch(printed -> printed.contains("camel.main.name = shop"));
    }

    @Test
    void switchOfTheManual_turnsTheSummaryOff() {
        start(SECRETS, "camel.main.auto-configuration-log-summary=false");

        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("Auto-configuration"));
    }

    /** Camel 4.19 and later refuse secrets in plain text under that profile and policy. */
    @Test
    void profileProd_withSecretsByPlaceholder_findsNoSecretInTheRest() {
        List<String> byPlaceholder =
                SECRETS.stream()
                        .filter(line -> !line.contains(".nextClientSecret="))
                        .map(line -> line.substring(0, line.indexOf('=')) + "={{the.secret}}")
                        .toList();
        List<String> more = new ArrayList<>(UNRELATED);
        more.addAll(
                List.of(
                        "camel.main.profile=prod",
                        "the.secret=canary",
                        OWN + "headers[Authorization]=Token {apiKey}",
                        OWN + "scope=read",
                        OWN + "allowed-hosts=api.example"));
        if (hasSecurityPolicies()) {
            more.add("camel.security.secretPolicy=fail");
        }
        CamelContext context = start(byPlaceholder, more.toArray(new String[0]));

        assertThat(context.isStarted()).isTrue();
        more.stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair[0].startsWith("camel."))
                .forEach(
                        pair ->
                                assertThat(MainHelper.containsSensitive(context, pair[0], pair[1]))
                                        .as(pair[0])
                                        .isFalse());
        assertThat(lines).noneMatch(line -> line.contains("canary"));
    }

    private static boolean hasSecurityPolicies() {
        return Main.class
                        .getClassLoader()
                        .getResource("org/apache/camel/main/SecurityConfigurationProperties.class")
                != null;
    }

    @Test
    void names_thatCamelIsTold_areNoneThatItHas() {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.build();
            assertThat(
                            Objects.requireNonNull(
                                            context.getCamelContextExtension()
                                                    .getAdditionalSensitiveKeywords())
                                    .split(",", -1))
                    .noneMatch(SensitiveUtils::containsSensitive)
                    .contains("nextClientSecret", "subscriptionKey");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clientSecret",
                "nextClientSecret",
                "password",
                "apiKey",
                "subscriptionKey",
                "refreshToken",
                "headers.X-Api-Key",
                "tokenHeaders.x",
                "tokenParameters.x"
            })
    void uri_isMaskedByCamel(String option) {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.build();
            assertThat(URISupport.sanitizeUri("mxauth:own?region=us&" + option + "=canary"))
                    .contains("region=us")
                    .doesNotContain("canary");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever the entry is called, and whatever else the application has. */
    @Property(tries = 100)
    void entry_isMasked_andNothingElse(
            @ForAll
                    @CharRange(from = 'a', to = 'e')
                    @Chars({'-', '.', 'X'})
                    @StringLength(min = 1, max = 5)
                    String header,
            @ForAll @CharRange(from = 'a', to = 'e') @StringLength(min = 1, max = 3) String other)
            throws Exception {
        String entry = OWN + "headers[" + header + "]";
        String unrelated = "camel.component.some." + other;
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.build();
            Assume.that(!CamelContextHelper.containsSensitive(context, unrelated));
            Properties properties = new Properties();
            properties.setProperty(entry, "v");
            properties.setProperty(unrelated, "v");
            context.getPropertiesComponent().setInitialProperties(properties);
            context.getComponent("mxauth", MxAuthComponent.class);
            context.start();

            assertThat(CamelContextHelper.containsSensitive(context, unrelated)).isFalse();
            String keyword =
                    entry.substring(OWN.length()).replace("-", "").toLowerCase(Locale.ROOT);
            if (!keyword.contains(other)) {
                assertThat(CamelContextHelper.containsSensitive(context, entry)).isTrue();
            }
        }
    }
}
