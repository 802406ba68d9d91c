/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.zeromq.ServerAddress;

/** The address of flowmon-server as ZeroMQ wants it. */
final class ServerEndpoint {

    private static final String PROPERTY = "flowmon.server";

    private ServerEndpoint() {}

    /**
     * Reads {@code host:port} or {@code tcp://host:port}.
     *
     * @throws InvalidFlowmonPropertyException if it is neither
     */
    static String parse(String address) {
        try {
            return ServerAddress.parse(address);
        } catch (IllegalArgumentException unusable) {
            throw new InvalidFlowmonPropertyException(
                    PROPERTY,
                    String.valueOf(unusable.getMessage()),
                    "Set it to where flowmon-server takes events, for example " + PROPERTY + "=127.0.0.1:8401.");
        }
    }
}
