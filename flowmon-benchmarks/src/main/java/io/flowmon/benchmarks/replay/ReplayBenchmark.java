/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.replay;

import io.flowmon.benchmarks.process.ServerProcess;
import io.flowmon.brokers.RedisBroker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A server of its own with failed messages, and a Redis to which all of them are sent again over the API. */
@Command(
        name = "bin/benchmark Replay",
        mixinStandardHelpOptions = true,
        description = "How long a bulk replay to a Redis list takes, from the request to its end.")
public final class ReplayBenchmark implements Callable<Integer> {

    private static final String LIST = "failed";
    private static final int BATCH = 500;
    private static final long POLL_MILLIS = 100;
    private static final double SECOND = 1e9;

    @Option(names = "--messages", defaultValue = "100000", description = "How many (default ${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--rounds", defaultValue = "3", description = "How often (default ${DEFAULT-VALUE}).")
    private int rounds;

    public static void main(String[] arguments) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        System.exit(new CommandLine(new ReplayBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        System.out.println("| round | messages | seconds | messages/s | looks at the progress on the way |");
        System.out.println("| --- | --- | --- | --- | --- |");
        try (RedisBroker redis = RedisBroker.start()) {
            for (int round = 1; round <= rounds; round++) {
                try (ServerProcess server = ServerProcess.start("--flowmon.server.replay.redis.uri=" + redis.uri())) {
                    measure(round, server, redis);
                }
            }
        }
        return 0;
    }

    private void measure(int round, ServerProcess server, RedisBroker redis) throws IOException, InterruptedException {
        String list = LIST + round;
        store(server, list);
        long begin = System.nanoTime();
        JsonNode replay = server.post("/api/replays", "{\"filter\":{\"destination\":\"" + list + "\"}}");
        String address = "/api/replays/" + replay.path("id").asString();
        int looks = 0;
        while (!replay.has("ended_at")) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            replay = server.ask(address);
            looks++;
        }
        double seconds = (System.nanoTime() - begin) / SECOND;
        if (replay.path("sent").asInt() != messages || length(redis, list) != messages) {
            throw new IOException("Not all were sent: " + replay + ", in the list: " + length(redis, list));
        }
        System.out.printf(
                Locale.ROOT, "| %d | %,d | %.1f | %,.0f | %d |%n", round, messages, seconds, messages / seconds, looks);
    }

    private void store(ServerProcess server, String list) throws IOException, InterruptedException {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
            socket.connect("tcp://127.0.0.1:" + server.eventPort());
            for (int sent = 0; sent < messages; sent += BATCH) {
                socket.send(FailedMessages.batch(list, Math.min(BATCH, messages - sent)));
            }
            while (server.storedEvents() < (long) messages * FailedMessages.EVENTS) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private static long length(RedisBroker redis, String list) {
        try (RedisClient client = RedisClient.create(redis.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().llen(list);
        }
    }
}
