/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.jspecify.annotations.Nullable;

/** What was read at once, of the one split. */
final class FeedRecords implements RecordsWithSplitIds<FeedRecord> {

    private final Iterator<FeedRecord> records;
    private boolean begun;

    FeedRecords(List<FeedRecord> records) {
        this.records = records.iterator();
    }

    @Override
    public @Nullable String nextSplit() {
        if (begun || !records.hasNext()) {
            return null;
        }
        begun = true;
        return FeedSplit.ID;
    }

    @Override
    public @Nullable FeedRecord nextRecordFromSplit() {
        return records.hasNext() ? records.next() : null;
    }

    @Override
    public Set<String> finishedSplits() {
        return Set.of();
    }
}
