/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Contracts of flows.
 *
 * @param folder Folder with contracts, one .yaml file each, that flows are held against; it is read again when something in it
 *     changes.
 */
@ConfigurationProperties("flowmon.server.contracts")
public record ContractsSettings(@Nullable Path folder) {}
