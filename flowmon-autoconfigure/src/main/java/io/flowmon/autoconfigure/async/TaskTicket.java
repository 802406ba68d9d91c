/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/** Remembers for whom a task was given out, should an executor reject or forget it. */
final class TaskTicket extends PhantomReference<CarriedTask> {

    private final Handling handling;

    TaskTicket(CarriedTask task, ReferenceQueue<CarriedTask> forgotten, Handling handling) {
        super(task, forgotten);
        this.handling = handling;
    }

    Handling handling() {
        return handling;
    }
}
