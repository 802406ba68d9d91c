/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

/** A setting has a value that cannot be used. Stops the start with a description that names it. */
public final class UnusableSettingException extends RuntimeException {

    private final String setting;
    private final String reason;
    private final String action;

    /**
     * @param setting full name, such as {@code flowmon.server.users.anna.password}
     * @param reason what is wrong with it, as a sentence; without secrets
     * @param action what to do, as a sentence
     */
    public UnusableSettingException(String setting, String reason, String action) {
        super(setting + ": " + reason);
        this.setting = setting;
        this.reason = reason;
        this.action = action;
    }

    String setting() {
        return setting;
    }

    String reason() {
        return reason;
    }

    String action() {
        return action;
    }
}
