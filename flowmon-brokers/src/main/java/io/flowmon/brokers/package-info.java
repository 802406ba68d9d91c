/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Real brokers as processes, for tests. */
@NullMarked
package io.flowmon.brokers;

import org.jspecify.annotations.NullMarked;
