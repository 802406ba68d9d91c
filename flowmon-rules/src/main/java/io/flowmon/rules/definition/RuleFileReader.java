/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** Reads the header of a rule's file: comment lines {@code -- key: value}; one that is indented further goes on. */
final class RuleFileReader {

    private static final Pattern ENTRY = Pattern.compile("--\\s?([A-Za-z][A-Za-z-]*):\\s*(.*)");
    private static final Pattern CONTINUATION = Pattern.compile("--\\s{2,}(\\S.*)");
    private static final Pattern PARAMETER = Pattern.compile("([a-z][a-z0-9_]*)\\s+(\\S+)\\s+(\\S+)\\s+(.+)");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Set<String> KEYS = Set.of(
            "name",
            "severity",
            "meaning",
            "what-to-do",
            "unit",
            "resolve-after",
            "waits-for-senders",
            "measure",
            "parameter");
    private static final Duration RESOLVE_AFTER = Duration.ofMinutes(1);
    private static final String EXTENSION = ".sql";

    private final String file;
    private final String[] lines;
    private final String text;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Entry> parameters = new ArrayList<>();

    private RuleFileReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.lines = text.split("\\R", -1);
    }

    /**
     * @param fileName the file's own name, which gives the rule its id
     * @param file what the file is called in messages
     */
    static RuleDefinition read(String fileName, String file, String text) throws RuleProblemException {
        return new RuleFileReader(file, text).read(fileName);
    }

    private RuleDefinition read(String fileName) throws RuleProblemException {
        String id = fileName.substring(0, fileName.length() - EXTENSION.length());
        if (!ID.matcher(id).matches()) {
            throw problem(1, 1, "a rule's file is named by small letters, digits and hyphens: " + fileName);
        }
        int firstLine = readHeader();
        List<Parameter> known = parameters();
        return new RuleDefinition(
                id,
                file,
                required("name").text(),
                severity(required("severity")),
                required("meaning").text(),
                required("what-to-do").text(),
                unit(),
                resolveAfter(),
                waitsForSenders(),
                known,
                comparison(known),
                text,
                firstLine);
    }

    private int readHeader() throws RuleProblemException {
        Entry last = null;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].stripTrailing();
            if (!line.startsWith("--")) {
                if (line.isBlank()) {
                    continue;
                }
                return i + 1;
            }
            Matcher entry = ENTRY.matcher(line);
            Matcher continuation = CONTINUATION.matcher(line);
            if (entry.matches()) {
                last = new Entry(entry.group(1).toLowerCase(Locale.ROOT), i + 1, entry.start(2) + 1, entry.group(2));
                add(last, entry.start(1) + 1);
            } else if (continuation.matches() && last != null) {
                last.append(continuation.group(1));
            } else if (!line.equals("--")) {
                throw problem(i + 1, 1, "the header has lines \"-- key: value\", continued by further indented ones");
            }
        }
        throw problem(lines.length, 1, "the file has no query");
    }

    private void add(Entry entry, int keyColumn) throws RuleProblemException {
        if (!KEYS.contains(entry.key)) {
            throw problem(
                    entry.line,
                    keyColumn,
                    "\"" + entry.key + "\" means nothing in a header; known are "
                            + String.join(", ", KEYS.stream().sorted().toList()));
        }
        if (entry.key.equals("parameter")) {
            parameters.add(entry);
        } else if (entries.put(entry.key, entry) != null) {
            throw problem(entry.line, keyColumn, "\"" + entry.key + "\" stands twice");
        }
    }

    private Entry required(String key) throws RuleProblemException {
        Entry entry = entries.get(key);
        if (entry == null || entry.text().isBlank()) {
            throw problem(entry == null ? 1 : entry.line, 1, "the header lacks \"" + key + "\"");
        }
        return entry;
    }

    private Severity severity(Entry entry) throws RuleProblemException {
        try {
            return Severity.valueOf(entry.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw problem(entry.line, entry.column, "a severity is info, warning or critical");
        }
    }

    private String unit() {
        Entry entry = entries.get("unit");
        return entry == null ? "" : entry.text();
    }

    private Duration resolveAfter() throws RuleProblemException {
        Entry entry = entries.get("resolve-after");
        if (entry == null) {
            return RESOLVE_AFTER;
        }
        try {
            Duration duration = TimeUtils.parseDuration(entry.text());
            if (duration.toMillis() > 0) {
                return duration;
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw problem(entry.line, entry.column, "\"" + entry.text() + "\" is no duration such as 30s or 5min");
    }

    private boolean waitsForSenders() throws RuleProblemException {
        Entry entry = entries.get("waits-for-senders");
        if (entry == null || entry.text().equals("no")) {
            return false;
        }
        if (entry.text().equals("yes")) {
            return true;
        }
        throw problem(entry.line, entry.column, "waits-for-senders is yes or no");
    }

    private @Nullable Comparison comparison(List<Parameter> known) throws RuleProblemException {
        Entry entry = entries.get("measure");
        if (entry == null) {
            return null;
        }
        try {
            return Comparison.of(entry.text(), known);
        } catch (IllegalArgumentException unusable) {
            throw problem(entry.line, entry.column, reason(unusable));
        }
    }

    private List<Parameter> parameters() throws RuleProblemException {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        for (Entry entry : parameters) {
            Parameter parameter = parameter(entry);
            if (byName.put(parameter.name(), parameter) != null) {
                throw problem(entry.line, entry.column, "the parameter \"" + parameter.name() + "\" stands twice");
            }
        }
        return List.copyOf(byName.values());
    }

    private Parameter parameter(Entry entry) throws RuleProblemException {
        Matcher parts = PARAMETER.matcher(entry.text());
        if (!parts.matches()) {
            throw problem(
                    entry.line, entry.column, "a parameter is written as: name type default meaning of the parameter");
        }
        try {
            ParameterType type = ParameterType.of(parts.group(2));
            type.sql(parts.group(3));
            return new Parameter(parts.group(1), type, parts.group(3), parts.group(4));
        } catch (IllegalArgumentException unusable) {
            throw problem(entry.line, entry.column, parts.group(1) + ": " + reason(unusable));
        }
    }

    private static String reason(IllegalArgumentException unusable) {
        String message = unusable.getMessage();
        return message == null ? "unusable value" : message;
    }

    private RuleProblemException problem(int line, int column, String message) {
        return new RuleProblemException(new RuleProblem(file, line, column, message));
    }

    private static final class Entry {

        private final String key;
        private final int line;
        private final int column;
        private final StringBuilder text;

        Entry(String key, int line, int column, String text) {
            this.key = key;
            this.line = line;
            this.column = column;
            this.text = new StringBuilder(text.strip());
        }

        void append(@Nullable String more) {
            text.append(' ').append(more);
        }

        String text() {
            return text.toString();
        }
    }
}
