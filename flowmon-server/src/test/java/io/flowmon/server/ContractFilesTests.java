/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.server.alert.AlertDesk;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contracts as files, at the interface and on the screens of a real server. */
class ContractFilesTests extends ContractFixture {

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
    void folderThatIsGoneForAWhile_stopsNothing_andForgetsNothing() throws Exception {
        install("mounted", contract(""));
        store(new OrderEvents("mounted-1").begins("shop", "POST /orders", 0, 500));
        awaitAlert("missing message");
        Path aside = Files.move(contracts(), folder.resolve("aside"));
        await().atMost(PATIENCE).until(() -> state().toString().contains("is no folder that can be read"));
        server.close();
        startServer();
        await().atMost(PATIENCE).until(() -> state().toString().contains("is no folder that can be read"));
        store(new OrderEvents("mounted-2").begins("shop", "POST /orders", 0, 500));
        awaitJudged(2);

        Files.move(aside, contracts());
        await().atMost(PATIENCE).until(() -> state().path("problems").isEmpty());
        assertThat(state().path("judged").intValue()).isEqualTo(2);
        assertThat(awaitAlert("missing message").path("count").intValue()).isEqualTo(2);
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
        assertProblem(api.post("/api/contracts/check", "#".repeat(1_000_001)), 413, "at most 1000000 bytes");
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
}
