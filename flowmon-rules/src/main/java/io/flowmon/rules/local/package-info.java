/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What jobs find again in the process in which they run. */
@NullMarked
package io.flowmon.rules.local;

import org.jspecify.annotations.NullMarked;
