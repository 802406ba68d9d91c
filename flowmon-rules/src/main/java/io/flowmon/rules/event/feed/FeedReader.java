/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.RuleEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads page after page. On a thread of its own, which Flink makes, but for {@link #wakeUp}. */
final class FeedReader implements SplitReader<FeedRecord, FeedSplit> {

    private static final int PAGE = 4096;

    private final EventFeed feed;
    private final boolean waitsForSenders;
    private long sequence;
    private long time = Long.MIN_VALUE;
    private boolean assigned;

    FeedReader(EventFeed feed, boolean waitsForSenders) {
        this.feed = feed;
        this.waitsForSenders = waitsForSenders;
    }

    @Override
    public RecordsWithSplitIds<FeedRecord> fetch() throws IOException {
        List<FeedRecord> records = new ArrayList<>();
        if (assigned) {
            EventFeed.Page page = read();
            Iterator<Instant> times = (waitsForSenders ? page.completions() : page.arrivals()).iterator();
            for (RuleEvent event : page.events()) {
                moveTimeTo(times.next(), records);
                records.add(new FeedRecord(event, event.time().toEpochMilli()));
                sequence = event.sequence();
            }
            moveTimeTo(times.next(), records);
        }
        return new FeedRecords(records);
    }

    private void moveTimeTo(Instant instant, List<FeedRecord> records) {
        long next = FeedSource.step(instant);
        if (next > time) {
            time = next;
            records.add(new FeedRecord(null, time));
        }
    }

    private EventFeed.Page read() throws IOException {
        try {
            return feed.read(sequence, PAGE, FeedSource.STEP);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            InterruptedIOException failure = new InterruptedIOException("Stopped while reading the feed");
            failure.initCause(stopped);
            throw failure;
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<FeedSplit> change) {
        for (FeedSplit split : change.splits()) {
            sequence = split.sequence();
            assigned = true;
        }
    }

    /** Nothing to do: a read is over soon by itself. */
    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
}
