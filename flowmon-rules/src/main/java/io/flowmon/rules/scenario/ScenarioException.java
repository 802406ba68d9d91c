/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.scenario;

/** A scenario's file cannot be read; the message names file, line and why. */
public final class ScenarioException extends Exception {

    private static final long serialVersionUID = 1;

    ScenarioException(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
    }
}
