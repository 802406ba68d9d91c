/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Inside a module packages form no cycles, and data goes one way through the server. */
@AnalyzeClasses(packages = "io.flowmon", importOptions = DoNotIncludeTests.class)
class PackageDirectionTests {

    @ArchTest
    static final ArchRule CORE_HAS_NO_CYCLES =
            slices().matching("io.flowmon.core.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule AUTOCONFIGURE_HAS_NO_CYCLES =
            slices().matching("io.flowmon.autoconfigure.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule RULES_HAVE_NO_CYCLES =
            slices().matching("io.flowmon.rules.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SERVER_HAS_NO_CYCLES =
            slices().matching("io.flowmon.server.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TECHNOLOGIES_ARE_INDEPENDENT = slices().matching(
                    "io.flowmon.autoconfigure.(web|client|redis|amqp|kafka)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule THE_STORE_KNOWS_NEITHER_INTAKE_NOR_SCREENS = noClasses()
            .that()
            .resideInAPackage("io.flowmon.server.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.flowmon.server.intake..",
                    "io.flowmon.server.api..",
                    "io.flowmon.server.screen..",
                    "io.flowmon.server.drawing..",
                    "io.flowmon.server.flow..");

    @ArchTest
    static final ArchRule INTAKE_KNOWS_NO_SCREENS = noClasses()
            .that()
            .resideInAPackage("io.flowmon.server.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flowmon.server.api..", "io.flowmon.server.screen..", "io.flowmon.server.drawing..");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_KNOWS_ITS_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage("io.flowmon.server.store.duckdb..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.duckdb..", "java.sql..");
}
