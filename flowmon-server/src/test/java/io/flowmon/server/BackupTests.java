/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.server.access.token.Tokens;
import io.flowmon.server.command.Commands;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Backups of a server that takes events in meanwhile, by the commands that a person uses. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
@ExtendWith(OutputCaptureExtension.class)
class BackupTests {

    private static final Map<String, String> TOKENS = Map.of("viewer", Tokens.create(), "operator", Tokens.create());

    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    @Autowired
    ZeroMqIntake zeromq;

    @Autowired
    AuditEventRepository audit;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> folder.resolve("data").toString());
        registry.add("flowmon.server.backup.folder", () -> folder.resolve("it's backups")
                .toString());
        TOKENS.forEach((role, token) -> {
            registry.add("flowmon.server.tokens." + role + ".sha256", () -> Tokens.hash(token));
            registry.add("flowmon.server.tokens." + role + ".roles", () -> role);
        });
    }

    @Test
    void backup_whileEventsArrive_restoresToWhatWasAcknowledgedBefore(CapturedOutput output) throws Exception {
        UUID session = UUID.randomUUID();
        AtomicLong acknowledged = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> intake = CompletableFuture.runAsync(() -> deliver(session, acknowledged, enough));
        await().until(() -> acknowledged.get() >= 10);

        long before = acknowledged.get();
        Path backup = backup(output);
        long after = acknowledged.get();
        await().until(() -> acknowledged.get() >= after + 10);
        enough.set(true);
        intake.join();

        Path restored = folder.resolve("restored");
        assertThat(Commands.run("restore", backup.toString(), "--data", restored.toString()))
                .isZero();
        long last = number(restored, "SELECT last_number FROM wire_session WHERE session = '" + session + "'");
        assertThat(last).isBetween(before, acknowledged.get());
        assertThat(strings(restored, "SELECT event_id::VARCHAR FROM event WHERE module_type = '" + session + "'"))
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, last)
                        .mapToObj(number -> id(session, number).toString())
                        .toList());
        assertThat(number(restored, "SELECT count(*) FROM rejected WHERE first_bytes LIKE '%" + session + "%'"))
                .isEqualTo(last);
        assertThat(audit.find("token:operator", null, null))
                .extracting(AuditEvent::getType)
                .contains("BACKUP_BEGUN", "BACKUP_DONE");
    }

    @Test
    void restore_ofWhatIsNotWholeOrNotEmpty_isRefusedAndChangesNothing(CapturedOutput output) throws Exception {
        Path backup = backup(output);
        Path data = folder.resolve("refused");
        Path file = backup.resolve("flowmon.duckdb");
        Path manifest = backup.resolve("backup.json");
        String whole = Files.readString(manifest);

        Files.createDirectories(data);
        Files.createFile(data.resolve("something"));
        assertRefused(backup, data, "is not empty", output);
        Files.delete(data.resolve("something"));

        Files.writeString(manifest, whole.replaceFirst("\"schema_version\" : \\d+", "\"schema_version\" : 99"));
        assertRefused(backup, data, "made by a newer server (schema version 99)", output);
        Files.writeString(manifest, whole.replaceFirst("\"wire_session\" : \\d+", "\"wire_session\" : 4711"));
        assertRefused(backup, data, "wire_session=4711", output);
        Files.writeString(manifest, whole);

        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);
        assertRefused(backup, data, "is damaged", output);
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        assertRefused(backup, data, "is damaged", output);

        Files.delete(manifest);
        assertRefused(backup, data, "not whole: there is no backup.json", output);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void backup_byWhoIsNoOperator_isRefused() throws Exception {
        for (String method : List.of("GET", "POST")) {
            assertThat(call(method, "/api/backups", "viewer").statusCode()).isEqualTo(403);
            assertThat(call(method, "/api/backups", "none").statusCode()).isEqualTo(401);
        }
        assertThat(call("GET", "/api/backups/flowmon-1", "viewer").statusCode()).isEqualTo(403);
    }

    @Test
    void backups_areListedAndOthersAreNotFound(CapturedOutput output) throws Exception {
        Path backup = backup(output);

        HttpResponse<String> all = call("GET", "/api/backups", "operator");
        assertThat(all.body()).contains("\"name\":\"" + backup.getFileName() + "\",\"state\":\"done\"");
        for (String name : List.of("flowmon-1", "..%2f..%2fdata", "flowmon-20260102T030405000Z")) {
            assertThat(call("GET", "/api/backups/" + name, "operator").statusCode())
                    .as(name)
                    .isIn(400, 404);
        }
    }

    @Test
    void command_withoutAServerOrToken_saysWhatToDo(CapturedOutput output) {
        assertThat(Commands.run("backup", "--server", "http://localhost:" + port))
                .isNotZero();
        assertThat(output).contains("401", "Send a valid token");
        assertThat(Commands.run("backup", "--server", "http://localhost:1")).isNotZero();
        assertThat(output).contains("no server answers at http://localhost:1");
    }

    private void assertRefused(Path backup, Path data, String why, CapturedOutput output) {
        assertThat(Commands.run("restore", backup.toString(), "--data", data.toString()))
                .isNotZero();
        assertThat(output.getErr()).contains(why);
    }

    /** One event and one thing to reject a batch, each acknowledged before the next is sent. */
    private void deliver(UUID session, AtomicLong acknowledged, AtomicBoolean enough) {
        try (Dealer dealer = new Dealer(zeromq.port())) {
            for (long number = 1; !enough.get(); number++) {
                String event = "{\"event_id\":\"" + id(session, number) + "\",\"correlation_id\":\"f" + number
                        + "\",\"timestamp\":\"" + Instant.now() + "\",\"module_type\":\"" + session + "\"}";
                byte[] batch = ("[" + event + ",{\"bad\":\"" + session + "\"}]").getBytes(StandardCharsets.UTF_8);
                dealer.send(new Batch(session, number, PayloadEncoding.JSON, batch));
                while (!new Acknowledgement(session, number).equals(dealer.receive())) {
                    // the window comes first
                }
                acknowledged.set(number);
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static UUID id(UUID session, long number) {
        return new UUID(session.getMostSignificantBits(), number);
    }

    private Path backup(CapturedOutput output) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), TOKENS.get("operator") + "\n");
        assertThat(Commands.run("backup", "--server", "http://localhost:" + port, "--token-file", token.toString()))
                .isZero();
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith(folder.toString()))
                .reduce((first, second) -> second)
                .map(Path::of)
                .orElseThrow();
    }

    private HttpResponse<String> call(String method, String path, String role)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        Stream.ofNullable(TOKENS.get(role)).forEach(token -> request.header("Authorization", "Bearer " + token));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static long number(Path data, String sql) throws SQLException {
        return Long.parseLong(strings(data, sql).get(0));
    }

    private static List<String> strings(Path data, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + data.resolve("flowmon.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
