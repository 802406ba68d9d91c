/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import io.flowmon.server.store.FlowStore;

/** Flows out of a test's own store. */
public final class TestFlows {

    private TestFlows() {}

    /** The flows of the store. */
    public static Flows of(FlowStore store) {
        return new Flows(store);
    }
}
