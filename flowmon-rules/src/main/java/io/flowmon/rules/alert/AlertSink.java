/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.alert;

import java.io.IOException;
import java.time.Instant;

/** Takes what rules conclude. Called on threads of the jobs, one at a time for each rule. */
public interface AlertSink {

    /**
     * Takes the signal, at least once each. When it fails, the rule begins again at its last checkpoint.
     *
     * @throws IOException when it cannot be kept now
     */
    void accept(AlertSignal signal) throws IOException;

    /**
     * The rule begins without a memory, because it is new, was changed, or lost it: whatever is open of it, nobody will
     * resolve. What comes after that counts, whatever its version.
     *
     * @throws IOException when that cannot be noted now
     */
    void beginsAnew(String rule) throws IOException;

    /** All signals of the rule that follow from what came before {@code time} have been accepted. */
    void progressed(String rule, Instant time);
}
