/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The rules on a Flink cluster. */
@NullMarked
package io.flowmon.rules.cluster;

import org.jspecify.annotations.NullMarked;
