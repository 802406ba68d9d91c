/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Runs the rules: SQL files over the events that the server stores, by Apache Flink, which raise and resolve alerts. */
@NullMarked
package io.flowmon.rules;

import org.jspecify.annotations.NullMarked;
