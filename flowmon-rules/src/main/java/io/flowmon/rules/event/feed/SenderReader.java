/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.SenderState;
import io.flowmon.rules.event.SenderTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.types.Row;

/** Looks every {@link FeedSource#STEP} whether anything about senders is new, and moves time on. Flink's task thread. */
final class SenderReader implements SourceReader<Row, FeedSplit> {

    private final EventFeed feed;
    private final Map<String, SenderState> told = new HashMap<>();
    private List<FeedSplit> splits = List.of();
    private long time = Long.MIN_VALUE;

    SenderReader(EventFeed feed) {
        this.feed = feed;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Row> output) throws IOException {
        if (splits.isEmpty()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        EventFeed.Senders senders = feed.senders();
        for (SenderState sender : senders.states()) {
            if (!sender.equals(told.put(sender.moduleId(), sender))) {
                output.collect(
                        SenderTable.row(sender, senders.time()), senders.time().toEpochMilli());
            }
        }
        long next = senders.time().toEpochMilli();
        if (next > time) {
            time = next;
            output.emitWatermark(new Watermark(time - FeedSource.DISORDER.toMillis() - 1));
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(FeedSource.STEP.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
    }

    @Override
    public List<FeedSplit> snapshotState(long checkpoint) {
        return splits;
    }

    @Override
    public void addSplits(List<FeedSplit> added) {
        splits = List.copyOf(added);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
