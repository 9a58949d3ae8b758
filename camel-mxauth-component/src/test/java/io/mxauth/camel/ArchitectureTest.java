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

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The layers: a token core that does not know Camel, and Camel's roles around it. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("io.mxauth.camel");

    private static final String[] CORE = {
        "io.mxauth.camel.failure",
        "io.mxauth.camel.provider",
        "io.mxauth.camel.token",
        "io.mxauth.camel.oauth",
        "io.mxauth.camel.observe",
        "io.mxauth.camel.login",
        "io.mxauth.camel.shared",
        "io.mxauth.camel.cache",
        "io.mxauth.camel.verify"
    };

    @Test
    void core_knowsNoCamel() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("org.apache.camel..")))
                .check(CLASSES);
    }

    @Test
    void core_knowsNoHttpClient() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("org.apache.hc..", "java.net.http..")))
                .check(CLASSES);
    }

    @Test
    void optionalLibraries_areKnownToTheirPackagesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.mxauth.camel.micrometer")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("io.micrometer..")))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.mxauth.camel.opentelemetry")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("io.opentelemetry..")))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.mxauth.camel.main")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("org.apache.camel.main..")))
                .check(CLASSES);
    }

    @Test
    void packages_formNoCircle() {
        slices().matching("io.mxauth.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void layers_lookDownOnly() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("failure")
                .definedBy("io.mxauth.camel.failure")
                .layer("provider")
                .definedBy("io.mxauth.camel.provider")
                .layer("token")
                .definedBy("io.mxauth.camel.token")
                .layer("oauth")
                .definedBy("io.mxauth.camel.oauth")
                .layer("login")
                .definedBy("io.mxauth.camel.login")
                .layer("shared")
                .definedBy("io.mxauth.camel.shared")
                .layer("cache")
                .definedBy("io.mxauth.camel.cache")
                .layer("verify")
                .definedBy("io.mxauth.camel.verify")
                .layer("main")
                .definedBy("io.mxauth.camel.main")
                .layer("call")
                .definedBy("io.mxauth.camel.call")
                .layer("transport")
                .definedBy("io.mxauth.camel.transport")
                .layer("component")
                .definedBy("io.mxauth.camel")
                .whereLayer("component")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("call")
                .mayOnlyBeAccessedByLayers("component")
                .whereLayer("transport")
                .mayOnlyBeAccessedByLayers("component")
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("component")
                .whereLayer("main")
                .mayOnlyBeAccessedByLayers("component")
                .whereLayer("cache")
                .mayOnlyBeAccessedByLayers("component", "verify")
                .whereLayer("login")
                .mayOnlyBeAccessedByLayers("component", "shared")
                .whereLayer("shared")
                .mayOnlyBeAccessedByLayers("component")
                .whereLayer("oauth")
                .mayOnlyBeAccessedByLayers(
                        "component", "cache", "login", "shared", "transport", "verify")
                .whereLayer("provider")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void state_belongsToInstances() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .haveNameNotMatching(".*(Configurer|UriFactory)")
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void names_sayWhatThingsAre() {
        classes().should().haveNameNotMatching(".*(Impl|Manager|Util|Utils|Helper)").check(CLASSES);
    }
}
