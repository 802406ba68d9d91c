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
import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.core.zeromq.CurveKeys;
import io.flowmon.server.access.curve.CurveAccess;
import io.flowmon.server.access.curve.Refusals;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Senders with allowed keys, wrong ones, withdrawn ones and none, at a server with keys. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
class CurveIntakeTests {

    @TempDir
    static Path folder;

    private static CurveKeys server = CurveKeys.create();

    @Autowired
    ZeroMqIntake zeromq;

    @Autowired
    CurveAccess access;

    @Autowired
    Refusals refusals;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    private final CurveKeys own = CurveKeys.create();
    private final String flow = UUID.randomUUID().toString();
    private final UUID session = UUID.randomUUID();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        server = CurveKeyFiles.create(folder.resolve("server.key_secret"));
        Files.createDirectories(folder.resolve("senders"));
        registry.add("flowmon.server.data", () -> folder.resolve("data").toString());
        registry.add("flowmon.server.zeromq.curve.key-file", () -> folder.resolve("server.key_secret"));
        registry.add("flowmon.server.zeromq.curve.senders", () -> folder.resolve("senders"));
    }

    @Test
    void batch_ofAnAllowedSender_isStored() throws Exception {
        allow();
        try (Dealer dealer = new Dealer(zeromq.port(), own, server.publicKey())) {
            dealer.send(batch(1));
            dealer.receive();
            assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 1));
        }
        assertThat(stored()).isTrue();
    }

    @Test
    void batch_ofAnUnknownKey_isNotStoredAndTheKeyIsNamed() throws Exception {
        try (Dealer dealer = new Dealer(zeromq.port(), own, server.publicKey())) {
            dealer.forget();
            dealer.send(batch(1));
            await().untilAsserted(() ->
                    assertThat(counted("unknown_key", own.fingerprint())).isPositive());
        }
        assertThat(refusals.last()).contains(own.fingerprint(), own.publicKey(), "127.0.0.1");
        assertThat(get("/actuator/health")).contains("\"last_refused\":", own.fingerprint());
        assertThat(stored()).isFalse();
    }

    @Test
    void batch_withoutKeys_isNotStoredAndCounted() throws Exception {
        double before = counted("no_keys", "none");
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.forget();
            dealer.send(batch(1));
            await().untilAsserted(() -> assertThat(counted("no_keys", "none")).isGreaterThan(before));
        }
        assertThat(stored()).isFalse();
    }

    @Test
    void batch_forAnotherServersKey_isNotStoredAndCounted() throws Exception {
        allow();
        double before = counted("wrong_server_key", "none");
        try (Dealer dealer = new Dealer(zeromq.port(), own, CurveKeys.create().publicKey())) {
            dealer.forget();
            dealer.send(batch(1));
            await().untilAsserted(() ->
                    assertThat(counted("wrong_server_key", "none")).isGreaterThan(before));
        }
        assertThat(stored()).isFalse();
    }

    @Test
    void batch_afterTheKeyWasWithdrawn_isNotStoredOnTheConnectionThatStands() throws Exception {
        Path file = allow();
        try (Dealer dealer = new Dealer(zeromq.port(), own, server.publicKey())) {
            dealer.send(new Batch(session, 1, PayloadEncoding.JSON, "[]".getBytes(StandardCharsets.UTF_8)));
            dealer.receive();
            assertThat(dealer.receive()).isEqualTo(new Acknowledgement(session, 1));

            int allowed = access.allowed();
            Files.delete(file);
            await().until(() -> access.allowed() == allowed - 1);
            dealer.forget();
            dealer.send(batch(2));
            await().untilAsserted(() ->
                    assertThat(counted("withdrawn_key", own.fingerprint())).isPositive());
        }
        assertThat(stored()).isFalse();
    }

    @Test
    void serverKey_changedWhileRunning_isMetByNewConnectionsAndOldOnesGoOn() throws Exception {
        allow();
        CurveKeys before = server;
        try (Dealer standing = new Dealer(zeromq.port(), own, before.publicKey())) {
            standing.send(batch(1));
            standing.receive();
            assertThat(standing.receive()).isEqualTo(new Acknowledgement(session, 1));

            server = CurveKeyFiles.create(folder.resolve("next.key_secret"));
            Files.move(
                    folder.resolve("next.key_secret"),
                    folder.resolve("server.key_secret"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);

            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
                double refused = counted("wrong_server_key", "none");
                try (Dealer late = new Dealer(zeromq.port(), own, before.publicKey())) {
                    late.forget();
                    late.send(new Batch(UUID.randomUUID(), 1, PayloadEncoding.JSON, new byte[] {'[', ']'}));
                    await().atMost(Duration.ofSeconds(1)).until(() -> counted("wrong_server_key", "none") > refused);
                }
            });
            standing.send(batch(2));
            assertThat(standing.receive()).isEqualTo(new Acknowledgement(session, 2));
        }
        try (Dealer next = new Dealer(zeromq.port(), own, server.publicKey())) {
            next.send(batch(3));
            next.receive();
            assertThat(next.receive()).isEqualTo(new Acknowledgement(session, 3));
        }
    }

    private Path allow() throws IOException {
        Path file = folder.resolve("senders").resolve("orders-" + flow + ".key");
        int before = access.allowed();
        CurveKeyFiles.writePublic(own.publicKey(), file);
        await().until(() -> access.allowed() == before + 1);
        return file;
    }

    private double counted(String cause, String key) {
        Counter counter = meters.find("flowmon.intake.refused")
                .tag("cause", cause)
                .tag("key", key)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private Batch batch(long number) {
        String event = "[{\"correlation_id\":\"" + flow + "\",\"timestamp\":\"" + Instant.now()
                + "\",\"module_type\":\"shop\"}]";
        return new Batch(session, number, PayloadEncoding.JSON, event.getBytes(StandardCharsets.UTF_8));
    }

    private boolean stored() throws IOException, InterruptedException {
        return get("/api/flows?q=" + flow).contains(flow);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
