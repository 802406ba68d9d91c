/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server in the foreground; every Spring property can be given as an argument. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class FlowmonServer {

    public static void main(String[] args) {
        SpringApplication.run(FlowmonServer.class, args);
    }
}
