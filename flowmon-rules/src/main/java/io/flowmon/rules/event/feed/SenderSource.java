/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import io.flowmon.rules.event.EventFeed;
import io.flowmon.rules.event.EventLoss;
import io.flowmon.rules.event.SenderTable;
import java.io.Serializable;
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
 * What an {@link EventFeed} knows of senders as a source of Flink; the feed is held in {@link FeedSource#FEEDS} under a name.
 * It has no place to go on from: a rule that starts again is told everything again.
 */
public final class SenderSource<T> implements Source<T, FeedSplit, Collection<FeedSplit>>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1;

    private final String feed;
    private final News<T> news;
    private final TypeInformation<T> type;

    private SenderSource(String feed, News<T> news, TypeInformation<T> type) {
        this.feed = feed;
        this.news = news;
        this.type = type;
    }

    /** Who is up and who is gone: rows of {@link SenderTable}. */
    public static SenderSource<Row> states(String feed) {
        return new SenderSource<>(
                feed,
                (before, now) -> now.states().stream()
                        .filter(state -> !before.states().contains(state))
                        .map(state -> SenderTable.row(state, now.time()))
                        .toList(),
                SenderTable.rows());
    }

    /** What they have lost. */
    public static SenderSource<EventLoss> losses(String feed) {
        return new SenderSource<>(
                feed,
                (before, now) -> now.losses().stream()
                        .filter(loss -> !before.losses().contains(loss))
                        .toList(),
                TypeInformation.of(EventLoss.class));
    }

    /** What is new, compared with before. */
    interface News<T> extends Serializable {
        List<T> of(EventFeed.Senders before, EventFeed.Senders now);
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
    public SourceReader<T, FeedSplit> createReader(SourceReaderContext context) {
        return new SenderReader<>(FeedSource.FEEDS.get(feed), news);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }
}
