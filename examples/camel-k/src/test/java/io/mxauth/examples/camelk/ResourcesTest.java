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
package io.mxauth.examples.camelk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files by the schemas that Camel K publishes, and by what one says of the other. */
class ResourcesTest {

    private static final Path SCHEMAS = Path.of("src", "test", "resources", "crd");

    /** That of Kubernetes' own Secret, as far as the example uses it. */
    private static final Schema SECRET =
            new Schema(
                    Map.of(
                            "type", "object",
                            "required", List.of("apiVersion", "kind", "metadata", "stringData"),
                            "properties",
                                    Map.of(
                                            "apiVersion", Map.of("type", "string"),
                                            "kind", Map.of("type", "string"),
                                            "metadata", Map.of("type", "object"),
                                            "type", Map.of("type", "string"),
                                            "stringData",
                                                    Map.of(
                                                            "type",
                                                            "object",
                                                            "additionalProperties",
                                                            Map.of("type", "string")))));

    static Stream<ResourceFile> kamelets() {
        return ResourceFile.in(ResourceFile.KAMELETS).stream();
    }

    static Stream<ResourceFile> pipes() {
        return ResourceFile.in(ResourceFile.PIPES).stream();
    }

    static Stream<ResourceFile> secrets() {
        return ResourceFile.in(ResourceFile.SECRETS).stream();
    }

    private static Schema schema(String name) {
        return new Schema(new ResourceFile(SCHEMAS.resolve(name)).content());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void kamelet_isOneBySchema(ResourceFile kamelet) {
        assertThat(kamelet.at("apiVersion")).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.at("kind")).isEqualTo("Kamelet");
        assertThat(schema("kamelets.yaml").problems(kamelet.content())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pipes")
    void pipe_isOneBySchema_andMountsItsSecret(ResourceFile pipe) {
        assertThat(pipe.at("apiVersion")).isEqualTo("camel.apache.org/v1");
        assertThat(pipe.at("kind")).isEqualTo("Pipe");
        assertThat(schema("pipes.yaml").problems(pipe.content())).isEmpty();
        ResourceFile secret = new ResourceFile(ResourceFile.SECRETS.resolve(pipe.name() + ".yaml"));
        assertThat(pipe.at("spec", "traits", "mount", "configs"))
                .isEqualTo(List.of("secret:" + secret.at("metadata", "name")));
    }

    /** A Secret's credentials are ones of its Kamelet, and the Pipe has none. */
    @ParameterizedTest
    @MethodSource("pipes")
    void credentials_standInTheSecret_andNotInThePipe(ResourceFile pipe) throws Exception {
        String name = String.valueOf(pipe.at("spec", "steps", 0, "ref", "name"));
        ResourceFile kamelet =
                new ResourceFile(ResourceFile.KAMELETS.resolve(name + ".kamelet.yaml"));
        Map<?, ?> properties = (Map<?, ?>) kamelet.at("spec", "definition", "properties");
        Map<?, ?> step = (Map<?, ?>) pipe.at("spec", "steps", 0);
        if (step.get("properties") instanceof Map<?, ?> given) {
            assertThat(given.keySet())
                    .allSatisfy(
                            key -> assertThat(format(properties, key)).isNotEqualTo("password"));
        }
        ResourceFile secret = new ResourceFile(ResourceFile.SECRETS.resolve(pipe.name() + ".yaml"));
        Properties secrets = new Properties();
        secrets.load(
                new StringReader(
                        String.valueOf(secret.at("stringData", "application.properties"))));
        String prefix = "camel.kamelet." + name + ".";
        assertThat(secrets.stringPropertyNames())
                .anyMatch(key -> key.startsWith(prefix))
                .allSatisfy(
                        key -> {
                            boolean credential =
                                    key.startsWith(prefix)
                                            && format(properties, key.substring(prefix.length()))
                                                    .equals("password");
                            assertThat(secrets.getProperty(key).equals("REPLACE-ME"))
                                    .as(key)
                                    .isEqualTo(credential);
                        });
    }

    private static Object format(Map<?, ?> properties, Object name) {
        Map<?, ?> property = (Map<?, ?>) Objects.requireNonNull(properties.get(name));
        return String.valueOf(property.get("format"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void secret_isOneBySchema(ResourceFile secret) {
        assertThat(secret.at("apiVersion")).isEqualTo("v1");
        assertThat(secret.at("kind")).isEqualTo("Secret");
        assertThat(SECRET.problems(secret.content())).isEmpty();
    }

    @Test
    void everyKamelet_hasItsPipe() {
        assertThat(pipes().map(pipe -> pipe.at("spec", "steps", 0, "ref", "name")))
                .containsExactlyInAnyOrderElementsOf(kamelets().map(ResourceFile::name).toList());
    }

    @Test
    void misspeltField_isFound() {
        assertThat(
                        schema("pipes.yaml")
                                .problems(
                                        Map.of(
                                                "spec",
                                                Map.of("sinks", Map.of(), "replicas", "two"))))
                .containsExactlyInAnyOrder(
                        ".spec.sinks is unknown", ".spec.replicas is no integer");
    }
}
