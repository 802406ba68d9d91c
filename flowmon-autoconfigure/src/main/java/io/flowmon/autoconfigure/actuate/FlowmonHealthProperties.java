/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the health of the service has to do with flowmon.
 *
 * @param downWhenDisconnected Whether the service is down while flowmon-server cannot be reached; otherwise flowmon's own
 *     health is then unknown.
 */
@ConfigurationProperties("flowmon.health")
record FlowmonHealthProperties(@DefaultValue("false") boolean downWhenDisconnected) {}
