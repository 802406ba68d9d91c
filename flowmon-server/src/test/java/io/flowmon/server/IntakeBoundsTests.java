/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import io.flowmon.core.wire.WireMessage.Rejection;
import io.flowmon.core.wire.WireMessage.Window;
import io.flowmon.server.intake.zeromq.ZeroMqIntake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What comes over ZeroMQ is bounded, and nobody keeps others from being served. */
class IntakeBoundsTests extends IntakeBoundsFixture {

    private static final int MEMORY = 8 << 20;

    @Autowired
    ZeroMqIntake zeromq;

    private final List<RawPeer> peers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawPeer peer : peers) {
            peer.close();
        }
        await().atMost(PATIENCE).until(() -> gauge("flowmon.intake.connections") == 0);
    }

    @Test
    void framesAnnouncedAndNeverSent_areBounded_andOthersAreServed() throws Exception {
        double before = refused("memory");
        for (int i = 0; i < 20; i++) {
            peer().handshake().announce(2 << 20, 0);
        }
        await().atMost(PATIENCE).until(() -> refused("memory") > before);

        assertServes(200_000);
        assertThat(gauge("flowmon.intake.memory")).isLessThan(MEMORY);
    }

    @Test
    void messageThatNeverEnds_isBounded_andItsConnectionIsCut() throws Exception {
        // What the test before left may still be cut off, and whoever comes meanwhile with it.
        RawPeer endless =
                await().ignoreExceptionsInstanceOf(SocketException.class).until(() -> peer().handshake(), peer -> true);
        byte[] frame = new byte[32 * 1024];

        assertThatThrownBy(() -> {
                    while (true) {
                        assertThat(gauge("flowmon.intake.memory")).isLessThan(MEMORY + frame.length);
                        endless.frame(frame, RawPeer.MORE);
                    }
                })
                .isInstanceOf(IOException.class);

        assertServes(200_000);
    }

    @Test
    void frameOfNegativeLength_endsItsConnectionAlone() throws Exception {
        RawPeer peer = peer().handshake().announce(0x80000000_FFFFFFFFL, 0);
        peer.write(
                ByteBuffer.allocate(100).put((byte) 2).putLong(Long.MAX_VALUE).array());

        peer.awaitEnd();

        assertServes(100);
    }

    @Test
    void senderThatReadsNoAnswer_keepsNothingFromOthers() throws Exception {
        RawPeer deaf = peer().handshake();
        UUID session = UUID.randomUUID();
        byte[] batch = bytes(new Batch(session, 1, PayloadEncoding.JSON, "[]".getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 5_000; i++) {
            deaf.write(batch);
        }

        assertServes(100);
        assertThat(gauge("flowmon.intake.memory")).isLessThan(MEMORY);
    }

    @Test
    void connectionsBeyondTheBound_areClosed_andTakenAgainWhenThereIsRoom() throws Exception {
        double before = refused("connections");
        for (int i = 0; i < 30; i++) {
            peer().handshake();
        }
        await().atMost(PATIENCE).until(() -> gauge("flowmon.intake.connections") == 30);

        peer().awaitEnd();

        assertThat(refused("connections")).isGreaterThan(before);
        peers.get(0).close();
        assertServes(100);
    }

    @Test
    void halfHandshakes_areEnded() throws Exception {
        for (int i = 0; i < 10; i++) {
            peer().halfGreeting();
        }
        assertServes(100);

        for (RawPeer peer : peers) {
            peer.awaitEnd();
        }
    }

    @Test
    void manySenders_areToldSmallerWindows() throws Exception {
        for (int i = 0; i < 20; i++) {
            peer().handshake();
        }
        await().atMost(PATIENCE).until(() -> gauge("flowmon.intake.connections") == 20);

        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(batch(UUID.randomUUID(), 1, "[]"));
            WireMessage answer = dealer.receive();

            assertThat(answer).isInstanceOf(Window.class);
            assertThat(((Window) answer).bytes()).isBetween(64L * 1024, MEMORY / 20L);
        }
    }

    @Test
    void batchThatInflatesTooFarOrHoldsTooManyEvents_isRejected() throws Exception {
        UUID session = UUID.randomUUID();
        try (Dealer dealer = new Dealer(zeromq.port())) {
            dealer.send(new Batch(session, 1, PayloadEncoding.JSON_GZIP, gzip(new byte[5 << 20])));
            dealer.send(new Batch(
                    session,
                    2,
                    PayloadEncoding.JSON_GZIP,
                    gzip(("[" + "0,".repeat(60_000) + "0]").getBytes(StandardCharsets.UTF_8))));
            dealer.receive();

            assertThat(((Rejection) dealer.receive()).reason()).contains("inflates to more than");
            assertThat(((Rejection) dealer.receive()).reason()).contains("more than 50000 events");
        }
    }

    /** A sender that does everything right is served, if need be on a connection after the first. */
    private void assertServes(int bytes) throws Exception {
        UUID session = UUID.randomUUID();
        String event = "{\"correlation_id\":\"f\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"module_type\":\"m\",\"x\":\""
                + "x".repeat(bytes) + "\"}";
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (Dealer dealer = new Dealer(zeromq.port())) {
                dealer.forget();
                dealer.send(batch(session, 1, event));
                WireMessage answer = dealer.receive(Duration.ofSeconds(2));
                while (!(answer instanceof Acknowledgement)) {
                    answer = dealer.receive(Duration.ofSeconds(2));
                }
                return answer.equals(new Acknowledgement(session, 1));
            }
        });
    }

    private RawPeer peer() throws IOException {
        RawPeer peer = new RawPeer(zeromq.port());
        peers.add(peer);
        return peer;
    }

    private static Batch batch(UUID session, long number, String json) {
        return new Batch(session, number, PayloadEncoding.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A message as it stands on the wire, of frames shorter than 256 bytes. */
    private static byte[] bytes(WireMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<byte[]> frames = message.frames();
        for (int i = 0; i < frames.size(); i++) {
            out.write(i + 1 < frames.size() ? RawPeer.MORE : 0);
            out.write(frames.get(i).length);
            out.writeBytes(frames.get(i));
        }
        return out.toByteArray();
    }

    private double refused(String reason) {
        return meters.find("flowmon.intake.exceeded").tags("source", "zeromq", "reason", reason).counters().stream()
                .mapToDouble(one -> one.count())
                .sum();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
