/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A server with a folder of contracts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContractFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    ConfigurableApplicationContext server;
    ApiClient api;
    String name = "";

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

    JsonNode awaitAlert(String key) {
        return await().atMost(PATIENCE)
                .until(
                        () -> alerts().stream()
                                .filter(alert -> alert.path("key").stringValue().equals(key))
                                .toList(),
                        found -> found.size() == 1)
                .get(0);
    }

    List<JsonNode> alerts() throws Exception {
        return api.json("/api/alerts?rule=contract:" + name)
                .path("alerts")
                .valueStream()
                .toList();
    }

    static String path(JsonNode alert) {
        return "/api/alerts/" + alert.path("id").stringValue();
    }

    JsonNode awaitJudged(int flows) {
        return await().atMost(PATIENCE)
                .until(this::state, state -> state.path("judged").asInt(-1) == flows);
    }

    JsonNode state() throws Exception {
        return api.json("/api/contracts/" + name);
    }

    void install(String contract, String yaml) throws Exception {
        install(contract, yaml, "running");
    }

    void install(String contract, String yaml, String state) throws Exception {
        name = contract;
        Files.writeString(file(), yaml.replace("NAME", contract));
        await().atMost(PATIENCE)
                .until(() -> api.get("/api/contracts/" + contract).body().contains("\"" + state + "\""));
    }

    /** Flows of all tests are of the same kind: each test installs its own contract, and removes it. */
    static String contract(String more) {
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

    void store(OrderEvents flow) throws Exception {
        api.store(flow.take());
    }

    final void startServer() {
        server = SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=0",
                "--flowmon.server.zeromq.gone-after=1s",
                "--flowmon.server.data=" + folder.resolve("data"),
                "--flowmon.server.contracts.folder=" + contracts());
        api = new ApiClient(server);
    }

    Path file() {
        return contracts().resolve(name + ".yaml");
    }

    static Path contracts() {
        return folder.resolve("contracts");
    }
}
