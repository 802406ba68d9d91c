/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts taken in hand over HTTP, in a server without rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertHandlingTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private ConfigurableApplicationContext server;

    @BeforeAll
    void start() {
        server = SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=0",
                "--flowmon.server.data=" + folder.resolve("data"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void acknowledgement_isShownAndAudited_untilItIsTakenBack() throws Exception {
        keep("a", "stuck", AlertState.UPDATED);
        String path = "/api/alerts/a/acknowledgement";

        assertThat(call("POST", path, "{\"for\":\"2h\",\"note\":\" on it \"}").statusCode())
                .isEqualTo(200);

        JsonNode made = json("/api/alerts/a").get("acknowledgement");
        assertThat(made.get("note").stringValue()).isEqualTo("on it");
        assertThat(made.get("by").stringValue()).isEqualTo("somebody");
        assertThat(Instant.parse(made.get("until").stringValue()))
                .isEqualTo(Instant.parse(made.get("at").stringValue()).plusSeconds(7_200));
        assertThat(server.getBean(AuditEventRepository.class).find(null, null, "ALERT_ACKNOWLEDGED"))
                .singleElement()
                .extracting(AuditEvent::getData)
                .asString()
                .contains("alert=a", "note=on it");

        assertThat(call("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(json("/api/alerts/a").has("acknowledgement")).isFalse();
        assertThat(call("POST", path, "").statusCode()).isEqualTo(200);
    }

    @Test
    void acknowledgement_ofWhatIsOverOrUnknown_isRefused() throws Exception {
        keep("over", "stuck", AlertState.RESOLVED);

        assertThat(call("POST", "/api/alerts/over/acknowledgement", "{}").statusCode())
                .isEqualTo(409);
        assertThat(call("POST", "/api/alerts/none/acknowledgement", "{}").statusCode())
                .isEqualTo(404);
        HttpResponse<String> slip = call("POST", "/api/alerts/over/acknowledgement", "{\"fro\":\"4h\"}");
        assertThat(slip.statusCode()).isEqualTo(400);
        assertThat(slip.body()).contains("fro is not known; known are for, note");
    }

    @Test
    void silence_coversAlertsOfItsRule_untilItIsEnded() throws Exception {
        keep("b", "slow-flow", AlertState.UPDATED);

        HttpResponse<String> made = call("POST", "/api/silences", "{\"rule\":\"slow-flow\",\"for\":\"1d\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String address = made.headers().firstValue("Location").orElseThrow();

        JsonNode listed = json("/api/silences").get("silences").get(0);
        assertThat(listed).isEqualTo(JsonMapper.shared().readTree(made.body()));
        assertThat(json("/api/alerts/b").get("silenced_until")).isEqualTo(listed.get("until"));

        assertThat(call("DELETE", address, "").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", address, "").statusCode()).isEqualTo(404);
        assertThat(json("/api/silences").get("silences").size()).isZero();
        assertThat(json("/api/alerts/b").has("silenced_until")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                   | rule is missing
            {"rule":"stuck","for":"5s"}          | for must be from 1m to 30d
            {"rule":"stuck","for":"31d"}         | for must be from 1m to 30d
            {"rule":"stuck","for":"long"}        | for must be a duration
            {"rule":"stuck","duration":"4h"}     | duration is not known; known are rule, key, for, note
            """)
    void silence_thatMakesNoSense_saysWhy(String body, String reason) throws Exception {
        HttpResponse<String> answer = call("POST", "/api/silences", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    private void keep(String id, String rule, AlertState state) throws IOException {
        Instant now = Instant.now();
        AlertSignal signal = new AlertSignal(
                id, rule, "orders", state, 1, now, now, 2, 2, 1, 1, "orders", null, null, List.of("flow"));
        server.getBean(AlertStore.class)
                .keep(new Alert(signal, "A rule", Severity.WARNING, "It means.", "Look.", "s", now));
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(call("GET", path, "").body());
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
