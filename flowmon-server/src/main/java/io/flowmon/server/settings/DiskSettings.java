/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The disk that holds the data folder.
 *
 * @param minFree How much of the disk of the data folder stays free. With less, nothing is stored and nothing
 *     acknowledged.
 */
@ConfigurationProperties("flowmon.server.disk")
public record DiskSettings(@DefaultValue("512MB") DataSize minFree) {}
