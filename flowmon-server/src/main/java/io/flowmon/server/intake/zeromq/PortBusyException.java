/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.intake.zeromq;

/** The address of the intake is taken, or is not this machine's. */
final class PortBusyException extends RuntimeException {

    private final String address;
    private final int port;

    PortBusyException(String address, int port, Throwable cause) {
        super("Cannot bind " + address + ":" + port + " for events over ZeroMQ", cause);
        this.address = address;
        this.port = port;
    }

    String address() {
        return address;
    }

    int port() {
        return port;
    }
}
