/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.json.JsonMapper;

/** A draft as a contract's file. Texts are written as JSON writes them, which is YAML as well. */
final class DraftText {

    /** What a deadline leaves to spare: of 100 flows the slowest but one may take twice as long. */
    private static final double SHARE = 0.99;

    private static final int MARGIN = 2;
    private static final long LEAST_MILLIS = 100;
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.UP);
    /** Besides those that JSON escapes. */
    private static final String LINE_BREAKS = "\u0085\u2028\u2029\uFEFF";

    private static final Duration SHORTEST_SETTLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SETTLE = Duration.ofMinutes(30);

    private final StringBuilder text = new StringBuilder();

    private DraftText() {}

    static String of(Draft draft) {
        return new DraftText().write(draft);
    }

    private String write(Draft draft) {
        DraftStep root = draft.root();
        text.append("# Drawn from %d flows that went well, which began from %s to %s.\n"
                .formatted(
                        draft.durations().size(),
                        draft.oldest() == null ? "" : draft.oldest().truncatedTo(ChronoUnit.SECONDS),
                        draft.newest() == null ? "" : draft.newest().truncatedTo(ChronoUnit.SECONDS)));
        LeftOut leftOut = draft.leftOut();
        leftOut(leftOut.notWhole(), "they had not ended, or had messages whose cause is not known");
        leftOut(leftOut.alerted(), "alerts of severity warning or critical name them");
        leftOut(leftOut.lossy(), "messages of them were lost");
        text.append("# Each deadline is twice what 99 % of them kept, or what the slowest one took.\n");
        line(0, "name: " + quoted(root.name().endpoint() + " of " + root.name().module()));
        line(0, "severity: warning");
        line(0, "starts-with:");
        line(1, "module: " + pattern(String.valueOf(root.name().module())));
        line(1, "endpoint: " + pattern(root.name().endpoint()));
        line(0, "within: " + deadline(draft.durations()));
        line(0, "settle: " + settle(draft.longestPause()));
        line(0, "others: forbidden");
        below(root, 0);
        return text.toString();
    }

    private void leftOut(int flows, String why) {
        if (flows > 0) {
            text.append("# %d more %s left out: %s.\n".formatted(flows, flows == 1 ? "was" : "were", why));
        }
    }

    private void below(DraftStep above, int indent) {
        List<DraftStep> steps = above.below();
        if (steps.isEmpty()) {
            return;
        }
        if (above.isInOrder()) {
            line(indent, "order: sequential");
        }
        line(indent, "steps:");
        for (DraftStep step : steps) {
            String dash = "- ";
            if (step.name().module() != null) {
                line(indent + 1, dash + "module: " + pattern(step.name().module()));
                dash = "  ";
            }
            line(indent + 1, dash + "endpoint: " + pattern(step.name().endpoint()));
            if (!step.count().equals(Count.ONE)) {
                line(indent + 2, "count: " + step.count());
            }
            if (step.isOptionalBelow(above)) {
                line(indent + 2, "optional: true");
            }
            line(indent + 2, "within: " + deadline(step.ends()));
            below(step, indent + 2);
        }
    }

    private void line(int indent, String line) {
        text.append("  ".repeat(indent)).append(line).append('\n');
    }

    private static String deadline(List<Duration> durations) {
        Duration usual = DraftStep.percentile(durations, SHARE).multipliedBy(MARGIN);
        Duration longest = DraftStep.percentile(durations, 1);
        return rounded(usual.compareTo(longest) > 0 ? usual : longest);
    }

    private static String settle(Duration longestPause) {
        Duration settle = longestPause.multipliedBy(MARGIN);
        settle = settle.compareTo(SHORTEST_SETTLE) < 0 ? SHORTEST_SETTLE : settle;
        return (settle.compareTo(LONGEST_SETTLE) > 0 ? LONGEST_SETTLE : settle).toSeconds() + "s";
    }

    /** Two digits, upwards; a day at most, which is the longest that a contract takes. */
    private static String rounded(Duration duration) {
        long millis =
                Math.max(LEAST_MILLIS, Math.min(duration.plusMillis(1).toMillis(), StepReader.LONGEST.toMillis()));
        long round = Math.min(BigDecimal.valueOf(millis).round(TWO_DIGITS).longValue(), StepReader.LONGEST.toMillis());
        return round % 1_000 == 0 ? round / 1_000 + "s" : round + "ms";
    }

    /** The name alone, whatever characters it has. */
    private static String pattern(String name) {
        return quoted(Glob.exactly(name).text());
    }

    private static String quoted(String value) {
        StringBuilder yaml = new StringBuilder();
        JsonMapper.shared().writeValueAsString(value).codePoints().forEach(character -> {
            if (StreamReader.isPrintable(character) && LINE_BREAKS.indexOf(character) < 0) {
                yaml.appendCodePoint(character);
            } else {
                yaml.append(String.format(Locale.ROOT, "\\U%08x", character));
            }
        });
        return yaml.toString();
    }
}
