/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flowmon.rules.definition.Parameter;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.engine.RuleStatus;
import io.flowmon.server.settings.RulesSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rule, and how it is doing.
 *
 * @param state {@code starting}, {@code running}, {@code restarting} or {@code failed}
 * @param problem why it does not run; absent while it runs
 * @param upTo what was received before has been judged
 * @param unit of its values; may be empty
 * @param measure what its threshold is compared with, such as {@code elapsed-max}; absent if it names none
 * @param text its file, header and SQL; absent in the list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleDocument(
        String rule,
        String name,
        String severity,
        String meaning,
        String whatToDo,
        String file,
        String state,
        @Nullable String problem,
        @Nullable Instant upTo,
        String unit,
        List<Setting> parameters,
        @Nullable String measure,
        @Nullable String text) {

    public RuleDocument {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter, such as a threshold.
     *
     * @param defaultValue as the rule's file has it
     * @param values those that are set in its place
     */
    public record Setting(String name, String type, String defaultValue, String meaning, List<Value> values) {

        public Setting {
            values = List.copyOf(values);
        }

        /** What counts where no module or endpoint has a value of its own. */
        public String used() {
            return values.stream()
                    .filter(value -> value.module() == null && value.endpoint() == null)
                    .map(Value::value)
                    .reduce(defaultValue, (earlier, later) -> later);
        }
    }

    /** A value for all, or for a module, an endpoint, or both. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Value(
            String value, @Nullable String module, @Nullable String endpoint) {}

    static RuleDocument of(RuleStatus status, RulesSettings settings, boolean withText) {
        RuleDefinition rule = status.rule();
        return new RuleDocument(
                rule.id(),
                rule.name(),
                rule.severity().name().toLowerCase(Locale.ROOT),
                rule.meaning(),
                rule.whatToDo(),
                rule.file(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.problem(),
                status.upTo(),
                rule.unit(),
                rule.parameters().stream()
                        .map(parameter -> setting(rule.id(), parameter, settings))
                        .toList(),
                rule.comparison() == null ? null : rule.comparison().measure().word(),
                withText ? rule.text() : null);
    }

    private static Setting setting(String rule, Parameter parameter, RulesSettings settings) {
        return new Setting(
                parameter.name(),
                parameter.type().name().toLowerCase(Locale.ROOT),
                parameter.defaultValue(),
                parameter.meaning(),
                settings.values().stream()
                        .filter(value ->
                                value.rule().equals(rule) && value.parameter().equals(parameter.name()))
                        .map(value -> new Value(value.value(), value.module(), value.endpoint()))
                        .toList());
    }
}
