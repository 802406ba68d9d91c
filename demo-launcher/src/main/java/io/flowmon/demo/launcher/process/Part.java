/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher.process;

import java.nio.file.Path;
import java.util.List;

/**
 * One process of the demo.
 *
 * @param name as it is shown, and as its log file is called
 * @param command the whole command line
 * @param directory its working directory, which exists
 * @param probe tells whether it is ready to work
 */
public record Part(String name, List<String> command, Path directory, HealthProbe probe) {}
