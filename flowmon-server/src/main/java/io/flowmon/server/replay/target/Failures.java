/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What failed, in words for a person. */
final class Failures {

    private Failures() {}

    /** The outcome of messages that could not even be begun with. */
    static List<ResendOutcome> all(List<Resend> messages, String detail, long begun) {
        ResendOutcome failed = ResendOutcome.failed(detail, begun);
        return messages.stream().map(message -> failed).toList();
    }

    /** What a library says of it, and of what is at the bottom of it. */
    static String text(Throwable failure) {
        Throwable top = failure;
        while ((top instanceof CompletionException || top instanceof ExecutionException) && top.getCause() != null) {
            top = top.getCause();
        }
        Throwable bottom = top;
        while (bottom.getCause() != null && bottom.getCause() != bottom) {
            bottom = bottom.getCause();
        }
        String text = own(top);
        return bottom == top || text.contains(own(bottom)) ? text : text + " (" + own(bottom) + ")";
    }

    private static String own(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
