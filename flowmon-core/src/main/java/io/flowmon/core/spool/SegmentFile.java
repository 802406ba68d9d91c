/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.spool;

import io.flowmon.core.sender.EncodedBatch;
import io.flowmon.core.sender.SpoolException;
import io.flowmon.core.sender.SpoolSegment;
import io.flowmon.core.wire.PayloadEncoding;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A segment in a file of its own. The file only grows: nothing in it is overwritten, what is acknowledged is a number in
 * it, and space comes back when the file is deleted.
 *
 * <p>Batches stand under falling keys behind an empty first entry. So a new batch always goes into the leaf of that
 * entry; with rising keys each would be written a second time, together with its successor.
 */
final class SegmentFile implements SpoolSegment {

    private static final Logger LOG = System.getLogger(FileSpool.class.getName());
    private static final long SENTINEL = Long.MIN_VALUE;
    private static final EncodedBatch NOTHING = new EncodedBatch(PayloadEncoding.JSON, new byte[0], 0, Instant.EPOCH);

    private final Path file;
    private final Consumer<SegmentFile> onGone;
    private @Nullable Opened opened;
    private SegmentState state;
    private long last;
    private long bytes;

    private SegmentFile(Path file, Opened opened, SegmentState state, long last, Consumer<SegmentFile> onGone) {
        this.file = file;
        this.opened = opened;
        this.state = state;
        this.last = last;
        this.onGone = onGone;
        this.bytes = opened.bytes();
    }

    /** Makes a file for a session's batches from {@code first} on. */
    static SegmentFile create(Path file, UUID session, long first, Consumer<SegmentFile> onGone) {
        return guarded(file, () -> {
            Opened opened = Opened.open(file);
            opened.batches().put(SENTINEL, NOTHING);
            SegmentFile segment =
                    new SegmentFile(file, opened, new SegmentState(session, first - 1, 0, 0, 0, 0), 0, onGone);
            segment.state.write(opened.numbers());
            return segment;
        });
    }

    /** Opens a file that is there, and parks it. */
    static SegmentFile find(Path file, Consumer<SegmentFile> onGone) {
        return guarded(file, () -> {
            Opened opened = Opened.open(file);
            try {
                SegmentState state = SegmentState.read(opened.numbers());
                Long newest = opened.batches().higherKey(SENTINEL);
                SegmentFile segment = new SegmentFile(file, opened, state, newest == null ? 0 : -newest, onGone);
                segment.park();
                return segment;
            } catch (RuntimeException unreadable) {
                opened.store().closeImmediately();
                throw unreadable;
            }
        });
    }

    Path file() {
        return file;
    }

    /** Names sort by age. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public UUID session() {
        return state.session();
    }

    @Override
    public long first() {
        return state.acknowledged() + 1 + state.shift();
    }

    @Override
    public long last() {
        return last + state.shift();
    }

    @Override
    public long events() {
        return state.left();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public @Nullable Instant oldest() {
        return events() == 0 ? null : Instant.ofEpochMilli(state.oldestMillis());
    }

    @Override
    public void append(EncodedBatch batch) {
        guarded(file, () -> {
            Opened open = open();
            open.batches().put(-(last + 1), batch);
            last++;
            SegmentState before = state;
            long oldest = batch.oldest().toEpochMilli();
            state = new SegmentState(
                    before.session(),
                    before.shift(),
                    before.acknowledged(),
                    before.events() + batch.events(),
                    before.acknowledgedEvents(),
                    events() == 0 ? oldest : Math.min(oldest, before.oldestMillis()));
            state.write(open.numbers());
            return open;
        });
    }

    @Override
    public EncodedBatch read(long number) {
        return guarded(file, () -> {
            EncodedBatch batch = open().batches().get(-(number - state.shift()));
            if (batch == null) {
                throw new SpoolException(file + " lacks batch " + number, null);
            }
            return batch;
        });
    }

    @Override
    public void acknowledged(long number, long events) {
        guarded(file, () -> {
            state = new SegmentState(
                    state.session(),
                    state.shift(),
                    number - state.shift(),
                    state.events(),
                    state.acknowledgedEvents() + events,
                    state.oldestMillis());
            Opened open = open();
            state.write(open.numbers());
            return open;
        });
    }

    @Override
    public void renumber(UUID session, long first) {
        guarded(file, () -> {
            state = new SegmentState(
                    session,
                    first - 1 - state.acknowledged(),
                    state.acknowledged(),
                    state.events(),
                    state.acknowledgedEvents(),
                    state.oldestMillis());
            Opened open = open();
            state.write(open.numbers());
            return open;
        });
    }

    @Override
    public void commit(boolean sync) {
        Opened open = opened;
        if (open != null) {
            guarded(file, () -> {
                if (open.store().hasUnsavedChanges()) {
                    open.store().commit();
                    if (sync) {
                        open.store().sync();
                    }
                    new Tally(state.left()).write(file);
                    bytes = open.bytes();
                }
                return open;
            });
        }
    }

    @Override
    public void park() {
        Opened open = opened;
        opened = null;
        if (open != null) {
            guarded(file, () -> {
                bytes = open.bytes();
                open.store().closeImmediately();
                return open;
            });
        }
    }

    @Override
    public void setAside() {
        park();
        setAside(file);
        onGone.accept(this);
    }

    /** Has the file's tally say what is really there; if that fails, the loss is told a second time. */
    void recount() {
        try {
            new Tally(state.left()).write(file);
        } catch (SpoolException notWritten) {
            LOG.log(Level.DEBUG, "flowmon: a count beside the spool could not be written", notWritten);
        }
    }

    static void setAside(Path file) {
        try {
            Tally.delete(file);
            Path aside = file.resolveSibling(file.getFileName() + FileSpool.DAMAGED);
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notMoved) {
            throw new SpoolException(file + " is damaged and cannot be moved: " + notMoved, notMoved);
        }
    }

    @Override
    public void delete() {
        park();
        try {
            Tally.delete(file);
            Files.deleteIfExists(file);
        } catch (IOException notDeleted) {
            throw new SpoolException(file + " cannot be deleted: " + notDeleted, notDeleted);
        }
        onGone.accept(this);
    }

    private Opened open() {
        Opened open = opened;
        if (open == null) {
            open = Opened.open(file);
            opened = open;
        }
        return open;
    }

    private static <T> T guarded(Path file, Supplier<T> work) {
        try {
            return work.get();
        } catch (MVStoreException | IllegalArgumentException | IllegalStateException failure) {
            throw new SpoolException(file + ": " + failure.getMessage(), failure);
        }
    }
}
