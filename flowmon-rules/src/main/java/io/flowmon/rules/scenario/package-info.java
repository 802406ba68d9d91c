/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Tests rules: what happens when, in a text file, and the alerts that are expected of it. */
@NullMarked
package io.flowmon.rules.scenario;

import org.jspecify.annotations.NullMarked;
