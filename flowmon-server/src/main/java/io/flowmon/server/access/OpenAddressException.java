/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access;

/** The server would be open to other machines, and nobody said that it may be. */
final class OpenAddressException extends RuntimeException {

    private final String setting;
    private final String address;

    OpenAddressException(String setting, String address) {
        super(setting + "=" + address + " can be reached from other machines, and there are no credentials");
        this.setting = setting;
        this.address = address;
    }

    String setting() {
        return setting;
    }

    String address() {
        return address;
    }
}
