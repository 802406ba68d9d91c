/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that a contract expects, and those that it causes.
 *
 * @param module who handles it; null for whoever does, also nobody
 * @param count how many below one message of the step above
 * @param optional whether there may also be none
 * @param outcomes one of which each side must report; empty for any
 * @param within from the flow's begin to the end of handling it
 * @param takes how long handling it may take
 * @param inOrder whether those below begin in the order in which they stand here
 * @param othersForbidden whether there must be no other messages below
 * @param steps what is caused by it
 */
record ExpectedStep(
        @Nullable Glob module,
        Glob endpoint,
        Count count,
        boolean optional,
        Set<String> outcomes,
        @Nullable Duration within,
        @Nullable Duration takes,
        boolean inOrder,
        boolean othersForbidden,
        List<ExpectedStep> steps) {

    ExpectedStep {
        outcomes = Set.copyOf(outcomes);
        steps = List.copyOf(steps);
    }

    /** Whether it is what the step says, and was handled by whom the step says. */
    boolean matches(SentMessage message) {
        if (!endpoint.matches(message.endpoint())) {
            return false;
        }
        String handler = message.handler();
        return module == null || (handler != null && module.matches(handler));
    }

    /** The more, the fewer messages it stands for: by its module first, then by its endpoint. */
    int exactness() {
        int byModule = module == null ? 0 : module.exact() ? 4 : 2;
        return byModule + (endpoint.exact() ? 1 : 0);
    }

    /** For people, such as {@code POST /stock of backend}. */
    String text() {
        return module == null ? endpoint.text() : endpoint.text() + " of " + module.text();
    }
}
