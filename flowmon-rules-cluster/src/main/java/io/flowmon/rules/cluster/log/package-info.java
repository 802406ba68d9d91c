/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The log: what the server knows, in the order in which it came to know it, in a topic of one partition. */
@NullMarked
package io.flowmon.rules.cluster.log;

import org.jspecify.annotations.NullMarked;
