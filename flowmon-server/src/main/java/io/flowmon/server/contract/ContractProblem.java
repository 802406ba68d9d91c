/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

/**
 * A mistake in a contract's file.
 *
 * @param file as it was named to whoever read it
 * @param line from 1
 * @param column from 1
 */
public record ContractProblem(String file, int line, int column, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
