/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.HeartbeatReport;
import io.flowmon.core.wire.WireMessage.Heartbeat;
import io.flowmon.rules.definition.RuleSet;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From an event at the intake to an alert at the API, in a real server, which takes seconds to start its rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesInServerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String OWN_RULE = """
            -- name: Large order
            -- severity: info
            -- meaning: An order is large.
            -- what-to-do: Be glad.
            SELECT endpoint AS alert_key, event_time AS observed_at, elapsed_time AS observed, 5 AS threshold
            FROM events
            WHERE ends_action
            """;

    private static final int SHIPPED = RuleSet.shipped().rules().size();

    @TempDir
    static Path folder;

    private ConfigurableApplicationContext server;
    private ApiClient client;

    @BeforeAll
    void start() throws IOException {
        Files.createDirectories(rules());
        startServer();
    }

    @AfterEach
    void removeOwnRules() throws IOException {
        Files.deleteIfExists(rules().resolve("large-order.sql"));
        Files.deleteIfExists(rules().resolve("wrong.sql"));
        Files.deleteIfExists(rules().resolve("mistaken.sql"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void slowStep_isAnAlert_withTheRulesWords_andTheFlowBehindIt() throws Exception {
        awaitRunning(SHIPPED);
        String flow = flow();
        post(flow, "GET /orders", 0.31);
        post(flow(), "GET /items", 0.29);

        JsonNode alert = awaitAlert("slow-step", "orders GET /orders");

        assertThat(alert.get("key").stringValue()).isEqualTo("orders GET /orders");
        assertThat(alert.get("name").stringValue()).isEqualTo("Slow step");
        assertThat(alert.get("state").stringValue()).isEqualTo("open");
        assertThat(alert.get("value").doubleValue()).isEqualTo(0.31);
        assertThat(alert.get("threshold").doubleValue()).isEqualTo(0.3);
        assertThat(alert.get("count").intValue()).isOne();
        assertThat(alert.get("flows").get(0).stringValue()).isEqualTo(flow);
        assertThat(client.get("/api/alerts/" + alert.get("id").stringValue()).body())
                .contains(flow, "what_to_do");
        assertThat(alerts("slow-step", "orders GET /items")).isEmpty();
        assertNames(client.get("/api/flows/" + flow).body(), alert);
        assertThat(client.json("/api/flows?endpoint=GET%20/orders").get("flows"))
                .singleElement()
                .satisfies(summary -> assertNames(summary.toString(), alert));
        assertThat(client.get("/api/alerts?state=resolved&rule=slow-step").body())
                .isEqualTo("{\"alerts\":[]}");
        assertThat(client.get("/api/alerts/none").statusCode()).isEqualTo(404);
        assertThat(client.get("/api/alerts?state=odd").statusCode()).isEqualTo(400);
    }

    @Test
    void restart_goesOnWithTheAlert() throws Exception {
        awaitRunning(SHIPPED);
        post(flow(), "GET /restarted", 0.4);
        String id = awaitAlert("slow-step", "orders GET /restarted").get("id").stringValue();

        server.close();
        startServer();
        awaitRunning(SHIPPED);
        post(flow(), "GET /restarted", 0.5);

        await().atMost(PATIENCE).until(() -> alerts("slow-step", "orders GET /restarted").stream()
                .anyMatch(alert -> alert.get("count").intValue() == 2));
        assertThat(alerts("slow-step", "orders GET /restarted"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.get("id").stringValue()).isEqualTo(id));
    }

    @Test
    void instanceThatFallsSilent_isAnAlert_andSoIsItsServiceUntilAnotherOneIsThere() throws Exception {
        awaitRunning(SHIPPED);
        String module = "shop_" + UUID.randomUUID();
        try (Dealer dealer = new Dealer(server.getBean(ZeroMqIntake.class).port())) {
            dealer.send(heartbeat(module, module + "_1"));
            assertThat(awaitAlert("broken-instance", module + "_1")
                            .get("module_type")
                            .stringValue())
                    .isEqualTo(module);
            assertThat(awaitAlert("broken-service", module).get("severity").stringValue())
                    .isEqualTo("critical");

            await().atMost(PATIENCE).untilAsserted(() -> {
                dealer.send(heartbeat(module, module + "_2"));
                assertThat(awaitAlert("broken-service", module).get("state").stringValue())
                        .isEqualTo("resolved");
            });
        }
        assertThat(awaitAlert("broken-instance", module + "_1").get("state").stringValue())
                .isEqualTo("open");
    }

    private static Heartbeat heartbeat(String module, String instance) {
        return new Heartbeat(
                new UUID(0, instance.hashCode()),
                new HeartbeatReport(module, instance, HeartbeatReport.State.UP, Instant.now(), 1, Map.of(), null)
                        .toJson());
    }

    @Test
    void fileInTheFolder_isARuleSoonAfter_andAMistakeIsTold() throws Exception {
        awaitRunning(SHIPPED);
        Files.writeString(rules().resolve("large-order.sql"), OWN_RULE);
        Files.writeString(rules().resolve("wrong.sql"), OWN_RULE.replace("elapsed_time", "elapsed"));
        awaitRunning(SHIPPED + 1);
        post(flow(), "POST /new", 7);

        awaitAlert("large-order", "POST /new");
        JsonNode problem = client.json("/api/rules")
                .get("problems")
                .valueStream()
                .filter(one -> one.get("file").stringValue().endsWith("wrong.sql"))
                .findFirst()
                .orElseThrow();
        assertThat(problem.get("line").intValue()).isEqualTo(5);
        assertThat(problem.get("message").stringValue()).contains("elapsed");
        JsonNode health = client.json("/actuator/health");
        assertThat(health.get("status").stringValue()).isEqualTo("UP");
        assertThat(health.get("components").get("rules").get("status").stringValue())
                .isEqualTo("UNKNOWN");
        assertThat(health.get("components").get("rules").toString()).contains("wrong.sql:5:");
        assertThat(client.get("/actuator/prometheus").body())
                .contains(
                        "flowmon_rules{state=\"running\"} %d.0".formatted(SHIPPED + 1),
                        "flowmon_rules{state=\"failed\"} 1.0",
                        "flowmon_rules_unusable 2.0") // a file, and a value that is set for a rule which is not there
                .containsPattern("flowmon_rules_lag_seconds \\d");
    }

    @Test
    void ruleThatIsChanged_opensItsAlertAgain_andOneThatIsGoneClosesIt() throws Exception {
        Files.writeString(rules().resolve("large-order.sql"), OWN_RULE);
        awaitRunning(SHIPPED + 1);
        post(flow(), "POST /changed", 7);
        post(flow(), "POST /changed", 8);
        awaitAlert("large-order", "POST /changed");

        Files.writeString(rules().resolve("large-order.sql"), OWN_RULE.replace("5 AS threshold", "6.5 AS threshold"));
        await().atMost(PATIENCE)
                .until(() -> large().get("threshold").doubleValue() == 6.5
                        && large().get("count").intValue() == 2);
        assertThat(alerts("large-order", "POST /changed")).hasSize(1);
        assertThat(large().get("state").stringValue()).isEqualTo("open");

        Files.delete(rules().resolve("large-order.sql"));
        await().atMost(PATIENCE).until(() -> large().get("state").stringValue().equals("resolved"));
    }

    @Test
    void rule_whoseThresholdIsNone_saysSo_andShowsTheRest() throws Exception {
        Files.writeString(rules().resolve("mistaken.sql"), """
                -- name: Mistaken
                -- severity: info
                -- meaning: An action took long.
                -- what-to-do: Look at it.
                -- measure: elapsed-max
                -- parameter: threshold duration 1s How long it may take.
                SELECT endpoint AS alert_key, event_time AS observed_at, elapsed_time AS observed,
                  :threshold AS threshold, correlation_id
                FROM events WHERE elapsed_time > :threshold
                """);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        client.get("/api/rules/mistaken/values").statusCode())
                .isEqualTo(409));
        assertThat(client.get("/rules/mistaken").body())
                .contains("cannot be told", "soon", "FROM events WHERE elapsed_time");
    }

    private static void assertNames(String flow, JsonNode alert) {
        assertThat(JsonMapper.shared().readTree(flow).get("alerts")).anySatisfy(mention -> {
            assertThat(mention.get("id")).isEqualTo(alert.get("id"));
            assertThat(mention.get("rule").stringValue()).isEqualTo("slow-step");
            assertThat(mention.get("name").stringValue()).isEqualTo("Slow step");
            assertThat(mention.get("severity").stringValue()).isEqualTo("warning");
            assertThat(mention.get("state").stringValue()).isEqualTo("open");
        });
    }

    private JsonNode large() throws Exception {
        return alerts("large-order", "POST /changed").get(0);
    }

    private void startServer() {
        server = SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=0",
                "--flowmon.server.zeromq.gone-after=2s",
                "--flowmon.server.data=" + folder.resolve("data"),
                "--flowmon.server.rules.enabled=true",
                "--flowmon.server.rules.folder=" + rules(),
                "--flowmon.server.rules.values[0].rule=mistaken",
                "--flowmon.server.rules.values[0].parameter=threshold",
                "--flowmon.server.rules.values[0].value=soon");
        client = new ApiClient(server);
    }

    private Path rules() {
        return folder.resolve("rules");
    }

    private void awaitRunning(int rules) {
        await().atMost(PATIENCE)
                .until(
                        () -> client.json("/api/rules")
                                .get("rules")
                                .valueStream()
                                .filter(rule -> rule.path("up_to").isString())
                                .count(),
                        count -> count == rules);
    }

    private JsonNode awaitAlert(String rule, String key) {
        return await().atMost(PATIENCE)
                .until(() -> alerts(rule, key), found -> found.size() == 1)
                .get(0);
    }

    private List<JsonNode> alerts(String rule, String key) throws Exception {
        return client.json("/api/alerts?rule=" + rule)
                .get("alerts")
                .valueStream()
                .filter(alert -> alert.get("key").stringValue().equals(key))
                .toList();
    }

    private void post(String flow, String endpoint, double seconds) throws Exception {
        String now = Instant.now().toString();
        String event = """
                {"event_id": "%s", "correlation_id": "%s", "timestamp": "%s", "module_type": "orders",
                 "module_id": "orders_host_1", "endpoint": "%s", "message_type": "End call", "role": "receiver",
                 "action_id": "%s", "end_timestamp": "%s", "elapsed_time": %s, "outcome": "ok"}
                """.formatted(UUID.randomUUID(), flow, now, endpoint, UUID.randomUUID(), now, seconds);
        HttpResponse<String> answer = client.post("/api/events", "[" + event + "]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static String flow() {
        return UUID.randomUUID().toString();
    }
}
