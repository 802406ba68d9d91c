/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;

/** The address of flowmon-server as ZeroMQ wants it. */
final class ServerEndpoint {

    private static final String PROPERTY = "flowmon.server";
    private static final String TCP = "tcp://";

    private ServerEndpoint() {}

    /**
     * Reads {@code host:port} or {@code tcp://host:port}.
     *
     * @throws InvalidFlowmonPropertyException if it is neither
     */
    static String parse(String address) {
        String endpoint = address.startsWith(TCP) ? address : TCP + address;
        try {
            URI uri = new URI(endpoint);
            if (uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPort() <= 65_535
                    && uri.getRawPath().isEmpty()) {
                return endpoint;
            }
        } catch (URISyntaxException notAnAddress) {
            // told below, like every other address that cannot be used
        }
        throw new InvalidFlowmonPropertyException(
                PROPERTY,
                "'" + address + "' is not an address of the form host:port.",
                "Set it to where flowmon-server takes events, for example " + PROPERTY + "=127.0.0.1:8401.");
    }
}
