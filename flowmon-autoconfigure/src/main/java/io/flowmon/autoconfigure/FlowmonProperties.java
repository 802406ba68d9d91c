/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static io.flowmon.autoconfigure.PropertyChecks.atMost;
import static io.flowmon.autoconfigure.PropertyChecks.notBlank;
import static io.flowmon.autoconfigure.PropertyChecks.notNegative;
import static io.flowmon.autoconfigure.PropertyChecks.positive;

import io.flowmon.core.sender.SenderSettings;
import io.flowmon.core.sender.Spool.GiveUp;
import io.flowmon.core.spool.FileSpool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * What concerns flowmon as a whole; each technology has properties of its own.
 *
 * @param enabled Whether calls and messages are recorded. When false, nothing is recorded and nothing is wrapped; only
 *     configured Redis destinations are still unwrapped, so that no consumer is left with envelopes.
 * @param server Where flowmon-server takes events, as host:port or tcp://host:port.
 * @param serverKey Public key of flowmon-server; two of them while the server changes its key. Set: what is sent is
 *     encrypted, and goes to the owner of that key alone.
 * @param keyFile File of this service's own keys, by which the server knows it; made if it is not there.
 * @param beginEvents Whether the beginning of an action is reported as well. When false, its end alone is.
 * @param module Who this service is.
 * @param sender How events are queued and sent.
 * @param spool Whether events are kept on disk until the server has them.
 */
@ConfigurationProperties("flowmon")
record FlowmonProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1:8401") String server,
        @DefaultValue List<String> serverKey,
        @Nullable Path keyFile,
        @DefaultValue("true") boolean beginEvents,
        @DefaultValue Module module,
        @DefaultValue Sender sender,
        @DefaultValue Spool spool) {

    FlowmonProperties {
        ServerEndpoint.parse(server);
    }

    /**
     * Who this service is.
     *
     * @param type Name of the application in every event. Default: spring.application.name.
     * @param instance Distinguishes instances of the application on one host. Default: the process id.
     */
    record Module(@Nullable String type, @Nullable String instance) {

        Module {
            notBlank("flowmon.module.type", type);
            notBlank("flowmon.module.instance", instance);
        }
    }

    /**
     * How events are queued and sent.
     *
     * @param queueEvents Most events that wait to be sent; what comes on top is dropped and counted.
     * @param queueSize Most memory that waiting events may hold.
     * @param batchEvents Most events in a batch.
     * @param batchSize Most bytes in a batch; an event that alone needs more is dropped and counted.
     * @param window Most bytes sent and not yet acknowledged.
     * @param compress Whether batches are compressed with gzip: less network for more CPU.
     * @param interval How often waiting events are collected and sent; sooner when a quarter of the queue is used.
     * @param retryMin How long to wait for an acknowledgement before sending again, the first time.
     * @param retryMax The same after many vain attempts.
     * @param heartbeat How often the service reports on itself.
     * @param shutdown How long a service that stops may take to deliver what is left.
     */
    record Sender(
            @DefaultValue("20000") int queueEvents,
            @DefaultValue("32MB") DataSize queueSize,
            @DefaultValue("1000") int batchEvents,
            @DefaultValue("512KB") DataSize batchSize,
            @DefaultValue("4MB") DataSize window,
            @DefaultValue("false") boolean compress,
            @DefaultValue("200ms") Duration interval,
            @DefaultValue("1s") Duration retryMin,
            @DefaultValue("30s") Duration retryMax,
            @DefaultValue("10s") Duration heartbeat,
            @DefaultValue("5s") Duration shutdown) {

        /** An array of this length is made at the start. */
        private static final int MOST_QUEUE_EVENTS = 10_000_000;

        Sender {
            positive("flowmon.sender.queue-events", queueEvents);
            atMost("flowmon.sender.queue-events", queueEvents, MOST_QUEUE_EVENTS);
            positive("flowmon.sender.queue-size", queueSize);
            positive("flowmon.sender.batch-events", batchEvents);
            positive("flowmon.sender.batch-size", batchSize);
            positive("flowmon.sender.window", window);
            positive("flowmon.sender.interval", interval);
            positive("flowmon.sender.retry-min", retryMin);
            positive("flowmon.sender.retry-max", retryMax);
            positive("flowmon.sender.heartbeat", heartbeat);
            notNegative("flowmon.sender.shutdown", shutdown);
        }

        SenderSettings settings() {
            return new SenderSettings(
                    queueEvents,
                    queueSize.toBytes(),
                    batchEvents,
                    (int) Math.min(batchSize.toBytes(), Integer.MAX_VALUE),
                    window.toBytes(),
                    compress,
                    interval,
                    retryMin,
                    retryMax,
                    heartbeat,
                    shutdown);
        }
    }

    /**
     * Whether events are kept on disk until the server has them.
     *
     * @param directory Folder for events that the server has not stored yet. Default: none, and they are kept in memory
     *     alone.
     * @param size Most bytes on disk for each running instance.
     * @param giveUp What is given up, and counted, when that is not enough.
     */
    record Spool(
            @Nullable Path directory,
            @DefaultValue("256MB") DataSize size,
            @DefaultValue("oldest") GiveUp giveUp) {

        private static final String STORE = "org.h2.mvstore.MVStore";

        /** The spool; null if none is wanted. */
        @Nullable
        FileSpool create(String name, Sender sender) {
            if (directory == null) {
                return null;
            }
            if (!ClassUtils.isPresent(STORE, null)) {
                throw new InvalidFlowmonPropertyException(
                        "flowmon.spool.directory",
                        "It needs a library that is not there: com.h2database:h2-mvstore.",
                        "Add the dependency com.h2database:h2-mvstore:2.4.240 (com.h2database:h2 contains it, too), or"
                                + " remove the property.");
            }
            long least = 4
                    * Math.max(sender.window().toBytes(), 4 * sender.batchSize().toBytes());
            if (size.toBytes() < least) {
                throw new InvalidFlowmonPropertyException(
                        "flowmon.spool.size",
                        "It must be at least " + least + " bytes, not " + size.toBytes()
                                + ": four windows (flowmon.sender.window), sixteen batches"
                                + " (flowmon.sender.batch-size).",
                        "Set a larger size, or a smaller window and smaller batches.");
            }
            return new FileSpool(directory, name, size.toBytes(), giveUp);
        }
    }
}
