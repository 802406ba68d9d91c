/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.cluster.log;

import io.flowmon.rules.cluster.work.KafkaWork;
import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.event.SenderState;
import io.flowmon.rules.event.feed.FeedSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a feed into the topic, each event once and in order: a page is a transaction, and where to go on stands in the topic
 * itself. What cannot be written now is written later; it waits in the feed. On a thread of its own.
 */
public final class LogWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);
    private static final int PAGE = 4096;
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(10);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);
    private static final Duration FAR = Duration.ofDays(36_500);

    /** A server that was paused for longer than a transaction may take is fenced once; two that share a topic, all the time. */
    private static final Duration FENCED_WITHIN = Duration.ofMinutes(2);

    private static final int MOST_FENCED = 4;

    /** What is known of senders is told again in full, for rules that begin in between. */
    private static final Duration BETWEEN_FULL_TALES = Duration.ofMinutes(1);

    private static final EventFeed.Senders NOBODY = new EventFeed.Senders(List.of(), List.of(), Instant.EPOCH);

    private final Map<String, String> kafka;
    private final String topic;
    private final Preparation topics;
    private final EventFeed feed;
    private final Duration horizon;
    private final KafkaWork work = new KafkaWork("flowmon-log-writer", this::attempt);
    private final Deque<Long> fenced = new ArrayDeque<>();
    private long written = -1;

    private LogWriter(Map<String, String> kafka, String topic, Preparation topics, EventFeed feed, Duration horizon) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.topics = topics;
        this.feed = feed;
        this.horizon = horizon;
    }

    /**
     * Begins to write.
     *
     * @param kafka how to reach the topic, as Kafka's clients name it
     * @param topics makes sure before each attempt that the topic is there
     * @param horizon how much of the feed an empty topic begins with
     */
    public static LogWriter start(
            Map<String, String> kafka, String topic, Preparation topics, EventFeed feed, Duration horizon) {
        LogWriter writer = new LogWriter(kafka, topic, topics, feed, horizon);
        writer.work.start();
        return writer;
    }

    /** Why nothing is written at present. */
    public Optional<String> trouble() {
        return work.trouble();
    }

    /** Says that it is to end, and does not wait. */
    public void stop() {
        work.stop();
    }

    @Override
    public void close() {
        work.close();
    }

    /** Whether it makes sense to try again. What is wrong is said first: to close a producer can take a while. */
    private boolean attempt() throws InterruptedException {
        KafkaProducer<byte[], byte[]> producer = null;
        try {
            topics.prepare();
            producer = new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer.initTransactions();
            Session session = new Session(producer, begin());
            while (!work.isStopped()) {
                session.writePage();
                written = session.sequence;
                work.goesWell();
            }
            return true;
        } catch (ProducerFencedException | InvalidProducerEpochException other) {
            return isWorthAnotherTry(other);
        } catch (InterruptException stopNow) {
            throw new InterruptedException();
        } catch (IOException | RuntimeException unable) {
            work.fails("Events do not reach the topic " + topic + " at present: " + unable.getMessage(), unable);
            return true;
        } finally {
            if (producer != null) {
                producer.close(LONGEST_CLOSE);
            }
        }
    }

    private boolean isWorthAnotherTry(KafkaException other) {
        long now = System.nanoTime();
        fenced.addLast(now);
        while (now - fenced.getFirst() > FENCED_WITHIN.toNanos()) {
            fenced.removeFirst();
        }
        boolean again = fenced.size() < MOST_FENCED;
        String message = again
                ? "Kafka took the topic " + topic + " away from this server; it tries to get it back"
                : "Another server writes to the topic " + topic + "; each server needs topics of its own";
        work.fails(message, other);
        return again;
    }

    /** As the topic says; if it is empty, because it was away for longer than it keeps anything, as this server knows. */
    private long begin() throws IOException {
        OptionalLong inTopic = LogPosition.last(kafka, topic);
        long last = feed.before(Instant.now().plus(FAR));
        if (inTopic.isPresent() && inTopic.getAsLong() <= last) {
            return inTopic.getAsLong();
        }
        if (inTopic.isPresent()) {
            log.warn(
                    "The topic {} was written from another store, which had more events; it goes on with this one",
                    topic);
        } else if (written >= 0) {
            return written;
        }
        return feed.before(Instant.now().minus(horizon));
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        settings.putAll(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "flowmon-" + topic);
        return settings;
    }

    /** What has to be so before anything is written. */
    @FunctionalInterface
    public interface Preparation {
        void prepare() throws IOException;
    }

    /** What is remembered while one producer writes. */
    private final class Session {

        private final KafkaProducer<byte[], byte[]> producer;
        private long sequence;
        private long arrived = Long.MIN_VALUE;
        private long complete = Long.MIN_VALUE;
        private long heard = Long.MIN_VALUE;
        private EventFeed.Senders told = NOBODY;
        private long toldInFull = System.nanoTime();

        Session(KafkaProducer<byte[], byte[]> producer, long sequence) {
            this.producer = producer;
            this.sequence = sequence;
        }

        void writePage() throws IOException, InterruptedException {
            EventFeed.Page page = feed.read(sequence, PAGE, FeedSource.STEP);
            EventFeed.Senders senders = feed.senders();
            List<Instant> arrivals = page.arrivals();
            List<Instant> completions = page.completions();
            producer.beginTransaction();
            writeNews(senders);
            long now = senders.time().toEpochMilli();
            for (int i = 0; i < page.events().size(); i++) {
                writeTime(arrivals.get(i), completions.get(i), now);
                RuleEvent event = page.events().get(i);
                write(event.receivedAt().toEpochMilli(), event);
                sequence = event.sequence();
            }
            writeTime(
                    arrivals.get(page.events().size()),
                    completions.get(page.events().size()),
                    now);
            producer.commitTransaction();
        }

        private void writeNews(EventFeed.Senders senders) {
            if (System.nanoTime() - toldInFull > BETWEEN_FULL_TALES.toNanos()) {
                told = NOBODY;
                toldInFull = System.nanoTime();
            }
            long now = senders.time().toEpochMilli();
            for (SenderState state : senders.states()) {
                if (!told.states().contains(state)) {
                    write(now, new SenderNews(state, senders.time()));
                }
            }
            for (EventLoss loss : senders.losses()) {
                if (!told.losses().contains(loss)) {
                    write(now, loss);
                }
            }
            told = senders;
        }

        private void writeTime(Instant arrivedNow, Instant completeNow, long heardNow) {
            long nextArrived = Math.max(arrived, FeedSource.step(arrivedNow));
            long nextComplete = Math.max(complete, FeedSource.step(completeNow));
            long nextHeard = Math.max(heard, heardNow);
            if (nextArrived > arrived || nextComplete > complete || nextHeard > heard) {
                arrived = nextArrived;
                complete = nextComplete;
                heard = nextHeard;
                write(arrived, new LogTime(arrived, complete, heard, sequence));
            }
        }

        /** Kafka tells of a failure at the latest when the transaction is to be committed. */
        private void write(long timestamp, Object content) {
            var unused = producer.send(LogFormat.record(topic, Math.max(0, timestamp), content));
        }
    }
}
