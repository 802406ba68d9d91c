/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventTable;
import io.flowmon.rules.event.RuleEvent;
import io.flowmon.rules.local.LocalHandles;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * The feed as a source of {@link EventTable#rows}. Its watermarks follow the server's clock, not the events' own.
 */
public final class FeedSource
        implements Source<RowData, FeedSplit, Collection<FeedSplit>>, ResultTypeQueryable<RowData> {

    /** Time goes on in such steps. */
    public static final Duration STEP = Duration.ofMillis(100);

    /** The feeds of this process. */
    public static final LocalHandles<EventFeed> FEEDS = new LocalHandles<>("feed");

    private static final long serialVersionUID = 1;

    private final String feed;
    private final boolean waitsForSenders;
    private final long after;

    /**
     * @param feed the name under which the feed is held in {@link #FEEDS}
     * @param after where to begin unless a checkpoint knows better
     */
    public FeedSource(String feed, boolean waitsForSenders, long after) {
        this.feed = feed;
        this.waitsForSenders = waitsForSenders;
        this.after = after;
    }

    /** The last step of time that has come by then, in milliseconds. */
    public static long step(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), STEP.toMillis()) * STEP.toMillis();
    }

    /** What a rule may take for granted when time has come so far, in milliseconds. */
    public static Watermark watermark(long time) {
        return new Watermark(time - 1);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<FeedSplit, Collection<FeedSplit>> createEnumerator(
            SplitEnumeratorContext<FeedSplit> context) {
        return new FeedEnumerator(context, List.of(new FeedSplit(after)));
    }

    @Override
    public SplitEnumerator<FeedSplit, Collection<FeedSplit>> restoreEnumerator(
            SplitEnumeratorContext<FeedSplit> context, Collection<FeedSplit> unassigned) {
        return new FeedEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<FeedSplit> getSplitSerializer() {
        return new FeedSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<FeedSplit>> getEnumeratorCheckpointSerializer() {
        return new FeedSplit.ListSerializer();
    }

    @Override
    public SourceReader<RowData, FeedSplit> createReader(SourceReaderContext context) {
        return new Reader(FEEDS.get(feed), waitsForSenders, context);
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return EventTable.rows();
    }

    private static void emit(FeedRecord record, SourceOutput<RowData> output, FeedPosition position) {
        RuleEvent event = record.event();
        if (event == null) {
            output.emitWatermark(watermark(record.time()));
        } else {
            output.collect(EventTable.row(event), record.time());
            position.moveTo(event.sequence());
        }
    }

    @SuppressWarnings("try") // Flink closes it, and says so in its own signature
    private static final class Reader
            extends SingleThreadMultiplexSourceReaderBase<FeedRecord, RowData, FeedSplit, FeedPosition> {

        Reader(EventFeed feed, boolean waitsForSenders, SourceReaderContext context) {
            super(() -> new FeedReader(feed, waitsForSenders), FeedSource::emit, new Configuration(), context);
        }

        @Override
        protected void onSplitFinished(Map<String, FeedPosition> finished) {}

        @Override
        protected FeedPosition initializedState(FeedSplit split) {
            return new FeedPosition(split.sequence());
        }

        @Override
        protected FeedSplit toSplitType(String id, FeedPosition position) {
            return new FeedSplit(position.sequence());
        }
    }
}
