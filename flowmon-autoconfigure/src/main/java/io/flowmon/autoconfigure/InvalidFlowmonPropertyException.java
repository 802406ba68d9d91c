/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

/** A property of flowmon has a value that cannot be used. Stops the start with a description that names the property. */
public final class InvalidFlowmonPropertyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final String reason;
    private final String action;

    /**
     * @param property full name, such as {@code flowmon.server}
     * @param reason what is wrong with the value, as a sentence
     * @param action what to set instead, as a sentence
     */
    public InvalidFlowmonPropertyException(String property, String reason, String action) {
        super(property + ": " + reason);
        this.property = property;
        this.reason = reason;
        this.action = action;
    }

    public String property() {
        return property;
    }

    public String reason() {
        return reason;
    }

    public String action() {
        return action;
    }
}
