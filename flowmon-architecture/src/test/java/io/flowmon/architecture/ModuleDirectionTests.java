/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Modules point one way: core, then an adapter for each technology; the server knows core and the rules, which know neither. */
@AnalyzeClasses(packages = "io.flowmon", importOptions = DoNotIncludeTests.class)
class ModuleDirectionTests {

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_FRAMEWORK = classes()
            .that()
            .resideInAPackage("io.flowmon.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flowmon.core..",
                    "java..",
                    "javax.crypto..",
                    "javax.xml..",
                    "org.jspecify..",
                    "org.h2.mvstore..",
                    "org.jctools..",
                    "org.zeromq..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule AUTOCONFIGURE_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("io.flowmon.autoconfigure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flowmon.server..", "io.flowmon.demo..");

    @ArchTest
    static final ArchRule TEST_KIT_KNOWS_CORE_ALONE = classes()
            .that()
            .resideInAPackage("io.flowmon.test")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.flowmon.test",
                    "io.flowmon.core..",
                    "java..",
                    "org.jspecify..",
                    "org.assertj..",
                    "tools.jackson..");

    @ArchTest
    static final ArchRule NOBODY_NEEDS_THE_TEST_KIT = noClasses()
            .that()
            .resideOutsideOfPackage("io.flowmon.test..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.flowmon.test..");

    @ArchTest
    static final ArchRule TEST_KIT_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("io.flowmon.test..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flowmon.server..", "io.flowmon.autoconfigure..", "io.flowmon.demo..");

    @ArchTest
    static final ArchRule RULES_KNOW_NOBODY_ELSE = noClasses()
            .that()
            .resideInAPackage("io.flowmon.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.flowmon.server..", "io.flowmon.core..", "io.flowmon.autoconfigure..", "org.springframework..");

    @ArchTest
    static final ArchRule FLINK_IS_THE_RULES_OWN_BUSINESS = noClasses()
            .that()
            .resideOutsideOfPackage("io.flowmon.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule SERVER_KNOWS_NO_STARTER = noClasses()
            .that()
            .resideInAPackage("io.flowmon.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flowmon.autoconfigure..", "io.flowmon.demo..");

    @ArchTest
    static final ArchRule DEMO_SERVICES_CONTAIN_NOTHING_OF_FLOWMON = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.flowmon.demo.frontend..", "io.flowmon.demo.middleend..", "io.flowmon.demo.backend..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flowmon.core..", "io.flowmon.autoconfigure..", "io.flowmon.server..");
}
