/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.demo.launcher.flow.FlowCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the demo's events take on disk, against their JSON. A long form (profile {@code full}): a file of few events is
 * mostly what every file has.
 */
class StoredSizeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration FLOW = Duration.ofMinutes(2);
    private static final int ORDERS = 2_000;
    private static final int MESSAGES = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void events_takeAtMostAQuarterOfTheirJson() throws Exception {
        Ports ports = FreePorts.find();
        Path data = folder.resolve("data");
        long events = 0;
        long bytes = 0;
        try (Demo demo = new Demo(new DemoSettings(ROOT, folder.resolve("logs"), data, ports, START))) {
            demo.start();
            Orders orders = new Orders(ports);
            List<String> flows = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                flows.add(i % 20 == 0 ? orders.send(MESSAGES, 0, Fault.FAILING_BACKEND) : orders.send(MESSAGES, 0));
            }
            String last = flows.get(flows.size() - 1);
            assertThat(orders.await(last, FlowCheck.ofOrder(last, MESSAGES), FLOW)
                            .problems())
                    .isEmpty();
            for (String flow : flows) {
                for (JsonNode event : events(ports, flow)) {
                    // what the server adds was not sent
                    ((ObjectNode) event).remove(List.of("sequence", "received_at"));
                    bytes += json.writeValueAsString(event).getBytes(UTF_8).length;
                    events++;
                }
            }
        }
        long stored = storeBytes(data);

        System.out.printf(
                "%d events: %d bytes of JSON, %d on disk, 1/%.1f%n", events, bytes, stored, bytes / (double) stored);
        assertThat(events).isEqualTo(ORDERS * (6 + 4 + MESSAGES + 3L * MESSAGES));
        assertThat(stored).isLessThanOrEqualTo(bytes / 4);
    }

    private JsonNode events(Ports ports, String flow) throws IOException, InterruptedException {
        String answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.server() + "/api/flows/" + flow))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return json.readTree(answer).get("events");
    }

    private static long storeBytes(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            long bytes = 0;
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("flowmon.duckdb"))
                    .toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
