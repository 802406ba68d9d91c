/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleProblem;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.rules.job.LocalStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules in this process, with the real clock. */
class RulesEngineTests {

    private static final String HEADER = """
            -- name: Slow
            -- severity: info
            -- meaning: Slow.
            -- what-to-do: Nothing.
            -- parameter: limit duration 300ms Limit.
            """;
    private static final String QUERY = """
            SELECT endpoint AS alert_key, event_time AS observed_at, elapsed_time AS observed, :limit AS threshold,
              correlation_id
            FROM events
            WHERE ends_action
            """;

    private final GrowingFeed feed = new GrowingFeed();
    private final KeptAlerts alerts = new KeptAlerts();

    @TempDir
    private Path folder;

    private RulesEngine engine;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(folder.resolve("rules"));
        engine = startEngine();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static final int SHIPPED = RuleSet.shipped().rules().size();

    @Test
    void run_shippedAndOwn_allRun_andAnEventRaisesAnAlert() throws IOException {
        write("mine.sql", HEADER + QUERY);

        assertThat(engine.run(rules())).isEmpty();
        feed.ended("GET /a", "slow", 0.5);

        await().untilAsserted(() -> {
            assertThat(alerts.flows("mine")).containsExactly("slow");
            assertThat(alerts.flows("slow-step")).containsExactly("slow");
        });
        await().untilAsserted(
                        () -> assertThat(engine.statuses()).hasSize(SHIPPED + 1).allSatisfy(status -> {
                            assertThat(status.state()).isEqualTo(RuleStatus.State.RUNNING);
                            assertThat(status.upTo()).isAfter(Instant.now().minusSeconds(5));
                        }));
    }

    @Test
    void run_ruleWithAMistake_isNamed_andNoOtherIsTouched() throws IOException {
        write("good.sql", HEADER + QUERY);
        write("syntax.sql", HEADER + "SELECT endpoint AS\nFROM WHERE");
        write("column.sql", HEADER + QUERY.replace("elapsed_time AS", "elapsed AS"));
        write("behind.sql", HEADER + QUERY.replace("  correlation_id", "  corelation_id AS correlation_id"));
        write("missing.sql", HEADER + QUERY.replace(", :limit AS threshold", ""));
        write("unknown.sql", HEADER + QUERY.replace("correlation_id", "correlation_id, peer AS caller"));
        write("type.sql", HEADER + QUERY.replace("elapsed_time AS", "received_at AS"));

        List<RuleProblem> problems = engine.run(rules());
        feed.ended("GET /a", "slow", 0.5);

        await().untilAsserted(() -> assertThat(alerts.flows("good")).containsExactly("slow"));
        assertThat(problems)
                .extracting(problem ->
                        Path.of(problem.file()).getFileName() + ":" + problem.line() + ":" + problem.column())
                .containsExactlyInAnyOrder(
                        "syntax.sql:7:1",
                        "column.sql:6:58",
                        "behind.sql:7:3",
                        "missing.sql:6:1",
                        "unknown.sql:6:1",
                        "type.sql:6:1");
        assertThat(engine.statuses())
                .filteredOn(status -> status.state() == RuleStatus.State.FAILED)
                .hasSize(6)
                .allSatisfy(status -> assertThat(status.problem()).isNotNull());
    }

    @Test
    void run_again_losesNoEvent_andWhatHasNotChangedGoesOn() throws IOException {
        write("kept.sql", HEADER + QUERY);
        write("gone.sql", HEADER + QUERY);
        write("changed.sql", HEADER + QUERY);
        engine.run(rules());
        feed.ended("GET /a", "first", 0.5);
        await().untilAsserted(() -> assertThat(alerts.flows("gone")).containsExactly("first"));
        await().untilAsserted(() -> assertThat(alerts.flows("kept")).containsExactly("first"));

        Files.delete(folder.resolve("rules/gone.sql"));
        feed.ended("GET /a", "between", 0.4);
        engine.run(RuleSet.load(
                Optional.of(folder.resolve("rules")),
                List.of(new ParameterOverride("changed", null, null, "limit", "450ms"))));
        feed.ended("GET /a", "last", 0.6);

        await().untilAsserted(() -> assertThat(alerts.flows("kept")).containsExactly("first", "between", "last"));
        await().untilAsserted(() -> assertThat(alerts.of("changed")).anySatisfy(signal -> {
            assertThat(signal.threshold()).isEqualTo(0.45);
            assertThat(signal.flows()).containsExactly("first", "last");
        }));
        assertThat(alerts.alerts("kept")).isOne();
        assertThat(alerts.beginnings("kept")).isOne();
        assertThat(alerts.beginnings("changed")).isEqualTo(2);
        assertThat(alerts.flows("gone")).doesNotContain("last");
        assertThat(engine.statuses()).extracting(status -> status.rule().id()).doesNotContain("gone");
    }

    @Test
    void start_again_goesOnWithTheOpenAlert() throws IOException {
        write("mine.sql", HEADER + QUERY);
        engine.run(rules());
        feed.ended("GET /a", "before", 0.5);
        await().untilAsserted(() -> assertThat(alerts.flows("mine")).containsExactly("before"));

        engine.close();
        feed.ended("GET /a", "meanwhile", 0.6);
        engine = startEngine();
        engine.run(rules());

        await().untilAsserted(() -> assertThat(alerts.of("mine"))
                .anySatisfy(signal -> assertThat(signal.count()).isEqualTo(2)));
        assertThat(alerts.alerts("mine")).isOne();
        assertThat(alerts.flows("mine")).containsExactly("before", "meanwhile");
        assertThat(alerts.beginnings("mine")).isOne();
    }

    @Test
    void run_ruleThatFailsWhileItRuns_saysSo_andNoOtherStops() throws IOException {
        write("failing.sql", HEADER + QUERY.replace("elapsed_time AS", "1 / (CHAR_LENGTH(endpoint) - 6) AS"));
        write("good.sql", HEADER + QUERY);
        engine.run(rules());

        feed.ended("GET /a", "slow", 0.5);

        await().untilAsserted(() -> assertThat(status("failing").problem()).contains("ArithmeticException"));
        feed.ended("GET /later", "later", 0.5);
        await().untilAsserted(() -> assertThat(alerts.flows("good")).containsExactly("slow", "later"));
    }

    /** As the kernel lists them: local address and state 0A, which is listening. */
    @Test
    void start_listensOnTheLoopbackAddressAlone() throws IOException {
        List<String> own = SocketInodes.ofThisProcess();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            assertThat(Files.readAllLines(Path.of(table)))
                    .extracting(line -> List.of(line.strip().split("\\s+", -1)))
                    .filteredOn(columns ->
                            own.contains(columns.get(9)) && columns.get(3).equals("0A"))
                    .allSatisfy(columns -> assertThat(columns.get(1))
                            .matches("0100007F:.*|0{24}01000000:.*|0{16}FFFF00000100007F:.*"));
        }
    }

    private RuleStatus status(String rule) {
        return engine.statuses().stream()
                .filter(status -> status.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private RulesEngine startEngine() throws IOException {
        Path checkpoints = folder.resolve("checkpoints");
        RulesEngineSettings settings =
                new RulesEngineSettings(checkpoints.toUri(), Duration.ofSeconds(1), Duration.ofMinutes(10), 32);
        return RulesEngine.start(settings, EmbeddedFlink.start(32, 1), alerts, sink -> LocalStreams.open(feed, sink));
    }

    private RuleSet rules() {
        return RuleSet.load(Optional.of(folder.resolve("rules")), List.of());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("rules").resolve(name), text);
    }
}
