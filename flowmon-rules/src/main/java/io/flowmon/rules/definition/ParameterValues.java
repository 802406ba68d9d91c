/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The numbers that a rule's parameters stand for, durations in seconds, by the values that are set. Any thread. */
public final class ParameterValues {

    private final RuleDefinition rule;
    private final List<ParameterOverride> overrides;

    /** @param overrides those of other rules are passed over */
    public ParameterValues(RuleDefinition rule, List<ParameterOverride> overrides) {
        this.rule = rule;
        this.overrides = overrides.stream()
                .filter(override -> override.rule().equals(rule.id()))
                .toList();
    }

    /** A value for a module, an endpoint, or an endpoint of a module. */
    public record Special(ParameterOverride where, double value) {}

    /**
     * What counts where nothing more specific is set; empty if the rule has no such parameter.
     *
     * @throws IllegalArgumentException if a value is none of the parameter's type; such a rule does not run
     */
    public Optional<Double> general(String parameter) {
        return parameter(parameter).map(found -> found.type()
                .number(overrides(parameter).stream()
                        .filter(ParameterOverride::isGeneral)
                        .map(ParameterOverride::value)
                        .reduce(found.defaultValue(), (earlier, later) -> later)));
    }

    /**
     * What counts elsewhere, the most specific first, as in the rule's SQL.
     *
     * @throws IllegalArgumentException as above
     */
    public List<Special> special(String parameter) {
        return parameter(parameter)
                .map(found -> overrides(parameter).stream()
                        .filter(override -> !override.isGeneral())
                        .sorted(Comparator.comparingInt(ParameterOverride::specificity)
                                .reversed())
                        .map(override -> new Special(override, found.type().number(override.value())))
                        .toList())
                .orElse(List.of());
    }

    private Optional<Parameter> parameter(String name) {
        return rule.parameters().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private List<ParameterOverride> overrides(String parameter) {
        return overrides.stream()
                .filter(override -> override.parameter().equals(parameter))
                .toList();
    }
}
