/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.envelope.Envelope;
import io.flowmon.core.envelope.EnvelopeCodec;
import io.flowmon.core.event.MessageTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.ReturnType;

/**
 * Whether a command has a result in a pipeline or a transaction is decided by Spring Data for each driver and each command,
 * and not by its Java type. Whatever it decided, results must keep their places.
 */
class DeferredResultsTests extends ListFixture {

    /** Of every kind that Spring Data treats differently: status or result, own or default method, and raw commands. */
    private Map<String, Consumer<RedisConnection>> commands() {
        byte[] a = bytes("a-" + text(other));
        byte[] b = bytes("b-" + text(other));
        Map<String, Consumer<RedisConnection>> commands = new LinkedHashMap<>();
        commands.put("set", redis -> redis.stringCommands().set(a, b));
        commands.put("mSet", redis -> redis.stringCommands().mSet(Map.of(a, b)));
        commands.put("setEx", redis -> redis.stringCommands().setEx(a, 100, b));
        commands.put("setRange", redis -> redis.stringCommands().setRange(a, b, 0));
        commands.put("get", redis -> redis.stringCommands().get(a));
        commands.put("rename", redis -> redis.keyCommands().rename(a, b));
        commands.put("expire", redis -> redis.keyCommands().expire(b, 100));
        commands.put("touch", redis -> redis.keyCommands().touch(b));
        commands.put("encodingOf", redis -> redis.keyCommands().encodingOf(b));
        commands.put("hMSet", redis -> redis.hashCommands().hMSet(bytes("h" + text(other)), Map.of(a, b)));
        commands.put("pfAdd", redis -> redis.hyperLogLogCommands().pfAdd(bytes("p" + text(other)), a));
        commands.put("pfMerge", redis -> redis.hyperLogLogCommands()
                .pfMerge(bytes("q" + text(other)), bytes("p" + text(other))));
        commands.put("lTrim", redis -> redis.listCommands().lTrim(bytes("l" + text(other)), 0, 1));
        commands.put("lSet elsewhere", redis -> redis.listCommands().lSet(queue, -1, bytes("last")));
        commands.put("setClientName", redis -> redis.serverCommands().setClientName(bytes("me")));
        commands.put("getClientName", redis -> redis.serverCommands().getClientName());
        commands.put("getClientList", redis -> redis.serverCommands().getClientList());
        commands.put("killClient", redis -> redis.serverCommands().killClient("127.0.0.1", 1));
        commands.put("time", redis -> redis.serverCommands().time());
        commands.put("info", redis -> redis.serverCommands().info());
        commands.put("infoSection", redis -> redis.serverCommands().info("server"));
        commands.put("dbSize", redis -> redis.serverCommands().dbSize());
        commands.put("lastSave", redis -> redis.serverCommands().lastSave());
        commands.put("bgSave", redis -> redis.serverCommands().bgSave());
        commands.put("bgReWriteAof", redis -> redis.serverCommands().bgReWriteAof());
        commands.put("getConfig", redis -> redis.serverCommands().getConfig("maxmemory"));
        commands.put("setConfig", redis -> redis.serverCommands().setConfig("maxmemory", "0"));
        commands.put("resetConfigStats", redis -> redis.serverCommands().resetConfigStats());
        commands.put("replicaOfNoOne", redis -> redis.serverCommands().replicaOfNoOne());
        commands.put("scriptFlush", redis -> redis.scriptingCommands().scriptFlush());
        commands.put("scriptLoad", redis -> redis.scriptingCommands().scriptLoad(bytes("return 1")));
        commands.put("scriptExists", redis -> redis.scriptingCommands().scriptExists("x"));
        commands.put("eval", redis -> redis.scriptingCommands().eval(bytes("return 1"), ReturnType.INTEGER, 0));
        commands.put("scriptKill", redis -> redis.scriptingCommands().scriptKill());
        commands.put("echo", redis -> redis.echo(a));
        commands.put("ping", RedisConnection::ping);
        commands.put("select", redis -> redis.select(0));
        commands.put("migrate", redis -> redis.serverCommands().migrate(a, new RedisNode("127.0.0.1", 1), 0, null));
        commands.put("execute", redis -> redis.execute("ECHO", a));
        commands.put("publish", redis -> redis.publish(a, b));
        return commands;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void pipeline_everyCommandInFront_movesNoResult(String client) {
        walk(client, RedisConnection::openPipeline, RedisConnection::closePipeline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void transaction_everyCommandInFront_movesNoResult(String client) {
        walk(client, RedisConnection::multi, RedisConnection::exec);
    }

    private interface End {
        List<Object> of(RedisConnection redis);
    }

    private void walk(String client, Consumer<RedisConnection> begin, End end) {
        byte[] foreign = EnvelopeCodec.encode(new Envelope("c", UUID.randomUUID(), null, null, 1, bytes("theirs")));
        SoftAssertions all = new SoftAssertions();
        List<String> walked = new ArrayList<>();
        run(client, (context, unused) -> commands().forEach((name, command) -> {
            // a connection that a command has spoilt must not spoil the next
            try (RedisConnection redis =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                redis.keyCommands().del(queue);
                redis.stringCommands().set(other, foreign);
                redis.listCommands().rPush(queue, bytes("a"), bytes("b"));
                int before = received(context);
                begin.accept(redis);
                try {
                    command.accept(redis);
                } catch (RuntimeException refused) {
                    return; // not in a pipeline, not in a transaction, or not by this client
                }
                redis.stringCommands().get(other);
                redis.listCommands().lPop(queue);
                redis.stringCommands().get(other);
                List<Object> results;
                try {
                    results = end.of(redis);
                } catch (RuntimeException failed) {
                    return; // the command failed, and the client gives no results
                }
                walked.add(name);
                int size = results.size();
                all.assertThat(size).as(name).isBetween(3, 4);
                all.assertThat(results.get(size - 3)).as(name).isEqualTo(foreign);
                all.assertThat(results.get(size - 2)).as(name).isEqualTo(bytes("a"));
                all.assertThat(results.get(size - 1)).as(name).isEqualTo(foreign);
                all.assertThat(received(context) - before).as(name).isEqualTo(1);
            } catch (RuntimeException closing) {
                all.assertThat(closing).as(name).hasMessageContaining("transaction");
            }
        }));
        all.assertAll();
        assertThat(walked).hasSizeGreaterThan(15);
    }

    private static int received(ApplicationContext context) {
        return context.getBean(RecordingPublisher.class)
                .ofType(MessageTypes.RECEIVED_MESSAGE)
                .size();
    }
}
