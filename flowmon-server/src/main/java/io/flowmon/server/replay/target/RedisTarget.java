/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.ReplayTargetSettings;
import io.flowmon.server.settings.UnusableSettingException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists, channels and streams of Redis: all commands are written at once, and then their answers waited for. */
final class RedisTarget implements ReplayTarget {

    private static final String LIST = "LIST";
    private static final String CHANNEL = "CHANNEL";
    private static final String STREAM = "STREAM";
    private static final Set<String> KINDS = Set.of(LIST, CHANNEL, STREAM);
    private static final String URI = "flowmon.server.replay.redis.uri";

    private final @Nullable RedisLink link;
    private final ReplayTargetSettings.End end;
    private final Duration timeout;

    private RedisTarget(@Nullable RedisURI address, ReplayTargetSettings.End end, Duration timeout) {
        this.link = address == null ? null : new RedisLink(address, timeout);
        this.end = end;
        this.timeout = timeout;
    }

    /**
     * As the settings say it.
     *
     * @throws UnusableSettingException if the address is none
     */
    static RedisTarget of(ReplayTargetSettings settings) {
        ReplayTargetSettings.Redis redis = settings.redis();
        return new RedisTarget(address(redis), redis.push(), settings.brokerTimeout());
    }

    private static @Nullable RedisURI address(ReplayTargetSettings.Redis redis) {
        String uri = redis.uri();
        if (uri == null || uri.isBlank()) {
            return null;
        }
        try {
            RedisURI address = RedisURI.create(uri);
            if (redis.password() != null) {
                address.setCredentialsProvider(new StaticCredentialsProvider(
                        redis.username(), redis.password().toCharArray()));
            }
            return address;
        } catch (IllegalArgumentException notRedis) {
            throw new UnusableSettingException(
                    URI, "It is no address of a Redis.", "Set it to an address such as redis://host:6379.");
        }
    }

    @Override
    public boolean serves(String endpoint) {
        return KINDS.contains(Destination.kindOf(endpoint));
    }

    @Override
    public @Nullable String refusal(Resend message) {
        if (link == null) {
            return "No Redis is set up for replays: set " + URI + ".";
        }
        if (!Destination.kindOf(message.endpoint()).equals(STREAM)) {
            return null;
        }
        return message.carrier() == Resend.Carrier.ENVELOPE
                ? "It travelled in an envelope, and it is not known in which field of the stream's entry."
                : StreamFields.refusal(message.payload());
    }

    @Override
    public List<ResendOutcome> send(List<Resend> messages) {
        Answers answers = new Answers("Redis", timeout);
        if (link == null) {
            return Failures.all(messages, "no Redis is set up", answers.begun());
        }
        RedisAsyncCommands<byte[], byte[]> commands;
        try {
            commands = link.commands();
        } catch (RuntimeException unreachable) {
            return Failures.all(messages, Failures.text(unreachable), answers.begun());
        }
        for (Resend message : messages) {
            answers.add(written(commands, message, answers.begun()));
        }
        List<ResendOutcome> outcomes = answers.await();
        if (outcomes.stream().anyMatch(one -> one.outcome() == Outcome.TIMEOUT)) {
            link.disconnect();
        }
        return outcomes;
    }

    private CompletableFuture<ResendOutcome> written(
            RedisAsyncCommands<byte[], byte[]> commands, Resend message, long begun) {
        try {
            return write(commands, message, begun);
        } catch (RuntimeException unwritten) {
            return CompletableFuture.completedFuture(ResendOutcome.failed(Failures.text(unwritten), begun));
        }
    }

    private CompletableFuture<ResendOutcome> write(
            RedisAsyncCommands<byte[], byte[]> commands, Resend message, long begun) {
        String endpoint = message.endpoint();
        byte[] name = Destination.nameOf(endpoint).getBytes(StandardCharsets.UTF_8);
        return switch (Destination.kindOf(endpoint)) {
            case LIST -> {
                byte[] envelope = CarriedIds.envelope(message);
                yield outcome(
                        end == ReplayTargetSettings.End.LEFT
                                ? commands.lpush(name, envelope)
                                : commands.rpush(name, envelope),
                        length -> ResendOutcome.ok(null, begun),
                        begun);
            }
            case CHANNEL ->
                outcome(
                        commands.publish(name, CarriedIds.envelope(message)),
                        receivers -> published(receivers, begun),
                        begun);
            default ->
                outcome(
                        commands.xadd(name, new XAddArgs(), (Object[]) StreamFields.of(message)),
                        id -> ResendOutcome.ok("entry " + id, begun),
                        begun);
        };
    }

    /** A channel keeps nothing: what nobody listened to is gone. */
    private static ResendOutcome published(long receivers, long begun) {
        return receivers == 0
                ? ResendOutcome.failed("nobody listens to the channel: the message is gone", begun)
                : ResendOutcome.ok(receivers == 1 ? "1 receiver" : receivers + " receivers", begun);
    }

    private static <T> CompletableFuture<ResendOutcome> outcome(
            RedisFuture<T> answer, Function<T, ResendOutcome> taken, long begun) {
        return answer.toCompletableFuture()
                .handle((value, failure) ->
                        failure == null ? taken.apply(value) : ResendOutcome.failed(Failures.text(failure), begun));
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }
}
