/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The session of fresh events on disk: the segments that hold what is in its window, oldest first; the last one is
 * written to. Without a spool there is none of them.
 */
final class LiveLog implements SessionLog {

    private final Deque<SpoolSegment> segments = new ArrayDeque<>();
    private @Nullable SpoolSegment current;
    private @Nullable UUID onDisk;

    void append(Spool spool, UUID session, long number, EncodedBatch batch) {
        SpoolSegment target = current;
        if (target == null || target.bytes() >= spool.settings().segmentBytes()) {
            target = spool.create(session, number);
            segments.add(target);
            current = target;
        }
        target.append(batch);
        onDisk = session;
    }

    void commit(boolean sync) {
        if (current != null) {
            current.commit(sync);
        }
    }

    @Override
    public void settled(long number, int events) {
        for (Iterator<SpoolSegment> all = segments.iterator(); all.hasNext(); ) {
            SpoolSegment segment = all.next();
            if (segment.first() <= number && number <= segment.last()) {
                segment.acknowledged(number, events);
            }
            if (segment != current && segment.first() > segment.last()) {
                all.remove();
                segment.delete();
            }
        }
    }

    @Override
    public void renumbered(UUID session, long offset) {
        for (SpoolSegment segment : segments) {
            segment.renumber(session, segment.first() - offset);
            segment.commit(true);
        }
        onDisk = session;
    }

    /**
     * Takes a segment that was found when the spool was opened again, if it is one of this session; nothing is added to
     * it any more. What it has beyond the window was acknowledged meanwhile.
     */
    boolean takes(SpoolSegment segment, DeliveryWindow window) {
        if (segment.session().equals(window.session())) {
            try {
                while (segment.first() <= segment.last() && segment.first() < window.firstHeld()) {
                    segment.acknowledged(
                            segment.first(), segment.read(segment.first()).events());
                }
                segments.add(segment);
            } catch (SpoolException damaged) {
                segment.setAside(); // the window holds what of it is not acknowledged
            }
            return true;
        }
        if (segment.session().equals(onDisk)) {
            segment.delete(); // the window has renumbered meanwhile, and holds what is in here
            return true;
        }
        return false;
    }

    /** Forgets the segments: the spool is closed. */
    void detach() {
        segments.clear();
        current = null;
    }

    /** Events on disk that are not acknowledged. */
    long events() {
        return segments.stream().mapToLong(SpoolSegment::events).sum();
    }

    long bytes() {
        return segments.stream().mapToLong(SpoolSegment::bytes).sum();
    }

    /** Deletes what is acknowledged as a whole, the last segment too. */
    void clear() {
        for (Iterator<SpoolSegment> all = segments.iterator(); all.hasNext(); ) {
            SpoolSegment segment = all.next();
            if (segment.first() > segment.last()) {
                all.remove();
                segment.delete();
            } else {
                segment.commit(true);
            }
        }
        current = null;
    }
}
