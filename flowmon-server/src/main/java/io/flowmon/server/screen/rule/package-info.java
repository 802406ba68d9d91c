/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rules: whether they run, by what thresholds, and what they found lately. */
@NullMarked
package io.flowmon.server.screen.rule;

import org.jspecify.annotations.NullMarked;
