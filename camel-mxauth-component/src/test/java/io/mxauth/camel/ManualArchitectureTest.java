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

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manual's table of packages has all of them, and what each really uses. */
class ManualArchitectureTest {

    private static final String ROOT = "io.mxauth.camel";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final int COLUMNS = 3;

    @Test
    void table_hasEachPackage_andWhatItUses() {
        Map<String, Set<String>> described = new TreeMap<>();
        List<String> lines = Manual.lines(Path.of("architecture.adoc"));
        List<String> section = lines.subList(lines.indexOf("== Packages"), lines.size());
        for (List<String> row : Manual.rows(section, COLUMNS)) {
            described.put(names(row.get(0)).iterator().next(), names(row.get(1)));
        }
        Map<String, Set<String>> found = found();
        // It uses all of them, as the table says in words.
        found.put(ROOT, Set.of());
        assertThat(described).isEqualTo(found);
    }

    private static Map<String, Set<String>> found() {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ROOT);
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass one : classes) {
            Set<String> used = found.computeIfAbsent(shortName(one), name -> new TreeSet<>());
            one.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ManualArchitectureTest::shortName)
                    .filter(name -> !name.equals(shortName(one)))
                    .forEach(used::add);
        }
        return found;
    }

    private static String shortName(JavaClass one) {
        return one.getPackageName().replaceFirst("^" + Pattern.quote(ROOT + "."), "");
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
