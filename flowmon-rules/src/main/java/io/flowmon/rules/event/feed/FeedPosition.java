/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.event.feed;

/** How far the records have been handed on to the job, as opposed to read. */
final class FeedPosition {

    private long sequence;

    FeedPosition(long sequence) {
        this.sequence = sequence;
    }

    long sequence() {
        return sequence;
    }

    void moveTo(long next) {
        sequence = next;
    }
}
