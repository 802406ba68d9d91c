/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule's query with values in place of its parameters, on the same lines as in the file. A value that differs by module
 * or endpoint becomes a {@code CASE} over the columns {@code module_type} and {@code endpoint}.
 */
public final class RuleSql {

    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*'|`[^`]*`|\"[^\"]*\"|--[^\\n]*|/\\*[\\s\\S]*?\\*/|(?<![:\\w]):([A-Za-z_]\\w*)");

    private final RuleDefinition rule;
    private final String text;
    private final List<Shift> shifts;

    private RuleSql(RuleDefinition rule, String text, List<Shift> shifts) {
        this.rule = rule;
        this.text = text;
        this.shifts = shifts;
    }

    /**
     * The query with the values that count.
     *
     * @param overrides those of other rules are passed over
     */
    public static RuleSql of(RuleDefinition rule, List<ParameterOverride> overrides) throws RuleProblemException {
        Map<String, String> values = values(rule, overrides);
        StringBuilder filled = new StringBuilder();
        List<Shift> shifts = new ArrayList<>();
        String source = withoutSemicolon(rule.text());
        Matcher token = TOKEN.matcher(source);
        int copied = 0;
        while (token.find()) {
            if (token.group(1) == null) {
                continue;
            }
            String value = values.get(token.group(1));
            if (value == null) {
                Place place = Place.of(source, token.start());
                throw problem(rule, place.line(), place.column(), "there is no parameter \"" + token.group(1) + "\"");
            }
            filled.append(source, copied, token.start());
            Place from = Place.of(filled, filled.length());
            filled.append(value);
            shifts.add(new Shift(from, value.length(), token.end() - token.start()));
            copied = token.end();
        }
        filled.append(source, copied, source.length());
        return new RuleSql(rule, filled.toString(), shifts);
    }

    public String text() {
        return text;
    }

    /** The same without the header, which tells people and not Flink what the query is. */
    public String query() {
        return text.lines().skip(rule.firstLine() - 1L).collect(Collectors.joining("\n"));
    }

    /** The problem that Flink found at a place in {@link #text()}, at its place in the file. */
    public RuleProblem problem(int line, int column, String message) {
        int written = column;
        for (Shift shift : shifts) {
            int inside = column - shift.from().column();
            if (shift.from().line() == line && inside > 0) {
                written += inside < shift.length() ? -inside : shift.written() - shift.length();
            }
        }
        return new RuleProblem(rule.file(), line, written, message);
    }

    /** A problem of the query as a whole. */
    public RuleProblem problem(String message) {
        return new RuleProblem(rule.file(), rule.firstLine(), 1, message);
    }

    private static Map<String, String> values(RuleDefinition rule, List<ParameterOverride> overrides)
            throws RuleProblemException {
        for (ParameterOverride override : overrides) {
            if (override.rule().equals(rule.id())
                    && rule.parameters().stream()
                            .noneMatch(known -> known.name().equals(override.parameter()))) {
                throw problem(rule, 1, 1, "a value is set for \"" + override.parameter() + "\", which is no parameter");
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : rule.parameters()) {
            values.put(
                    parameter.name(),
                    value(
                            rule,
                            parameter,
                            overrides.stream()
                                    .filter(override -> override.rule().equals(rule.id())
                                            && override.parameter().equals(parameter.name()))
                                    .sorted(Comparator.comparingInt(ParameterOverride::specificity)
                                            .reversed())
                                    .toList()));
        }
        return values;
    }

    private static String value(RuleDefinition rule, Parameter parameter, List<ParameterOverride> overrides)
            throws RuleProblemException {
        String general = parameter.type().sql(parameter.defaultValue());
        StringBuilder cases = new StringBuilder();
        for (ParameterOverride override : overrides) {
            String sql;
            try {
                sql = parameter.type().sql(override.value());
            } catch (IllegalArgumentException unusable) {
                throw problem(
                        rule,
                        1,
                        1,
                        "the value that is set for " + parameter.name() + ", \"" + override.value() + "\", is no "
                                + parameter.type().word() + " (" + unusable.getMessage() + ")");
            }
            if (override.isGeneral()) {
                general = sql;
            } else if (parameter.type().mayDiffer()) {
                cases.append(" WHEN ")
                        .append(condition(override))
                        .append(" THEN ")
                        .append(sql);
            } else {
                throw problem(
                        rule,
                        1,
                        1,
                        parameter.name() + " is an interval, which is the same for all modules and endpoints");
            }
        }
        return cases.isEmpty() ? general : "(CASE" + cases + " ELSE " + general + " END)";
    }

    private static String condition(ParameterOverride override) {
        List<String> conditions = new ArrayList<>();
        if (override.module() != null) {
            conditions.add("module_type = " + literal(override.module()));
        }
        if (override.endpoint() != null) {
            conditions.add("endpoint = " + literal(override.endpoint()));
        }
        return String.join(" AND ", conditions);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String withoutSemicolon(String text) {
        String stripped = text.stripTrailing();
        return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }

    private static RuleProblemException problem(RuleDefinition rule, int line, int column, String message) {
        return new RuleProblemException(new RuleProblem(rule.file(), line, column, message));
    }

    /** A value in the filled text, and how long what it stands for was in the file. */
    private record Shift(Place from, int length, int written) {}

    private record Place(int line, int column) {

        static Place of(CharSequence text, int offset) {
            int line = 1;
            int column = 1;
            for (int i = 0; i < offset; i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                    column = 1;
                } else {
                    column++;
                }
            }
            return new Place(line, column);
        }
    }
}
