/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Backups.
 *
 * @param folder Folder that backups are written to, each in a folder of its own; better on another disk than the data.
 */
@ConfigurationProperties("flowmon.server.backup")
public record BackupSettings(
        @DefaultValue("./flowmon-backups") Path folder) {}
