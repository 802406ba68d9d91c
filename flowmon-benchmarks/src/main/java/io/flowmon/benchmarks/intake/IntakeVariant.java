/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.intake;

import java.io.IOException;

/** What is compared. */
enum IntakeVariant {
    UNACKNOWLEDGED("flowmon, unacknowledged"),
    ACKNOWLEDGED("flowmon, numbered and acknowledged"),
    CURVE("flowmon, acknowledged and encrypted (CURVE)"),
    ZIPKIN("zipkin-server 3.6.1, in memory, HTTP");

    private final String title;

    IntakeVariant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** A server with nothing in it. */
    Target start() throws IOException, InterruptedException {
        return switch (this) {
            case UNACKNOWLEDGED -> FlowmonTarget.start(false);
            case ACKNOWLEDGED -> FlowmonTarget.start(true);
            case CURVE -> FlowmonTarget.startWithKeys();
            case ZIPKIN -> ZipkinTarget.start();
        };
    }
}
