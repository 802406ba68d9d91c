/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Runs the rules beside the intake: what they read, where their alerts go, and how they are doing. */
@NullMarked
package io.flowmon.server.rules;

import org.jspecify.annotations.NullMarked;
