/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access;

import io.flowmon.server.settings.ServerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start on an address that other machines can reach, unless that is allowed. Nothing is bound before. */
@Component
class AddressCheck {

    private static final Logger log = LoggerFactory.getLogger(AddressCheck.class);
    private static final String EVERY_ADDRESS = "0.0.0.0";

    AddressCheck(Environment environment, ServerSettings settings) {
        if (settings.allowOpen()) {
            log.warn("flowmon.server.allow-open=true: whoever reaches this server can read every flow and send events");
            return;
        }
        requireLoopback("server.address", environment.getProperty("server.address", EVERY_ADDRESS));
        requireLoopback("flowmon.server.zeromq.address", settings.zeromq().address());
        if (environment.containsProperty("management.server.port")) {
            requireLoopback(
                    "management.server.address", environment.getProperty("management.server.address", EVERY_ADDRESS));
        }
    }

    private static void requireLoopback(String setting, String address) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            loopback = false;
        }
        if (!loopback) {
            throw new OpenAddressException(setting, address);
        }
    }
}
