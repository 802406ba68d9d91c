/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sender's side of the spool. When the disk fails, the spool is closed, fresh events go on without it, and it is
 * opened again later; nothing here throws because of it. Used by the sender's thread alone, but for the counts.
 */
final class Spooling {

    private static final Logger LOG = System.getLogger(EventSender.class.getName());
    private static final Duration REOPEN_MIN = Duration.ofSeconds(1);
    private static final Duration REOPEN_MAX = Duration.ofMinutes(1);

    /** Acknowledgements are written with the next batch, or after this time. */
    private static final long TIDY_NANOS = 1_000_000_000L;

    private final @Nullable Spool spool;
    private final SenderSettings settings;
    private final SenderCounters counters;
    private final LiveLog live = new LiveLog();
    private final Backlog backlog;
    private final RetryTimer reopen = new RetryTimer(REOPEN_MIN, REOPEN_MAX);
    private long reopenAt = System.nanoTime();
    private long tidyAt = System.nanoTime();
    private boolean open;
    private boolean appended;
    private boolean troubled;
    private volatile long stored;
    private volatile long bytes;

    Spooling(@Nullable Spool spool, SenderSettings settings, SenderCounters counters) {
        this.spool = spool;
        this.settings = settings;
        this.counters = counters;
        this.backlog = new Backlog(settings, counters);
    }

    /** What the window on fresh events reports to. */
    SessionLog live() {
        return guarded(live);
    }

    Backlog backlog() {
        return backlog;
    }

    boolean isOpen() {
        return open;
    }

    /** Opens the spool if that is due. {@code window} is the one on fresh events. */
    void openIfDue(DeliveryWindow window) {
        if (System.nanoTime() - reopenAt >= 0) {
            open(window);
        }
    }

    /** Opens the spool, if it is not open. */
    void open(DeliveryWindow window) {
        if (spool == null || open) {
            return;
        }
        guarded(() -> {
            for (SpoolSegment segment : spool.open()) {
                if (!live.takes(segment, window)) {
                    backlog.attach(segment);
                }
            }
            open = true;
            reopen.reset();
            recount(spool.lost());
            if (troubled) {
                troubled = false;
                LOG.log(Level.INFO, "flowmon: the spool works again");
            }
        });
    }

    /** Whether fresh events may take more room on disk. */
    boolean hasRoomForLive() {
        return spool == null
                || !open
                || live.bytes() + 2L * settings.batchBytes() < spool.settings().maxBytes() / 4;
    }

    /** Puts a batch of fresh events on disk, with the next commit. */
    void appendLive(UUID session, long number, EncodedBatch batch) {
        if (spool == null) {
            return;
        }
        if (open) {
            appended = true;
            guarded(() -> live.append(spool, session, number, batch));
        }
        if (!open) {
            counters.unspooled(batch.events());
        }
    }

    /** Puts a batch into the backlog, with the next commit. */
    void appendBacklog(EncodedBatch batch) {
        if (spool == null || !open) {
            counters.drop(DropCause.SPOOL_FAILED, batch.events());
            return;
        }
        appended = true;
        guarded(() -> backlog.append(spool, batch, spool.settings().maxBytes() / 4 * 3));
        if (!open) {
            counters.drop(DropCause.SPOOL_FAILED, batch.events());
        }
    }

    /** Writes what was appended. */
    void commit() {
        if (open && appended) {
            appended = false;
            guarded(() -> {
                live.commit(true);
                backlog.commit(true);
                settle();
            });
            if (open) {
                stored = backlog.events();
            }
        }
    }

    /** Writes acknowledgements, now and then. */
    void tidy() {
        if (open && System.nanoTime() - tidyAt >= 0) {
            guarded(() -> {
                live.commit(false);
                backlog.commit(false);
                settle();
            });
        }
    }

    /** Does something with the backlog; what fails closes the spool. */
    void withBacklog(Runnable work) {
        if (open) {
            guarded(work);
            if (open) {
                stored = backlog.events();
            }
        }
    }

    /** Events on disk that are not in flight. Any thread. */
    long events() {
        return Math.max(0, stored - backlog.inFlight());
    }

    /** Bytes on disk. Any thread. */
    long bytes() {
        return bytes;
    }

    /** Leaves on disk what is there; how many fresh events are. */
    long close() {
        long kept = 0;
        if (open) {
            guarded(() -> {
                live.clear();
                backlog.commit(true);
            });
            kept = open ? live.events() : 0;
            stored = open ? backlog.events() + kept : stored;
            settle();
        }
        detach();
        return kept;
    }

    private void settle() {
        tidyAt = System.nanoTime() + TIDY_NANOS;
        bytes = spool == null ? 0 : spool.bytes();
    }

    /** What was found on disk, against what should have been there. */
    private void recount(long lost) {
        long found = backlog.events();
        long there = Math.max(stored, found + lost);
        counters.recover(there - stored);
        counters.drop(DropCause.SPOOL_FAILED, there - found);
        stored = found;
    }

    private SessionLog guarded(SessionLog log) {
        return new SessionLog() {
            @Override
            public void settled(long number, int events) {
                guarded(() -> log.settled(number, events));
            }

            @Override
            public void renumbered(UUID session, long offset) {
                guarded(() -> log.renumbered(session, offset));
            }
        };
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (SpoolException | LinkageError failure) {
            failed(failure);
        }
    }

    private void failed(Throwable failure) {
        if (!troubled) {
            troubled = true;
            LOG.log(
                    Level.WARNING,
                    "flowmon: the spool cannot be used, events go on without it, trying again later: {0}",
                    failure.getMessage());
        }
        counters.remember("the spool cannot be used", failure);
        reopenAt = System.nanoTime() + reopen.next();
        if (open) {
            stored = backlog.events(); // as far as is known; what is on disk is found out when it is opened again
        }
        detach();
    }

    private void detach() {
        open = false;
        live.detach();
        backlog.detach();
        if (spool != null) {
            try {
                spool.close();
            } catch (SpoolException | LinkageError alsoFailed) {
                counters.remember("closing the spool failed", alsoFailed);
            }
        }
    }
}
