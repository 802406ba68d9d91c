/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Runs rules inside one process: starts, reloads and stops their jobs, and tells how they are doing. */
@NullMarked
package io.flowmon.rules.engine;

import org.jspecify.annotations.NullMarked;
