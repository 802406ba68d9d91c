/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is started with.
 *
 * @param root the project's folder, with everything built
 * @param logs where the logs go; made when it is missing
 * @param data where Redis and the server keep their data; null for a temporary folder, deleted at the end
 * @param ports the port of each part
 * @param startTimeout how long a part may take until it is healthy
 */
record DemoSettings(Path root, Path logs, @Nullable Path data, Ports ports, Duration startTimeout) {}
