/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

/** The server would be open to other machines, and nobody said that it may be. */
final class OpenAddressException extends RuntimeException {

    private final Way way;
    private final String setting;
    private final String address;

    OpenAddressException(Way way, String setting, String address) {
        super(setting + "=" + address + " can be reached from other machines, and there are no " + way.missing);
        this.way = way;
        this.setting = setting;
        this.address = address;
    }

    /** A way in. */
    enum Way {
        WEB(
                "credentials",
                "read every flow and send events",
                "configure users or tokens (flowmon.server.users, flowmon.server.tokens)"),
        ZEROMQ(
                "keys of senders",
                "send events",
                "configure keys (flowmon.server.zeromq.curve.key-file, made by 'bin/flowmon-server keys')");

        private final String missing;
        private final String danger;
        private final String remedy;

        Way(String missing, String danger, String remedy) {
            this.missing = missing;
            this.danger = danger;
            this.remedy = remedy;
        }
    }

    String setting() {
        return setting;
    }

    String address() {
        return address;
    }

    String danger() {
        return way.danger;
    }

    String remedy() {
        return way.remedy;
    }
}
