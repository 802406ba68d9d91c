/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the first reader that comes. On Flink's coordinator thread. */
final class FeedEnumerator implements SplitEnumerator<FeedSplit, Collection<FeedSplit>> {

    private final SplitEnumeratorContext<FeedSplit> context;
    private final List<FeedSplit> unassigned;

    FeedEnumerator(SplitEnumeratorContext<FeedSplit> context, Collection<FeedSplit> unassigned) {
        this.context = context;
        this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<FeedSplit> splits, int subtask) {
        unassigned.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {
        unassigned.forEach(split -> context.assignSplit(split, subtask));
        unassigned.clear();
    }

    @Override
    public Collection<FeedSplit> snapshotState(long checkpoint) {
        return List.copyOf(unassigned);
    }

    @Override
    public void close() {}
}
