/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import io.flowmon.core.spool.FileSpool;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A real spool on a disk that refuses to be written when told to: before or after it has really written. */
final class UnreliableSpool implements Spool {

    private final FileSpool spool;
    private volatile boolean failing;

    UnreliableSpool(Path directory, GiveUp giveUp) {
        this.spool = new FileSpool(directory, "orders", 4 << 20, giveUp);
    }

    void fail(boolean now) {
        failing = now;
    }

    @Override
    public List<SpoolSegment> open() {
        check();
        return spool.open().stream().<SpoolSegment>map(Segment::new).toList();
    }

    @Override
    public long lost() {
        return spool.lost();
    }

    @Override
    public SpoolSegment create(UUID session, long first) {
        check();
        return new Segment(spool.create(session, first));
    }

    @Override
    public long bytes() {
        return spool.bytes();
    }

    @Override
    public Settings settings() {
        return spool.settings();
    }

    @Override
    public void close() {
        spool.close();
    }

    private void check() {
        if (failing) {
            throw new SpoolException("the disk is full, so to speak", null);
        }
    }

    private final class Segment implements SpoolSegment {

        private final SpoolSegment segment;

        Segment(SpoolSegment segment) {
            this.segment = segment;
        }

        @Override
        public void commit(boolean sync) {
            if (sync) {
                segment.commit(true);
            }
            check();
            segment.commit(sync);
        }

        @Override
        public void append(EncodedBatch batch) {
            check();
            segment.append(batch);
        }

        @Override
        public UUID session() {
            return segment.session();
        }

        @Override
        public long first() {
            return segment.first();
        }

        @Override
        public long last() {
            return segment.last();
        }

        @Override
        public long events() {
            return segment.events();
        }

        @Override
        public long bytes() {
            return segment.bytes();
        }

        @Override
        public @Nullable Instant oldest() {
            return segment.oldest();
        }

        @Override
        public EncodedBatch read(long number) {
            return segment.read(number);
        }

        @Override
        public void acknowledged(long number, long events) {
            segment.acknowledged(number, events);
        }

        @Override
        public void renumber(UUID session, long first) {
            segment.renumber(session, first);
        }

        @Override
        public void park() {
            segment.park();
        }

        @Override
        public void setAside() {
            segment.setAside();
        }

        @Override
        public void delete() {
            segment.delete();
        }
    }
}
