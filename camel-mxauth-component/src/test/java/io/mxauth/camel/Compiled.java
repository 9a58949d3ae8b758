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

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A source file in memory, which a test compiles with its own class path. */
final class Compiled extends SimpleJavaFileObject {

    private final String text;

    private Compiled(String name, String text) {
        super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
        this.text = text;
    }

    /** Compiles a class without a package into that folder; fails the test if that fails. */
    static void of(String name, String source, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean done =
                compiler.getTask(
                                null,
                                null,
                                null,
                                List.of("-d", classes.toString(), "-proc:none"),
                                null,
                                List.of(new Compiled(name, source)))
                        .call();
        assertThat(done).as("compiles").isTrue();
        assertThat(Files.exists(classes.resolve(name + ".class"))).isTrue();
    }

    @Override
    public @Nullable CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
