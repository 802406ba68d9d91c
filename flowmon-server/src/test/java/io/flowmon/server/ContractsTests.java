/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.alert.AlertDesk;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import tools.jackson.databind.node.ObjectNode;

/** From a contract's file and a flow's events to an alert, in a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private ConfigurableApplicationContext server;
    private ApiClient api;
    private String name = "";

    @BeforeAll
    void start() throws IOException {
        Files.createDirectories(contracts());
        startServer();
    }

    @AfterEach
    void removeContract() throws IOException {
        if (!name.isEmpty()) {
            Files.deleteIfExists(file());
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void eachKindOfDeviation_isAnAlert_withTheDifferenceInWords_andTheFlowBehindIt() throws Exception {
        install("kinds", contract("within: 5s"));
        store(OrderEvents.healthy("kinds-healthy").call("root", "m", "shop", "mail", "POST /mails", 300, 310, "ok"));
        store(new OrderEvents("kinds-missing")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok"));
        store(OrderEvents.healthy("kinds-many")
                .message("post", "parcel2", "store", "worker", "LIST parcels", 70, 210, "ok")
                .message("post", "parcel3", "store", "worker", "LIST parcels", 80, 220, "ok"));
        store(OrderEvents.healthy("kinds-unexpected").call("get", "x", "store", "audit", "POST /audit", 12, 13, "ok"));
        store(new OrderEvents("kinds-order")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok")
                .message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "ok")
                .call("root", "get", "shop", "store", "GET /stock", 110, 120, "ok"));
        store(new OrderEvents("kinds-outcome")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok")
                .call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok")
                .message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "exception"));
        store(OrderEvents.healthy("kinds-late").call("root", "m", "shop", "mail", "POST /mails", 300, 5100, "ok"));

        assertAlert("missing message", "kinds-missing", 1, 0, "Expected 1 × POST /stock of store below POST /orders");
        assertAlert("too many messages", "kinds-many", 3, 2, "Expected 1..2 × LIST parcels of worker");
        assertAlert("unexpected message", "kinds-unexpected", 1, 0, "found 1 × POST /audit of audit");
        assertAlert("wrong order", "kinds-order", 1, 0, "Expected GET /stock of store before POST /stock of store");
        assertAlert("wrong outcome", "kinds-outcome", 1, 0, "found exception reported by worker");
        assertAlert("too late", "kinds-late", 5.1, 5, "Expected the whole flow within 5.00 s, took 5.10 s");
        JsonNode state = awaitJudged(7);
        assertThat(state.path("deviating").intValue()).isEqualTo(6);
        assertThat(state.path("state").stringValue()).isEqualTo("running");
        assertThat(state.path("text").stringValue()).contains("starts-with");
    }

    @Test
    void whatComesLate_takesTheDeviationBack() throws Exception {
        install("late-arrival", contract(""));
        OrderEvents flow = new OrderEvents("late-arrival-1")
                .begins("shop", "POST /orders", 0, 500)
                .call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok")
                .call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok");
        store(flow);
        JsonNode alert = awaitAlert("missing message");

        store(flow.message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "ok"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.json(path(alert)).path("state").stringValue())
                .isEqualTo("resolved"));
        assertThat(api.json(path(alert)).path("count").intValue()).isZero();
        assertThat(awaitJudged(2).path("deviating").intValue()).isZero();
    }

    @Test
    void whatMayStillComeInTime_isWaitedFor_evenIfTheFlowIsQuiet() throws Exception {
        install("deadline", contract("within: 1m"));
        OrderEvents missing = new OrderEvents("deadline-1").begins("shop", "POST /orders", 0, 500);
        store(missing.call("root", "get", "shop", "store", "GET /stock", 10, 20, "ok"));
        store(OrderEvents.healthy("deadline-2"));
        awaitJudged(1);

        store(missing.call("root", "post", "shop", "store", "POST /stock", 50, 100, "ok")
                .message("post", "parcel", "store", "worker", "LIST parcels", 60, 200, "ok"));

        assertThat(awaitJudged(2).path("deviating").intValue()).isZero();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void deadlineThatPasses_isJudged_thoughNothingArrives() throws Exception {
        install("passed", contract("within: 3s"));
        store(new OrderEvents("passed-1").begins("shop", "POST /orders", 0, 500));

        assertThat(awaitAlert("missing message").path("count").intValue()).isOne();
    }

    @Test
    void restartInTheMiddle_judgesEachFlowOnce_andAlertsOnce() throws Exception {
        install("restart", contract("").replace("settle: 1s", "settle: 4s"));
        store(new OrderEvents("restart-1").begins("shop", "POST /orders", 0, 500));
        awaitJudged(1);
        JsonNode alert = awaitAlert("missing message");
        store(new OrderEvents("restart-2").begins("shop", "POST /orders", 0, 500));
        store(OrderEvents.healthy("restart-3"));
        server.close();
        startServer();

        JsonNode state = awaitJudged(3);
        server.close();
        startServer();
        store(OrderEvents.healthy("restart-4"));

        assertThat(state.path("deviating").intValue()).isEqualTo(2);
        assertThat(awaitJudged(4).path("deviating").intValue()).isEqualTo(2);
        assertThat(alerts()).singleElement().satisfies(one -> {
            assertThat(one.path("id")).isEqualTo(alert.path("id"));
            assertThat(one.path("count").intValue()).isEqualTo(2);
            assertThat(one.path("flows").toString()).contains("restart-1", "restart-2");
        });
    }

    @Test
    void fileWithMistakes_isToldWithLineAndColumn_andRunsOnceTheyAreMended() throws Exception {
        install("mistakes", contract("ordr: any"), "unusable");
        JsonNode problem = state().path("problems").path(0);
        assertThat(problem.path("file").stringValue()).endsWith("mistakes.yaml");
        assertThat(problem.path("column").intValue()).isOne();
        assertThat(contract("ordr: any")
                        .lines()
                        .toList()
                        .get(problem.path("line").intValue() - 1))
                .startsWith("ordr");

        install("mistakes", contract(""));
        assertThat(state().path("problems").isEmpty()).isTrue();
        Files.delete(file());
        await().atMost(PATIENCE).until(() -> api.get("/api/contracts/mistakes").statusCode() == 404);
    }

    @Test
    void contractThatIsGone_closesItsAlert_andOneThatIsChangedBeginsAnew() throws Exception {
        install("gone", contract(""));
        store(new OrderEvents("gone-1").begins("shop", "POST /orders", 0, 500));
        JsonNode alert = awaitAlert("missing message");
        awaitJudged(1);

        install("gone", contract("within: 1h"));
        await().atMost(PATIENCE).until(() -> state().path("judged").asInt(-1) == 0);
        assertThat(api.json(path(alert)).path("state").stringValue()).isEqualTo("resolved");
    }

    @Test
    void alertOfAContract_canBeSilencedAndAcknowledged_andReadsWellOnItsPage() throws Exception {
        install("handled", contract(""));
        store(new OrderEvents("handled-1").begins("shop", "POST /orders", 0, 500));
        JsonNode alert = awaitAlert("missing message");

        String page = api.get("/alerts/" + alert.path("id").stringValue()).body();
        assertThat(page).contains("Order of handled", "missing message", "/flows/handled-1", "GET /stock");
        assertThat(api.post("/api/silences", "{\"rule\":\"contract:handled\",\"key\":\"missing message\"}")
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> unknown = api.post("/api/silences", "{\"rule\":\"contract:typo\"}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("There is no rule contract:typo, but contract:handled");
        assertThat(server.getBean(AlertDesk.class)
                        .acknowledge(alert.path("id").stringValue(), null, null, null)
                        .silencedUntil())
                .isNotNull();
    }

    @Test
    void draft_isKeptByTheFlowsItWasDrawnFrom_andACheckSaysWhatOthersWouldDo() throws Exception {
        String module = "shop_" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            store(order(module + i, module));
        }
        store(order(module + "mail", module).call("root", "m", module, "mail", "POST /mails", 300, 310, "ok"));

        HttpResponse<String> draft = api.get("/api/contracts/draft?module=" + module + "&endpoint="
                + URLEncoder.encode("POST /orders", StandardCharsets.UTF_8));
        assertThat(draft.statusCode()).as(draft.body()).isEqualTo(200);
        assertThat(draft.headers().firstValue("Content-Type")).hasValue("application/yaml;charset=UTF-8");
        assertThat(draft.body()).contains("# Drawn from 4 flows", "optional: true");

        String settled = draft.body().replaceFirst("settle: \\d+s", "settle: 1s");
        JsonNode kept = await().atMost(PATIENCE)
                .until(() -> check(settled), run -> run.path("examined").intValue() == 4);
        assertThat(kept.path("deviating").intValue()).isZero();
        JsonNode without = check(settled.replace("POST /mails", "POST /letters"));
        assertThat(without.path("deviating").intValue()).isOne();
        assertThat(without.path("deviations").path(0).path("kind").stringValue())
                .isEqualTo("unexpected");
        assertThat(without.path("deviations")
                        .path(0)
                        .path("examples")
                        .path(0)
                        .path("correlation_id")
                        .stringValue())
                .isEqualTo(module + "mail");
    }

    @Test
    void wrongQuestions_areAnsweredWithProblems() throws Exception {
        assertProblem(api.get("/api/contracts/none"), 404, "There is no contract none");
        assertProblem(api.get("/api/contracts/draft?module=a"), 400, "endpoint is missing");
        assertProblem(api.get("/api/contracts/draft?module=a&endpoint=b"), 404, "no flow began with b of a");
        assertProblem(api.get("/api/contracts/draft?module=a&endpoint=b&flows=0"), 400, "flows must be a number");
        HttpResponse<String> mistakes = api.post("/api/contracts/check", "name: a\nsteps: 5\n");
        assertProblem(mistakes, 400, "body:1:1: \\\"starts-with\\\" is missing");
        assertThat(JsonMapper.shared()
                        .readTree(mistakes.body())
                        .path("problems")
                        .size())
                .isEqualTo(2);
        assertProblem(api.post("/api/contracts/check", ""), 400, "says nothing");
    }

    @Test
    void manyFlows_areAllJudged() throws Exception {
        install("many", contract(""));
        long began = System.nanoTime();
        for (int batch = 0; batch < 20; batch++) {
            List<ObjectNode> events = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                events.addAll(OrderEvents.healthy("many-" + batch + "-" + i).take());
            }
            api.store(events);
        }
        store(new OrderEvents("many-missing").begins("shop", "POST /orders", 0, 500));

        JsonNode state = awaitJudged(5_001);

        assertThat(state.path("deviating").intValue()).isOne();
        assertThat(api.json("/api/contracts").path("skipped").intValue()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }

    private static OrderEvents order(String flow, String module) {
        return new OrderEvents(flow)
                .begins(module, "POST /orders", 0, 500)
                .call("root", "get", module, "store", "GET /stock", 10, 20, "ok");
    }

    private JsonNode check(String yaml) throws Exception {
        HttpResponse<String> answer = api.post("/api/contracts/check", yaml);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(detail);
    }

    private void assertAlert(String key, String flow, double value, double threshold, String words) {
        JsonNode alert = awaitAlert(key);
        assertThat(alert.path("name").stringValue()).isEqualTo("Order of " + name);
        assertThat(alert.path("severity").stringValue()).isEqualTo("critical");
        assertThat(alert.path("state").stringValue()).isEqualTo("open");
        assertThat(alert.path("value").doubleValue()).isEqualTo(value);
        assertThat(alert.path("threshold").doubleValue()).isEqualTo(threshold);
        assertThat(alert.path("count").intValue()).isOne();
        assertThat(alert.path("flows").path(0).stringValue()).isEqualTo(flow);
        assertThat(alert.path("meaning").stringValue()).contains(words);
    }

    private JsonNode awaitAlert(String key) {
        return await().atMost(PATIENCE)
                .until(
                        () -> alerts().stream()
                                .filter(alert -> alert.path("key").stringValue().equals(key))
                                .toList(),
                        found -> found.size() == 1)
                .get(0);
    }

    private List<JsonNode> alerts() throws Exception {
        return api.json("/api/alerts?rule=contract:" + name)
                .path("alerts")
                .valueStream()
                .toList();
    }

    private static String path(JsonNode alert) {
        return "/api/alerts/" + alert.path("id").stringValue();
    }

    private JsonNode awaitJudged(int flows) {
        return await().atMost(PATIENCE)
                .until(this::state, state -> state.path("judged").asInt(-1) == flows);
    }

    private JsonNode state() throws Exception {
        return api.json("/api/contracts/" + name);
    }

    private void install(String contract, String yaml) throws Exception {
        install(contract, yaml, "running");
    }

    private void install(String contract, String yaml, String state) throws Exception {
        name = contract;
        Files.writeString(file(), yaml.replace("NAME", contract));
        await().atMost(PATIENCE)
                .until(() -> api.get("/api/contracts/" + contract).body().contains("\"" + state + "\""));
    }

    /** Flows of all tests are of the same kind: each test installs its own contract, and removes it. */
    private static String contract(String more) {
        return """
                name: Order of NAME
                severity: critical
                settle: 1s
                %s
                starts-with: {module: shop, endpoint: POST /orders}
                order: sequential
                steps:
                  - {module: store, endpoint: GET /stock}
                  - module: store
                    endpoint: POST /stock
                    steps:
                      - {module: worker, endpoint: LIST parcels, count: 1..2}
                  - {module: mail, endpoint: POST /mails, optional: true}
                """.formatted(more);
    }

    private void store(OrderEvents flow) throws Exception {
        api.store(flow.take());
    }

    private void startServer() {
        server = SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=0",
                "--flowmon.server.zeromq.gone-after=1s",
                "--flowmon.server.data=" + folder.resolve("data"),
                "--flowmon.server.contracts.folder=" + contracts());
        api = new ApiClient(server);
    }

    private Path file() {
        return contracts().resolve(name + ".yaml");
    }

    private static Path contracts() {
        return folder.resolve("contracts");
    }
}
