/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.EventFeed;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Looks every {@link FeedSource#STEP} whether anything about senders is new, and moves time on. Flink's task thread. */
final class SenderReader<T> implements SourceReader<T, FeedSplit> {

    private static final EventFeed.Senders NONE = new EventFeed.Senders(List.of(), List.of(), Instant.EPOCH);

    private final EventFeed feed;
    private final SenderSource.News<T> news;
    private EventFeed.Senders told = NONE;
    private List<FeedSplit> splits = List.of();
    private long time = Long.MIN_VALUE;

    SenderReader(EventFeed feed, SenderSource.News<T> news) {
        this.feed = feed;
        this.news = news;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
        if (splits.isEmpty()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        EventFeed.Senders senders = feed.senders();
        if (!senders.states().equals(told.states()) || !senders.losses().equals(told.losses())) {
            long now = senders.time().toEpochMilli();
            news.of(told, senders).forEach(one -> output.collect(one, now));
            told = senders;
        }
        long next = senders.time().toEpochMilli();
        if (next > time) {
            time = next;
            output.emitWatermark(FeedSource.watermark(time));
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
