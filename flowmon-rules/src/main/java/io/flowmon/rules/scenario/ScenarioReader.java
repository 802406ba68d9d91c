/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.SenderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a scenario's lines: words, {@code key=value}, and {@code 'what has spaces'}. */
final class ScenarioReader {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s'=]+=)?(?:'[^']*'|[^\\s']+)");
    private static final Set<String> EVENT_KEYS = Set.of(
            "flow",
            "action",
            "message",
            "parent",
            "elapsed",
            "outcome",
            "role",
            "at",
            "peer",
            "group",
            "redelivered",
            "receivers",
            "rate",
            "repeat",
            "every");
    private static final double NANOS = 1e9;

    private final String file;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Duration> restarts = new ArrayList<>();
    private final List<ParameterOverride> overrides = new ArrayList<>();
    private final List<Scenario.Held> held = new ArrayList<>();
    private final List<Scenario.News> senders = new ArrayList<>();
    private final List<ExpectedAlert> expected = new ArrayList<>();
    private @Nullable String rule;
    private @Nullable Duration until;
    private boolean nothingExpected;
    private int line;

    private ScenarioReader(String file) {
        this.file = file;
    }

    static Scenario read(String file, String text) throws ScenarioException {
        ScenarioReader reader = new ScenarioReader(file);
        for (String line : text.split("\\R", -1)) {
            reader.line++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                try {
                    reader.read(words(stripped));
                } catch (IllegalArgumentException unusable) {
                    throw reader.problem(String.valueOf(unusable.getMessage()));
                }
            }
        }
        return reader.scenario();
    }

    private void read(List<String> words) throws ScenarioException {
        switch (words.get(0)) {
            case "rule" -> rule = at(words, 1, "the rule's name");
            case "set" -> overrides.add(override(words));
            case "until" -> until = seconds(at(words, 1, "a time"));
            case "restart" -> restarts.add(seconds(at(words, 1, "a time")));
            case "held" -> held.add(held(words));
            case "sender" -> senders.add(sender(words));
            case "loss" -> senders.add(loss(words));
            case "expect" -> expect(words);
            default -> event(words);
        }
    }

    private ParameterOverride override(List<String> words) throws ScenarioException {
        Map<String, String> pairs = pairs(words, 2, Set.of("module", "endpoint"));
        String[] value = at(words, 1, "parameter=value").split("=", 2);
        if (value.length < 2 || rule == null) {
            throw problem("write \"set parameter=value\" after the line that names the rule");
        }
        return new ParameterOverride(rule, pairs.get("module"), pairs.get("endpoint"), value[0], unquoted(value[1]));
    }

    private Scenario.Held held(List<String> words) throws ScenarioException {
        Map<String, String> pairs = pairs(words, 1, Set.of("from", "until", "oldest"));
        return new Scenario.Held(
                seconds(required(pairs, "from")),
                seconds(required(pairs, "until")),
                seconds(required(pairs, "oldest")));
    }

    private Scenario.News sender(List<String> words) throws ScenarioException {
        Duration at = seconds(at(words, 1, "a time"));
        String state = at(words, 3, "up, bye or gone");
        if (!Set.of("up", "bye", "gone").contains(state)) {
            throw problem("a sender is up, says bye, or is gone");
        }
        String[] module = module(words, 2);
        Duration since = seconds(pairs(words, 4, Set.of("since")).getOrDefault("since", words.get(1)));
        return new Scenario.News(
                at,
                new SenderState.Instance(
                        module[0],
                        module[1],
                        SenderState.State.valueOf(state.toUpperCase(Locale.ROOT)),
                        Scenario.BEGIN.plus(since)),
                null);
    }

    private Scenario.News loss(List<String> words) throws ScenarioException {
        Map<String, String> pairs = pairs(words, 3, Set.of("from", "until"));
        return new Scenario.News(
                seconds(at(words, 1, "a time")),
                null,
                new EventLoss(
                        at(words, 2, "the module"),
                        Scenario.BEGIN.plus(seconds(required(pairs, "from"))).toEpochMilli(),
                        Scenario.BEGIN.plus(seconds(required(pairs, "until"))).toEpochMilli()));
    }

    /** Type and id. */
    private String[] module(List<String> words, int index) throws ScenarioException {
        String[] module = at(words, index, "the module").split("/", 2);
        return new String[] {module[0], module.length > 1 ? module[1] : module[0] + "_host_1"};
    }

    private void expect(List<String> words) throws ScenarioException {
        String state = at(words, 1, "open, resolved or nothing");
        if (state.equals("nothing") && words.size() == 2) {
            nothingExpected = true;
            return;
        }
        if (!state.equals("open") && !state.equals("resolved")) {
            throw problem("an alert is expected to be open or resolved; or nothing is expected");
        }
        Map<String, String> figures = pairs(words, 3, Set.copyOf(ExpectedAlert.FIGURES));
        expected.add(new ExpectedAlert(line, at(words, 2, "the alert's key"), state.equals("open"), figures));
    }

    private void event(List<String> words) throws ScenarioException {
        Duration received = seconds(words.get(0));
        String[] module = module(words, 1);
        String type = at(words, 2, "the message type");
        String endpoint = at(words, 3, "the endpoint");
        Map<String, String> pairs = pairs(words, 4, EVENT_KEYS);
        int times = Integer.parseInt(pairs.getOrDefault("repeat", "1"));
        Duration every = seconds(pairs.getOrDefault("every", "0"));
        Duration at = pairs.containsKey("at") ? seconds(pairs.get("at")) : received;
        for (int i = 0; i < times; i++) {
            Duration later = every.multipliedBy(i);
            String suffix = times == 1 ? "" : "-" + i;
            arrivals.add(new Arrival(
                    received.plus(later),
                    arrival -> new RuleEvent(
                            arrival,
                            "event-" + arrival,
                            pairs.getOrDefault("flow", "flow") + suffix,
                            Scenario.BEGIN.plus(at).plus(later),
                            Scenario.BEGIN.plus(received).plus(later),
                            module[0],
                            module[1],
                            endpoint,
                            type,
                            pairs.getOrDefault("role", role(type)),
                            suffixed(pairs.get("action"), suffix),
                            suffixed(pairs.get("message"), suffix),
                            pairs.get("parent"),
                            pairs.containsKey("elapsed") ? Double.valueOf(pairs.get("elapsed")) : null,
                            pairs.containsKey("elapsed") ? pairs.getOrDefault("outcome", "ok") : pairs.get("outcome"),
                            pairs.get("peer"),
                            pairs.get("group"),
                            Boolean.parseBoolean(pairs.get("redelivered")),
                            pairs.containsKey("receivers") ? Long.valueOf(pairs.get("receivers")) : null,
                            Double.parseDouble(pairs.getOrDefault("rate", "1")))));
        }
    }

    private Scenario scenario() throws ScenarioException {
        if (rule == null) {
            throw problem("no line names the rule");
        }
        if (expected.isEmpty() != nothingExpected) {
            throw problem("say which alerts are expected, or \"expect nothing\"");
        }
        arrivals.sort(Comparator.comparing(Arrival::received));
        List<RuleEvent> events = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            events.add(arrival.event().apply(events.size() + 1L));
        }
        Duration last = Stream.concat(
                        arrivals.stream().map(Arrival::received),
                        senders.stream().map(Scenario.News::at))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Scenario(
                file,
                rule,
                List.copyOf(overrides),
                List.copyOf(events),
                restarts.stream().sorted().map(this::arrivedBefore).toList(),
                until == null ? last.plusSeconds(2) : until,
                List.copyOf(held),
                senders.stream().sorted(Comparator.comparing(Scenario.News::at)).toList(),
                List.copyOf(expected));
    }

