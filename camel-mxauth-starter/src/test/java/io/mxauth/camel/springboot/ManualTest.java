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
package io.mxauth.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mxauth.camel.TokenStore;
import io.mxauth.camel.jdbc.JdbcTokenStore;
import io.mxauth.camel.jdbc.Keyset;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/**
 * The manual's page on Spring Boot shows what works: its properties start an application, its Java
 * and YAML are those of an application that {@link ApplicationTest} runs, and its failure is printed
 * as it is shown.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManualTest {

    private static final Path PAGE = Path.of("..", "src", "docs", "spring-boot.adoc");
    private static final Pattern BLOCK =
            Pattern.compile(
                    "\\[source,(\\w+)(?:,\\w+=\\w+)?]\\n----\\n(.*?)\\n----\\n", Pattern.DOTALL);
    private static final Pattern CAMELS = Pattern.compile("\\{\\{[^}]+}}");
    private static final Pattern STORE =
            Pattern.compile("----\\n(# Spring Boot\\n.*?)\\n----", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("(?m)^([A-Z_]+)=(.*)$");

    record Block(String language, String text) {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        org.apache.camel.spring.boot.CamelAutoConfiguration.class,
        MxAuthAutoConfiguration.class
    })
    static class Application {}

    private static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        try {
            Matcher block = BLOCK.matcher(Files.readString(PAGE));
            while (block.find()) {
                blocks.add(new Block(block.group(1), block.group(2)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blocks;
    }

    private static List<Block> blocks(String language) {
        return blocks().stream().filter(block -> block.language().equals(language)).toList();
    }

    static Stream<Block> properties() {
        return blocks("properties").stream();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void properties_startAnApplication(Block block, @TempDir Path folder) throws Exception {
        String text =
                CAMELS.matcher(block.text())
                        .replaceAll("dummy")
                        .replace("/etc/certs", folder.toString());
        Files.writeString(folder.resolve("issuer-ca.pem"), certificate());
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        List<String> lines = new ArrayList<>();
        properties.forEach((name, value) -> lines.add(name + "=" + value));
        Runner.camel()
                .withPropertyValues(lines.toArray(String[]::new))
                .withPropertyValues("MOVIO_CLIENT_ID=c", "MOVIO_CLIENT_SECRET=s")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(Runner.component(context).isStarted()).isTrue();
                        });
    }

    /** Any that there is. */
    private static String certificate() throws Exception {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        X509TrustManager known = (X509TrustManager) trust.getTrustManagers()[0];
        String lines =
                Base64.getMimeEncoder().encodeToString(known.getAcceptedIssuers()[0].getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void propertiesOfTheStore_makeIt(@TempDir Path folder) throws Exception {
        Matcher block =
                STORE.matcher(Files.readString(Path.of("..", "src", "docs", "scaling.adoc")));
        assertThat(block.find()).isTrue();
        Path keyset = Files.writeString(folder.resolve("k.json"), Keyset.generate().toJson());
        Properties properties = new Properties();
        properties.load(
                new StringReader(
                        block.group(1).replace("/etc/films/keyset.json", keyset.toString())));
        assertThat(properties).hasSize(2);
        Runner.movio()
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true")
                .withPropertyValues(
                        properties.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toArray(String[]::new))
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(JdbcTokenStore.class);
                            assertThat(Runner.component(context).getTokenStore())
                                    .isSameAs(context.getBean(TokenStore.class));
                            assertThat(context.getBean(TokenStore.class).load("k")).isNull();
                        });
    }

    @Test
    void variables_areThoseOfAProvider() {
        Block block = blocks("sh").get(0);
        var variables = new java.util.TreeMap<String, Object>();
        Matcher variable = VARIABLE.matcher(block.text());
        while (variable.find()) {
            variables.put(variable.group(1), variable.group(2));
        }
        Runner.with(Runner.camel(), variables)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(Runner.provider(context, "movio").getRegion())
                                    .isEqualTo("us");
                            assertThat(Runner.provider(context, "movio").getClientSecret())
                                    .isNotNull();
                        });
        assertThat(variables).hasSize(3);
    }

    @Test
    void failure_isPrintedAsShown(CapturedOutput output) {
        Throwable failure =
                catchThrowable(
                        () ->
                                new SpringApplicationBuilder(Application.class)
                                        .web(WebApplicationType.NONE)
                                        .properties(
                                                "spring.config.location=classpath:manual/wrong.properties")
                                        .run());
        assertThat(failure).isNotNull();
        String shown = blocks("text").get(0).text();
        assertThat(output.getAll().replace("manual/wrong.properties", "application.properties"))
                .contains(shown);
    }

    @Test
    void javaAndYaml_areOfTheApplicationThatIsTested() {
        assertThat(Stream.of("java", "yaml").flatMap(language -> blocks(language).stream()))
                .hasSizeGreaterThan(3)
                .allSatisfy(block -> assertThat(block.text()).startsWith("include::../../camel-"));
    }
}
