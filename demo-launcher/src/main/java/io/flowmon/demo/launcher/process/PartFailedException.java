/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.process;

import java.nio.file.Path;
import java.util.List;

/** A part did not start, or ended while it should run. Its log's last lines say why. */
public final class PartFailedException extends Exception {

    private final Path log;
    private final List<String> lastLines;

    PartFailedException(String message, Path log, List<String> lastLines) {
        super(message);
        this.log = log;
        this.lastLines = List.copyOf(lastLines);
    }

    public Path log() {
        return log;
    }

    public List<String> lastLines() {
        return lastLines;
    }
}
