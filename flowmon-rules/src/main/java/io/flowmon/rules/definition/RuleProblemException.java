/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

/** A rule cannot run. */
public final class RuleProblemException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient RuleProblem problem;

    public RuleProblemException(RuleProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public RuleProblem problem() {
        return problem;
    }
}
