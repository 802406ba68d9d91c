/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.SenderTable;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.types.Row;

/**
 * What an {@link EventFeed} knows of senders as a source of Flink: rows of {@link SenderTable}. It has no place to go on
 * from; a rule that starts again is told everything again.
 */
public final class SenderSource implements Source<Row, FeedSplit, Collection<FeedSplit>>, ResultTypeQueryable<Row> {

    private static final long serialVersionUID = 1;

    private final String feed;

    /** @param feed the name under which the feed is held in {@link FeedSource#FEEDS} */
    public SenderSource(String feed) {
        this.feed = feed;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<FeedSplit, Collection<FeedSplit>> createEnumerator(
            SplitEnumeratorContext<FeedSplit> context) {
        return new FeedEnumerator(context, List.of(new FeedSplit(0)));
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
    public SourceReader<Row, FeedSplit> createReader(SourceReaderContext context) {
        return new SenderReader(FeedSource.FEEDS.get(feed));
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return SenderTable.rows();
    }
}