    private int arrivedBefore(Duration time) {
        return (int) arrivals.stream()
                .filter(arrival -> arrival.received().compareTo(time) < 0)
                .count();
    }

    private static String role(String type) {
        return switch (type) {
            case "Begin call", "End call", "Received message", "Start processing", "End processing" -> "receiver";
            case "Begin service call", "End service call", "Send message" -> "sender";
            default -> "internal";
        };
    }

    private static @Nullable String suffixed(@Nullable String id, String suffix) {
        return id == null ? null : id + suffix;
    }

    private Map<String, String> pairs(List<String> words, int from, Set<String> known) throws ScenarioException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words.subList(Math.min(from, words.size()), words.size())) {
            String[] pair = word.split("=", 2);
            if (pair.length < 2 || !known.contains(pair[0])) {
                throw problem("\"" + word + "\" means nothing here; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            pairs.put(pair[0], unquoted(pair[1]));
        }
        return pairs;
    }

    private String required(Map<String, String> pairs, String key) throws ScenarioException {
        String value = pairs.get(key);
        if (value == null) {
            throw problem(key + "= is missing");
        }
        return value;
    }

    private String at(List<String> words, int index, String what) throws ScenarioException {
        if (index >= words.size()) {
            throw problem(what + " is missing");
        }
        return unquoted(words.get(index));
    }

    private Duration seconds(String word) throws ScenarioException {
        try {
            return Duration.ofNanos(Math.round(Double.parseDouble(word) * NANOS));
        } catch (NumberFormatException none) {
            throw problem("\"" + word + "\" is no time in seconds");
        }
    }

    private ScenarioException problem(String message) {
        return new ScenarioException(file, line, message);
    }

    private static String unquoted(String word) {
        return word.length() > 1 && word.startsWith("'") && word.endsWith("'")
                ? word.substring(1, word.length() - 1)
                : word;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("there is nothing in this line that can be read");
        }
        return words;
    }

    /** An event on its way, which gets its number from the order of arrival. */
    private record Arrival(Duration received, LongFunction<RuleEvent> event) {}
}
