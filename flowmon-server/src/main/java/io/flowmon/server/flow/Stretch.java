/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.flow;

import java.time.Duration;

/**
 * A part of a flow's critical path.
 *
 * @param step whose time it was
 * @param spent on what
 * @param duration how long, by the clock of the step's module; positive
 */
public record Stretch(Step step, Spent spent, Duration duration) {

    /** What time is spent on. */
    public enum Spent {
        /** The step worked, and waited for no other. */
        WORK,
        /** It had called and waited, while nobody is known to have worked on the call. */
        ANSWER,
        /** Its call was on the way there or back: what it waited beyond the time that the service took. */
        WAY,
        /** Its message was on the way: in the bus, or from the caller. */
        BUS,
        /** Its module had received the message and had not begun to work. */
        RECEIVER
    }
}
