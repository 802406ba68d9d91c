/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import io.flowmon.core.wire.PayloadEncoding;
import io.flowmon.core.wire.WireMessage;
import io.flowmon.core.wire.WireMessage.Acknowledgement;
import io.flowmon.core.wire.WireMessage.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Nonsense stops nothing: not the envelope's reader, not the server's sockets, whose memory stays what it was. */
class FuzzIT {

    private static final int INPUTS = Integer.getInteger("flowmon.fuzz.inputs", 5_000);
    private static final long SEED = Long.getLong("flowmon.fuzz.seed", System.nanoTime());
    private static final int BETWEEN_CHECKS = 1_000;
    private static final int HTTP_CLIENTS = 8;
    private static final int TIMEOUT_MILLIS = 60_000;

    /** What the server's process may grow by after the first half: heap of 512 MB and database of 256 MB are bounded. */
    private static final long GROWTH_KB = 300 << 10;

    @TempDir
    static Path folder;

    private static ServerProcess server = new ServerProcess(Path.of("."));

    @BeforeAll
    static void startServer() throws IOException {
        System.out.println("fuzzer: flowmon.fuzz.seed=" + SEED + ", " + INPUTS + " inputs each");
        server = new ServerProcess(folder);
        server.launch();
        server.awaitReady();
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        server.kill();
    }

    @Test
    void envelope_ofAnything_isReadOrPassedThrough() throws IOException {
        Mutator mutator = new Mutator("envelope", new Random(SEED));
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutator.next();
            try {
                Envelope envelope = EnvelopeCodec.decode(input);
                byte[] content = EnvelopeCodec.unwrap(input);
                if (envelope == null) {
                    assertThat(content).isSameAs(input);
                } else {
                    assertThat(EnvelopeCodec.unwrap(EnvelopeCodec.encode(envelope)))
                            .isEqualTo(content);
                }
            } catch (RuntimeException | StackOverflowError | AssertionError failure) {
                throw failed(input, failure);
            }
        }
    }

    @Test
    void wire_withAnything_goesOnServing() throws Exception {
        Random random = new Random(SEED);
        Mutator mutator = new Mutator("events", random);
        long rss = 0;
        try (ZContext context = new ZContext()) {
            ZMQ.Socket socket = dealer(context);
            for (int i = 0; i < INPUTS; i++) {
                send(socket, frames(random, mutator));
                drain(socket);
                if (i % BETWEEN_CHECKS == BETWEEN_CHECKS - 1) {
                    scribble(mutator.noise(4_096));
                    assertServes(context);
                    assertThat(server.isAlive()).isTrue();
                }
                if (i == INPUTS / 2) {
                    rss = residentKilobytes();
                }
            }
            assertServes(context);
        }
        assertThat(residentKilobytes()).as("resident memory, KB").isLessThan(rss + GROWTH_KB);
    }

    @Test
    void post_ofAnything_isAnsweredAndNeverAnError() throws Exception {
        Mutator mutator = new Mutator("events", new Random(SEED));
        ExecutorService clients = Executors.newFixedThreadPool(HTTP_CLIENTS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < HTTP_CLIENTS; i++) {
                done.add(clients.submit(() -> {
                    post(mutator, INPUTS / HTTP_CLIENTS);
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(server.isAlive()).isTrue();
    }

    private static void post(Mutator mutator, int inputs) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + "/api/events");
        for (int i = 0; i < inputs; i++) {
            byte[] input = mutator.next();
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
                    .header("Content-Type", i % 3 == 0 ? "application/x-ndjson" : "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(input))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 202 && answer.statusCode() != 400) {
                throw failed(input, new AssertionError(answer.statusCode() + " " + answer.body()));
            }
        }
    }

    /** Messages that begin well and go wrong somewhere, and some that do not even begin well. */
    private static List<byte[]> frames(Random random, Mutator mutator) {
        byte[] payload = mutator.next();
        UUID session = new UUID(random.nextInt(50), 1);
        WireMessage well =
                switch (random.nextInt(4)) {
                    case 0 -> new WireMessage.Heartbeat(session, payload);
                    case 1 -> new Acknowledgement(session, random.nextLong());
                    default ->
                        new Batch(
                                session,
                                random.nextInt(5),
                                random.nextInt(5) == 0 ? PayloadEncoding.JSON_GZIP : PayloadEncoding.JSON,
                                payload);
                };
        List<byte[]> frames = new ArrayList<>(well.frames());
        switch (random.nextInt(6)) {
            case 0 -> frames.set(random.nextInt(frames.size()), mutator.noise(40));
            case 1 -> frames.remove(random.nextInt(frames.size()));
            case 2 -> frames.add(random.nextInt(frames.size()), mutator.noise(40));
            case 3 -> {
                return List.of(payload);
            }
            default -> {}
        }
        return frames;
    }

    /** A sender that does everything right is served, on a new connection. */
    private static void assertServes(ZContext context) throws Exception {
        ZMQ.Socket socket = dealer(context);
        UUID session = UUID.randomUUID();
        String event = "{\"correlation_id\":\"fuzz\",\"timestamp\":\"" + Instant.now() + "\",\"module_type\":\"fuzz\"}";
        send(socket, new Batch(session, 1, PayloadEncoding.JSON, event.getBytes(UTF_8)).frames());
        WireMessage answer;
        do {
            List<byte[]> frames = receive(socket, 0);
            assertThat(frames)
                    .as("an answer of the server within %s ms", TIMEOUT_MILLIS)
                    .isNotEmpty();
            answer = WireMessage.parse(frames);
        } while (!(answer instanceof Acknowledgement));
        assertThat(answer).isEqualTo(new Acknowledgement(session, 1));
        socket.close();
    }

    private static ZMQ.Socket dealer(ZContext context) {
        ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
        socket.setReceiveTimeOut(TIMEOUT_MILLIS);
        socket.setSendTimeOut(TIMEOUT_MILLIS);
        socket.setHandshakeIvl(2_000);
        socket.setLinger(0);
        socket.connect("tcp://127.0.0.1:" + server.port());
        return socket;
    }

    private static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            boolean taken = socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
            assertThat(taken).as("the connection takes more").isTrue();
        }
    }

    private static void drain(ZMQ.Socket socket) {
        while (!receive(socket, ZMQ.DONTWAIT).isEmpty()) {
            // what the server answers to nonsense is of no interest here
        }
    }

    private static List<byte[]> receive(ZMQ.Socket socket, int flags) {
        List<byte[]> frames = new ArrayList<>();
        byte[] frame = socket.recv(flags);
        while (frame != null) {
            frames.add(frame);
            frame = socket.hasReceiveMore() ? socket.recv() : null;
        }
        return frames;
    }

    /** Bytes that are no ZeroMQ at all. */
    private static void scribble(byte[] noise) {
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = raw.getOutputStream();
            out.write(
                    ByteBuffer.allocate(Long.BYTES).putLong(0xFF00000000000001L).array());
            out.write(noise);
        } catch (IOException hungUp) {
            // as it should
        }
    }

    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/" + server.pid() + "/status");
        if (!Files.exists(status)) {
            return 0; // no Linux: the heap's own bound has to do
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static AssertionError failed(byte[] input, Throwable why) throws IOException {
        Path kept =
                Files.write(Files.createDirectories(Path.of("target/fuzz")).resolve(UUID.randomUUID() + ".bin"), input);
        return new AssertionError(
                "With " + kept.toAbsolutePath() + " (once fixed, put it into src/test/resources/corpus): " + why, why);
    }
}
