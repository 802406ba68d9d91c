/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the host's tracing is asked for the ids of the current span. One for the whole process, as a thread's span is: an
 * action asks for itself, wherever it begins. Any thread; without a source it costs one read.
 */
public final class Traces {

    private static final List<TraceSource> SOURCES = new CopyOnWriteArrayList<>();

    private Traces() {}

    /** Asks {@code source} from now on, after those that are there already, until the registration is closed. */
    public static Registration register(TraceSource source) {
        SOURCES.add(source);
        return () -> SOURCES.remove(source);
    }

    /** The ids of the calling thread's span; null when no source knows one. A source that throws is passed over. */
    public static @Nullable TraceIds current() {
        if (SOURCES.isEmpty()) {
            return null;
        }
        for (TraceSource source : SOURCES) {
            try {
                TraceIds ids = source.current();
                if (ids != null) {
                    return ids;
                }
            } catch (RuntimeException | LinkageError broken) {
                // the host's tracing is not ours to mend, and an event without its ids is still an event
            }
        }
        return null;
    }

    /** Ends what {@link #register} began. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
