/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.Role;
import java.util.UUID;

/** No technology passes by what is configured about how much is recorded. */
@AnalyzeClasses(packages = "io.flowmon.autoconfigure", importOptions = DoNotIncludeTests.class)
class VolumeTests {

    @ArchTest
    static final ArchRule FLOWS_BEGIN_WITH_A_DECISION = noClasses()
            .should()
            .callMethod(FlowContext.class, "newFlow")
            .because("CurrentFlow.getOrNew() and VolumeRules decide whether a new flow is recorded");

    @ArchTest
    static final ArchRule FLOWS_KEEP_THEIR_RATE = noClasses()
            .should()
            .callConstructor(FlowContext.class, String.class, UUID.class, boolean.class)
            .because("a flow that is taken over or split keeps its sample rate, and not only whether it has one");

    @ArchTest
    static final ArchRule ACTIONS_KNOW_WHAT_IS_RECORDED = noClasses()
            .should()
            .callMethod(Action.class, "begin", FlowContext.class, Role.class, UUID.class, UUID.class)
            .because("VolumeRules tells whether begins and bodies are reported");
}
