/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a server takes events. */
public final class ServerAddress {

    private static final String TCP = "tcp://";

    private ServerAddress() {}

    /**
     * Reads {@code host:port} or {@code tcp://host:port}.
     *
     * @return the endpoint for a {@link ZeroMqTransport}
     * @throws IllegalArgumentException if it is neither
     */
    public static String parse(String address) {
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
        throw new IllegalArgumentException("'" + address + "' is not an address of the form host:port.");
    }
}
