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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a scenario's lines: words, {@code key=value}, and {@code 'what has spaces'}. */
final class ScenarioReader {

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

    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Duration> restarts = new ArrayList<>();
    private final List<ParameterOverride> overrides = new ArrayList<>();
    private final List<Scenario.Held> held = new ArrayList<>();
    private final List<Scenario.News> senders = new ArrayList<>();
    private final List<ExpectedAlert> expected = new ArrayList<>();
    private @Nullable String rule;
    private @Nullable Duration until;
    private boolean nothingExpected;

    private ScenarioReader() {}

    static Scenario read(String name, String file) throws ScenarioException {
        ScenarioReader reader = new ScenarioReader();
        int number = 0;
        for (String text : file.split("\\R", -1)) {
            number++;
            String stripped = text.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                ScenarioLine line = ScenarioLine.of(name, number, stripped);
                try {
                    reader.read(line);
                } catch (IllegalArgumentException unusable) {
                    throw line.problem(String.valueOf(unusable.getMessage()));
                }
            }
        }
        return reader.scenario(name, number);
    }

    private void read(ScenarioLine line) throws ScenarioException {
        switch (line.words().get(0)) {
            case "rule" -> rule = line.at(1, "the rule's name");
            case "set" -> overrides.add(override(line));
            case "until" -> until = line.secondsAt(1);
            case "restart" -> restarts.add(line.secondsAt(1));
            case "held" -> held.add(held(line));
            case "sender" -> senders.add(sender(line));
            case "loss" -> senders.add(loss(line));
            case "expect" -> expect(line);
            default -> event(line);
        }
    }

    private ParameterOverride override(ScenarioLine line) throws ScenarioException {
        Map<String, String> pairs = line.pairsFrom(2, Set.of("module", "endpoint"));
        String[] value = line.at(1, "parameter=value").split("=", 2);
        if (value.length < 2 || rule == null) {
            throw line.problem("write \"set parameter=value\" after the line that names the rule");
        }
        return new ParameterOverride(
                rule, pairs.get("module"), pairs.get("endpoint"), value[0], ScenarioLine.unquoted(value[1]));
    }

    private Scenario.Held held(ScenarioLine line) throws ScenarioException {
        Map<String, String> pairs = line.pairsFrom(1, Set.of("from", "until", "oldest"));
        return new Scenario.Held(
                line.seconds(pairs, "from"), line.seconds(pairs, "until"), line.seconds(pairs, "oldest"));
    }

    private Scenario.News sender(ScenarioLine line) throws ScenarioException {
        Duration at = line.secondsAt(1);
        String state = line.at(3, "up, bye or gone");
        if (!Set.of("up", "bye", "gone").contains(state)) {
            throw line.problem("a sender is up, says bye, or is gone");
        }
        String[] module = line.moduleAt(2);
        Duration since = line.seconds(line.pairsFrom(4, Set.of("since"))
                .getOrDefault("since", line.words().get(1)));
        return new Scenario.News(
                at,
                new SenderState.Instance(
                        module[0],
                        module[1],
                        SenderState.State.valueOf(state.toUpperCase(Locale.ROOT)),
                        Scenario.BEGIN.plus(since)),
                null);
    }

    private Scenario.News loss(ScenarioLine line) throws ScenarioException {
        Map<String, String> pairs = line.pairsFrom(3, Set.of("from", "until"));
        return new Scenario.News(
                line.secondsAt(1),
                null,
                new EventLoss(
                        line.at(2, "the module"),
                        Scenario.BEGIN.plus(line.seconds(pairs, "from")).toEpochMilli(),
                        Scenario.BEGIN.plus(line.seconds(pairs, "until")).toEpochMilli()));
    }

    private void expect(ScenarioLine line) throws ScenarioException {
        String state = line.at(1, "open, resolved or nothing");
        if (state.equals("nothing") && line.size() == 2) {
            nothingExpected = true;
            return;
        }
        if (!state.equals("open") && !state.equals("resolved")) {
            throw line.problem("an alert is expected to be open or resolved; or nothing is expected");
        }
        Map<String, String> figures = line.pairsFrom(3, Set.copyOf(ExpectedAlert.FIGURES));
        expected.add(new ExpectedAlert(line.number(), line.at(2, "the alert's key"), state.equals("open"), figures));
    }

    private void event(ScenarioLine line) throws ScenarioException {
        Duration received = line.secondsAt(0);
        String[] module = line.moduleAt(1);
        String type = line.at(2, "the message type");
        String endpoint = line.at(3, "the endpoint");
        Map<String, String> pairs = line.pairsFrom(4, EVENT_KEYS);
        int times = Integer.parseInt(pairs.getOrDefault("repeat", "1"));
        Duration every = line.seconds(pairs.getOrDefault("every", "0"));
        Duration at = pairs.containsKey("at") ? line.seconds(pairs.get("at")) : received;
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

    private Scenario scenario(String file, int lastLine) throws ScenarioException {
        if (rule == null) {
            throw new ScenarioException(file, lastLine, "no line names the rule");
        }
        if (expected.isEmpty() != nothingExpected) {
            throw new ScenarioException(file, lastLine, "say which alerts are expected, or \"expect nothing\"");
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

    /** An event on its way, which gets its number from the order of arrival. */
    private record Arrival(Duration received, LongFunction<RuleEvent> event) {}
}
