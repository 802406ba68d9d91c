/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.io.IOException;
import java.util.List;

/** Keeps what people make of alerts. What is over is forgotten. Any thread; each method returns once it is on disk. */
public interface AlertHandling {

    /**
     * Notes that somebody knows of the alert, in place of what was noted before.
     *
     * @throws IOException when it cannot be kept now
     */
    void acknowledge(String alert, Acknowledgement acknowledgement) throws IOException;

    /**
     * Takes the acknowledgement back; answers whether there was one.
     *
     * @throws IOException when it cannot be noted now
     */
    boolean takeBack(String alert) throws IOException;

    /**
     * Begins a silence.
     *
     * @throws IOException when it cannot be kept now
     */
    void silence(Silence silence) throws IOException;

    /**
     * Ends a silence before its time; answers whether it was there.
     *
     * @throws IOException when it cannot be noted now
     */
    boolean endSilence(String id) throws IOException;

    /** Silences that have not ended, those first that end last. */
    List<Silence> silences();
}
