/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

import io.flowmon.server.access.Credentials;
import io.flowmon.server.access.open.OpenAddressException.Way;
import io.flowmon.server.settings.ServerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses to start on an address that other machines can reach, unless those who come must prove who they are, or it is
 * allowed. Nothing is bound before.
 */
@Component
class AddressCheck {

    private static final Logger log = LoggerFactory.getLogger(AddressCheck.class);
    private static final String EVERY_ADDRESS = "0.0.0.0";

    private final Environment environment;

    AddressCheck(Environment environment, ServerSettings settings, Credentials credentials) {
        this.environment = environment;
        boolean keys = settings.zeromq().curve().keyFile() != null;
        if (settings.allowOpen()) {
            if (!credentials.configured()) {
                log.warn("flowmon.server.allow-open=true: whoever reaches this server can read every flow");
            }
            if (!keys) {
                log.warn("flowmon.server.allow-open=true: whoever reaches this server over ZeroMQ can send events");
            }
        } else {
            if (!credentials.configured()) {
                checkWeb();
            }
            if (!keys) {
                require(
                        Way.ZEROMQ,
                        "flowmon.server.zeromq.address",
                        settings.zeromq().address());
            }
        }
        if (credentials.configured() && !encrypted() && !loopback(webAddress())) {
            log.warn(
                    "Passwords and tokens reach this server unencrypted: set server.ssl.bundle, or let only a proxy that"
                            + " encrypts reach it");
        }
    }

    private void checkWeb() {
        require(Way.WEB, "server.address", webAddress());
        if (environment.containsProperty("management.server.port")) {
            require(Way.WEB, "management.server.address", address("management.server.address"));
        }
    }

    private String webAddress() {
        return address("server.address");
    }

    /** Spring Boot takes an empty address for none, and binds them all; Java would take it for the loopback one. */
    private String address(String setting) {
        String address = environment.getProperty(setting, "");
        return address.isBlank() ? EVERY_ADDRESS : address;
    }

    private boolean encrypted() {
        return environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate");
    }

    private static void require(Way way, String setting, String address) {
        if (!loopback(address)) {
            throw new OpenAddressException(way, setting, address);
        }
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
