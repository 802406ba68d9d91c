/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What rules say, in a topic: alerts, and how far they have come. */
@NullMarked
package io.flowmon.rules.cluster.verdict;

import org.jspecify.annotations.NullMarked;
