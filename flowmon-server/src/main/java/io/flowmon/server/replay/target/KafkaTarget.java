/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.settings.ReplayTargetSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Topics of Kafka: records without a key, because events do not know it; so Kafka chooses the partition, and records that came
 * one after another for the sake of their key may no longer do so.
 */
final class KafkaTarget implements ReplayTarget {

    private static final String TOPIC = "TOPIC";

    /** The producer gives up first, and says why. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final @Nullable KafkaLink link;
    private final Duration timeout;

    private KafkaTarget(@Nullable KafkaLink link, Duration timeout) {
        this.link = link;
        this.timeout = timeout;
    }

    /**
     * As the settings say it.
     *
     * @throws UnusableSettingException if Kafka could not use them
     */
    static KafkaTarget of(ReplayTargetSettings settings) {
        Duration timeout = settings.brokerTimeout();
        Map<String, Object> kafka = KafkaSettings.of(settings.kafka(), timeout);
        return new KafkaTarget(kafka == null ? null : new KafkaLink(kafka, timeout), timeout);
    }

    @Override
    public boolean serves(String endpoint) {
        return Destination.kindOf(endpoint).equals(TOPIC);
    }

    @Override
    public @Nullable String refusal(Resend message) {
        return link == null ? "No Kafka is set up for replays: set " + KafkaSettings.BROKERS + "." : null;
    }

    @Override
    public List<ResendOutcome> send(List<Resend> messages) {
        long begun = System.nanoTime();
        if (link == null) {
            return Failures.all(messages, "no Kafka is set up", begun);
        }
        try {
            Map<String, String> troubles = link.troubles(messages.stream()
                    .map(message -> Destination.nameOf(message.endpoint()))
                    .collect(Collectors.toSet()));
            return send(messages, troubles, link.producer(), link);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Failures.all(messages, "not sent: the server stops", begun);
        } catch (RuntimeException noClient) {
            return Failures.all(messages, Failures.text(noClient), begun);
        }
    }

    private List<ResendOutcome> send(
            List<Resend> messages, Map<String, String> troubles, Producer<byte[], byte[]> producer, KafkaLink link) {
        Answers answers = new Answers("Kafka", timeout.plus(GRACE));
        AtomicBoolean ended = new AtomicBoolean();
        for (Resend message : messages) {
            String topic = Destination.nameOf(message.endpoint());
            String trouble = troubles.get(topic);
            if (trouble == null && System.nanoTime() - answers.begun() > timeout.toNanos()) {
                trouble = "not sent: Kafka takes nothing";
            }
            answers.add(
                    trouble == null
                            ? write(producer, topic, message, answers.begun(), ended)
                            : CompletableFuture.completedFuture(ResendOutcome.failed(trouble, answers.begun())));
        }
        List<ResendOutcome> outcomes = answers.await();
        if (ended.get()) {
            link.giveUp(producer);
        }
        return outcomes;
    }

    private static CompletableFuture<ResendOutcome> write(
            Producer<byte[], byte[]> producer, String topic, Resend message, long begun, AtomicBoolean ended) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, CarriedIds.body(message));
        CarriedIds.headersInBytes(message).forEach(record.headers()::add);
        CompletableFuture<ResendOutcome> answer = new CompletableFuture<>();
        try {
            Future<RecordMetadata> unused = producer.send(record, (place, failure) -> {
                if (failure == null) {
                    answer.complete(ResendOutcome.ok(
                            "partition %d, offset %d".formatted(place.partition(), place.offset()), begun));
                } else {
                    ended.compareAndSet(false, isTheEnd(failure));
                    answer.complete(failed(failure, begun));
                }
            });
            return answer;
        } catch (RuntimeException failure) {
            ended.compareAndSet(false, isTheEnd(failure));
            return CompletableFuture.completedFuture(failed(failure, begun));
        }
    }

    private static ResendOutcome failed(Exception failure, long begun) {
        return failure instanceof TimeoutException
                ? ResendOutcome.of(Outcome.TIMEOUT, Failures.text(failure) + "; it may have the message", begun)
                : ResendOutcome.failed(Failures.text(failure), begun);
    }

    /** Whether the producer may be of no use any more, as after one without permission. */
    private static boolean isTheEnd(Exception failure) {
        return !(failure instanceof RetriableException
                || failure instanceof RecordTooLargeException
                || failure instanceof InterruptException);
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }
}
