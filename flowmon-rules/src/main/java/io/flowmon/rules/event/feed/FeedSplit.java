/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The feed, which is one, and how far it was read.
 *
 * @param sequence the last event's number
 */
record FeedSplit(long sequence) implements SourceSplit {

    static final String ID = "feed";

    @Override
    public String splitId() {
        return ID;
    }

    /** For readers' checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<FeedSplit> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(FeedSplit split) {
            return ByteBuffer.allocate(Long.BYTES).putLong(split.sequence()).array();
        }

        @Override
        public FeedSplit deserialize(int version, byte[] bytes) throws IOException {
            requireKnown(version);
            return new FeedSplit(ByteBuffer.wrap(bytes).getLong());
        }
    }

    /** For the enumerator's checkpoints: what no reader has at present. */
    static final class ListSerializer implements SimpleVersionedSerializer<Collection<FeedSplit>> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<FeedSplit> splits) {
            ByteBuffer bytes = ByteBuffer.allocate(splits.size() * Long.BYTES);
            splits.forEach(split -> bytes.putLong(split.sequence()));
            return bytes.array();
        }

        @Override
        public Collection<FeedSplit> deserialize(int version, byte[] bytes) throws IOException {
            requireKnown(version);
            List<FeedSplit> splits = new ArrayList<>();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                splits.add(new FeedSplit(buffer.getLong()));
            }
            return splits;
        }
    }

    private static void requireKnown(int version) throws IOException {
        if (version != 1) {
            throw new IOException("The checkpoint is of version " + version + ", this flowmon knows 1");
        }
    }
}
