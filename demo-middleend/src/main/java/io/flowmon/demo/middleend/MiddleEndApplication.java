/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the middle-end. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MiddleEndApplication {

    public static void main(String[] args) {
        SpringApplication.run(MiddleEndApplication.class, args);
    }
}
