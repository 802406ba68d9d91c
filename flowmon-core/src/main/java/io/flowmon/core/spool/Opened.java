/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.spool;

import io.flowmon.core.sender.EncodedBatch;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** A segment's file while it is used. */
record Opened(MVStore store, MVMap<Long, EncodedBatch> batches, MVMap<String, Long> numbers) {

    private static final int CACHE_MEGABYTES = 1;

    static Opened open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MEGABYTES)
                .compress()
                .open();
        store.setReuseSpace(false);
        store.setVersionsToKeep(0);
        MVMap.Builder<Long, EncodedBatch> batches = new MVMap.Builder<>();
        MVMap.Builder<String, Long> numbers = new MVMap.Builder<>();
        return new Opened(
                store,
                store.openMap("batches", batches.keyType(LongDataType.INSTANCE).valueType(EncodedBatchType.INSTANCE)),
                store.openMap(
                        "numbers", numbers.keyType(StringDataType.INSTANCE).valueType(LongDataType.INSTANCE)));
    }

    long bytes() {
        return store.getFileStore().size();
    }
}
