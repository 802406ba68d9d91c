/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.core.event.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that reading or writing failed under the application's hands, and tells why: mostly the caller has gone, but
 * it may also have been too slow, or have sent what is no body.
 */
final class StreamFailure {

    private static final int MAX_CAUSES = 8;

    private final Runnable onAnswerLost;
    private volatile @Nullable Throwable first;
    private volatile boolean answerLost;

    /** @param onAnswerLost told each time that an answer could not be written */
    StreamFailure(Runnable onAnswerLost) {
        this.onAnswerLost = onAnswerLost;
    }

    /** Notes that the request could not be read; returns {@code failure}, to be thrown on. */
    IOException ofReading(IOException failure) {
        note(failure);
        return failure;
    }

    /** Notes that the answer could not be written; returns {@code failure}, to be thrown on. */
    IOException ofWriting(IOException failure) {
        note(failure);
        answerLost = true;
        onAnswerLost.run();
        return failure;
    }

    /** Notes an exception that is not the application's own, if {@code failure} is one; returns it, to be thrown on. */
    RuntimeException ofReading(RuntimeException failure) {
        if (isMalformed(failure)) {
            note(failure);
        }
        return failure;
    }

    private void note(Throwable failure) {
        if (first == null) {
            first = failure;
        }
    }

    /** Whether no answer reaches the caller any more. */
    boolean answerLost() {
        return answerLost;
    }

    @Nullable
    Throwable first() {
        return first;
    }

    /** How the exchange ends that {@code failure} happened in. */
    static Outcome outcome(Throwable failure) {
        if (isCausedBy(failure, StreamFailure::isTimeout)) {
            return Outcome.TIMEOUT;
        }
        return isCausedBy(failure, StreamFailure::isMalformed) ? Outcome.CLIENT_ERROR : Outcome.CANCELLED;
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof InterruptedIOException || failure instanceof TimeoutException;
    }

    /** Each container has a class of its own for requests that are not HTTP: Tomcat's, and Jetty's. */
    private static boolean isMalformed(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        return type.equals("BadRequestException") || type.equals("BadMessageException");
    }

    private static boolean isCausedBy(Throwable failure, Predicate<Throwable> kind) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (kind.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
