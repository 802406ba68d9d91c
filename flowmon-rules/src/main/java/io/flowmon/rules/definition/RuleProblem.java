/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

/**
 * Why a rule cannot run, and where in its file that is.
 *
 * @param file as it was named to whoever loaded it
 * @param line from 1
 * @param column from 1
 */
public record RuleProblem(String file, int line, int column, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
