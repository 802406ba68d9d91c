/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service that is open to everybody. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {ManagementWebSecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class})
@Import(WebTestEndpoints.class)
class WebTestApplication {}
