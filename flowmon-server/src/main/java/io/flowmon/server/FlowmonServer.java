/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import io.flowmon.server.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server in the foreground; every Spring property can be given as an argument. Or runs a command. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class FlowmonServer {

    public static void main(String[] args) {
        if (Commands.isCommand(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication.run(FlowmonServer.class, args);
    }
}
