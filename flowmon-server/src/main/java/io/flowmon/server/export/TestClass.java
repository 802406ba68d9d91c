/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.event.Durations;
import io.flowmon.server.event.StoredEvent;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Outcomes;
import io.flowmon.server.flow.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The source of a test class that uses flowmon-test: it makes the flow begin again, and expects it to go well.
 *
 * @param name of the class, without its package
 */
record TestClass(String name, String source) {

    /**
     * Writes the class.
     *
     * @param module the service that the test is about; null: all of them
     * @param packageName where the class belongs; null: the reader is told to choose
     * @throws NotExportableException if no test can be made of the flow
     */
    static TestClass of(Flow flow, @Nullable String module, @Nullable String packageName) {
        Section section = Section.of(flow, module);
        Trigger trigger = Trigger.of(section.first());
        String name = JavaText.className(section.name(section.first())) + "FlowTest";
        List<String> lines = new ArrayList<>();
        if (packageName != null) {
            lines.addAll(List.of("package " + packageName + ";", ""));
        }
        imports(trigger, lines);
        about(flow, section, trigger, packageName).forEach(line -> lines.add(("// " + line).strip()));
        lines.add("@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)");
        lines.add("@CaptureFlows");
        lines.add("class " + name + " {");
        lines.add("");
        trigger.fields().forEach(line -> lines.add("    " + line));
        lines.add("");
        lines.add("    @Test");
        lines.add("    void flow_goesWell(CapturedFlows flows) throws Exception {");
        trigger.statements().forEach(line -> lines.add("        " + line));
        lines.add("");
        lines.add("        CapturedFlow flow = flows.startingWith(" + JavaText.expression(section.receiver()) + ", "
                + JavaText.expression(section.name(section.first())) + ");");
        expectations(section, lines);
        lines.add("    }");
        lines.add("}");
        return new TestClass(name, String.join("\n", lines) + "\n");
    }

    private static void imports(Trigger trigger, List<String> lines) {
        Set<String> imports = new TreeSet<>(trigger.imports());
        imports.addAll(List.of(
                "io.flowmon.core.event.Outcome",
                "io.flowmon.test.CapturedFlow",
                "io.flowmon.test.CapturedFlows",
                "io.flowmon.test.spring.CaptureFlows",
                "org.junit.jupiter.api.Test",
                "org.springframework.boot.test.context.SpringBootTest"));
        lines.add("import static org.assertj.core.api.Assertions.assertThat;");
        lines.add("");
        imports.forEach(type -> lines.add("import " + type + ";"));
        lines.add("");
    }

    private static List<String> about(Flow flow, Section section, Trigger trigger, @Nullable String packageName) {
        List<String> lines = new ArrayList<>();
        lines.add("Made by flowmon-server from the flow " + flow.correlationId() + " of " + flow.start() + ".");
        List<String> failures = failures(section);
        lines.add(
                failures.isEmpty()
                        ? "Nothing failed in it; it took " + Durations.text(flow.duration()) + "."
                        : "It failed:");
        failures.forEach(failure -> lines.add("  " + JavaText.comment(failure)));
        if (packageName == null) {
            lines.add(
                    "Move it into the package of the application, where Spring Boot looks for the application's class.");
        }
        List<String> modules = section.modulesAfterSending();
        if (modules.size() > 1) {
            lines.add("Took part: " + JavaText.comment(String.join(", ", modules))
                    + ". The test needs all of them: start" + " the others with");
            lines.add(
                    "new SpringApplicationBuilder(...).initializers(FlowCapture.into(flows)), or ask for a test of one of"
                            + " them: ?module=");
        }
        trigger.notes().forEach(note -> lines.add(JavaText.comment(note)));
        if (!trigger.masked().isEmpty()) {
            lines.add(
                    "These values were masked before they left the service. Fill in by hand what the application needs:");
            trigger.masked().forEach(place -> lines.add("  " + JavaText.comment(place)));
        }
        return lines;
    }

    private static void expectations(Section section, List<String> lines) {
        boolean failed = section.failed();
        List<String> hops = section.messages().stream().map(section::name).toList();
        if (failed) {
            lines.add("        // What had happened when it failed; add what should have followed.");
        }
        lines.add("        assertThat(flow)");
        lines.add("                ." + hopsAssertion(failed, section.concurrent()) + "("
                + hops.stream().map(JavaText::expression).collect(Collectors.joining(", ")) + ")");
        if (!failures(section).isEmpty()) {
            lines.add("                // In production not so, see above.");
        }
        lines.add("                .hasNoFailures()");
        List<String> unreceived = section.messages().stream()
                .filter(Message::unreceived)
                .map(section::name)
                .distinct()
                .toList();
        if (section.sendsToOthers()) {
            lines.add("                .hasOutcome(Outcome.OK);");
            return;
        }
        lines.add("                .hasOutcome(Outcome.OK)");
        if (!unreceived.isEmpty()) {
            lines.add("                // In production nobody received: "
                    + JavaText.comment(String.join(", ", unreceived)));
        }
        lines.add("                .everyMessageIsReceived();");
    }

    private static String hopsAssertion(boolean failed, boolean concurrent) {
        if (failed) {
            return concurrent ? "containsHops" : "containsHopsInOrder";
        }
        return concurrent ? "hasHopsInAnyOrder" : "hasHops";
    }

    private static List<String> failures(Section section) {
        List<String> failures = new ArrayList<>();
        section.steps().forEach(step -> {
            if (Outcomes.failed(step.outcome())) {
                failures.add(failure(step));
            } else if (step.open()) {
                failures.add(step.main().endpoint() + " in " + step.moduleType() + " has not ended");
            }
        });
        section.attempts().stream()
                .filter(Message::unreceived)
                .forEach(message -> failures.add(section.name(message) + " was received by nobody"));
        return failures;
    }

    private static String failure(Step step) {
        StoredEvent event = step.main();
        String status =
                event.result() == null ? "" : event.result().path("status").asString("");
        return event.endpoint() + " in " + step.moduleType() + ": " + step.outcome()
                + (status.isEmpty() ? "" : " " + status)
                + (event.errorType() == null ? "" : ", " + event.errorType())
                + (event.errorMessage() == null ? "" : ": " + event.errorMessage());
    }
}
